import { describe, expect, test } from "vitest";
import { DAY, GB, HOUR, MB } from "../../../../datasets/sizes.ts";
import { codeOf } from "../../../../datasets/table.ts";
import { APPS } from "../../../../datasets/vocabularies.ts";
import { adFraud } from "../../../../simulators/models/incidents/ad-fraud.ts";
import { rewardVideo } from "../../../../simulators/models/look-alikes/reward-video.ts";
import { screenOffPlaylist } from "../../../../simulators/models/look-alikes/screen-off-playlist.ts";
import { quicVideo } from "../../../../simulators/protocols/quic-video.ts";
import { bytesOf, medianOf, networksOf, playsOf } from "../plays-of.ts";
import { bytesANight, nightShare } from "../twin-features.ts";

const LINES = 60;
const [GAME, VIDEO] = [codeOf(APPS, "game"), codeOf(APPS, "video")];

describe("ad-fraud", () => {
  const plays = playsOf(adFraud, LINES);

  test("brings some 10 GB a month, in spots of a few megabytes", () => {
    const daily = plays.map((play) => {
      return (bytesOf(play) * DAY) / (play.episode.end - play.episode.start);
    });
    const month = (30 * daily.reduce((sum, bytes) => sum + bytes, 0)) / daily.length / GB;
    expect(month).toBeGreaterThan(9);
    expect(month).toBeLessThan(12.5);
    const spots = plays.flatMap(({ transfers }) => transfers.map(({ down }) => down));
    expect(medianOf(spots)).toBeGreaterThan(5 * MB);
    expect(medianOf(spots)).toBeLessThan(7 * MB);
  });

  test("goes on for two to five days, also in sleep, and never on screen", () => {
    for (const play of plays) {
      const days = (play.episode.end - play.episode.start) / DAY;
      expect(days).toBeGreaterThanOrEqual(2);
      expect(days).toBeLessThanOrEqual(5);
      expect(nightShare(play)).toBeGreaterThan(0.2);
      for (const { foreground, protocol, up } of play.transfers) {
        expect([foreground, protocol, up]).toEqual([0, quicVideo, 0]);
      }
    }
  });

  test("is booked under a game, which a probe takes for video", () => {
    for (const { app, guess } of plays.flatMap(({ transfers }) => transfers)) {
      expect([app, guess]).toEqual([GAME, VIDEO]);
    }
  });
});

test.each([adFraud, rewardVideo, screenOffPlaylist])(
  "$name keeps to Wi-Fi, out of sight alone, where background data is off",
  (model) => {
    const guarded = playsOf(model, LINES, { safeguards: ["restrict-background"] });
    for (const { foreground, network } of guarded.flatMap(({ transfers }) => transfers)) {
      expect(network).toBe(foreground === 1 ? "any" : "wifi-only");
    }
    expect(guarded.map(bytesOf)).toEqual(playsOf(model, LINES).map(bytesOf));
    expect(networksOf(playsOf(model, LINES))).toEqual(["any"]);
  },
);

test.each([rewardVideo, screenOffPlaylist])(
  "$name moves a day's bytes of hidden ads in one sitting of some hours",
  (alike) => {
    const plays = playsOf(alike, LINES, { options: { sitting: 1 } });
    const hidden = playsOf(adFraud, LINES);
    const ratio = medianOf(plays.map(bytesANight)) / medianOf(hidden.map(bytesANight));
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
    for (const { episode } of plays) {
      expect((episode.end - episode.start) / HOUR).toBeLessThanOrEqual(6);
    }
  },
);

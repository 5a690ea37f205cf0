import { describe, expect, it } from "vitest";
import { END_KINDS } from "../../../datasets/vocabularies.ts";
import { drawEnding } from "../../../simulators/behaviour/ends.ts";
import { keyedRandom } from "../../../simulators/chance/streams.ts";
import { eligibleDevices, playModel } from "../../../simulators/model-kit/model-play.ts";
import { appAutoUpdate } from "../../../simulators/models/incidents/app-auto-update.ts";
import { wifiFallbackUpload } from "../../../simulators/models/incidents/wifi-fallback-upload.ts";
import { wlanCredentialTheft } from "../../../simulators/models/incidents/wlan-credential-theft.ts";

const night = { start: 1_000_000, end: 9_000_000 };

describe("drawEnding", () => {
  it("stops as often as it is said, in the second half, and by whom", () => {
    const random = keyedRandom("ends", 0, "test");
    const draws = Array.from({ length: 4000 }, () =>
      drawEnding(random, night, { endedByOwner: 0.35, endedByNetwork: 0.3 }),
    );
    const of = (word: (typeof END_KINDS)[number]) =>
      draws.filter(({ endKind }) => END_KINDS[endKind] === word);
    expect(of("owner").length / 4000).toBeCloseTo(0.35, 1);
    expect(of("network").length / 4000).toBeCloseTo(0.3, 1);
    expect(of("self").every(({ end }) => end === night.end)).toBe(true);
    for (const { end } of [...of("owner"), ...of("network")]) {
      expect(end).toBeGreaterThanOrEqual(5_000_000);
      expect(end).toBeLessThan(night.end);
    }
  });

  it("draws nothing where nobody stops it", () => {
    const [asked, untouched] = [keyedRandom("ends", 1, "test"), keyedRandom("ends", 1, "test")];
    const ending = drawEnding(asked, night, { endedByOwner: 0, endedByNetwork: 0 });
    expect(ending).toEqual({ end: night.end, endKind: END_KINDS.indexOf("self") });
    expect(asked.bits()).toBe(untouched.bits());
  });
});

describe.each([appAutoUpdate, wifiFallbackUpload])("$name", (model) => {
  const plays = (endedByOwner: number, endedByNetwork: number) =>
    eligibleDevices(model as never, { seed: "ends", count: 40, among: 2000 }).flatMap((device) =>
      playModel(model as never, {
        ...{ seed: "ends", device, day: 6, options: { endedByOwner, endedByNetwork } },
      }).filter(({ episode }) => !episode.everyday),
    );

  it("finds Wi-Fi back at the moment at which it loses its network, and later else", () => {
    const lost = plays(0, 1).map(({ episode }) => episode);
    const down = lost.filter(({ wifiDown }) => wifiDown !== undefined);
    expect(down.length).toBeGreaterThan(5);
    for (const { end, wifiDown } of down) expect(wifiDown?.to).toBe(end);
    for (const { episode } of plays(0, 0)) {
      if (episode.wifiDown) expect(episode.wifiDown.to).toBeGreaterThan(episode.end);
    }
  });

  it("leaves what it had not moved by then", () => {
    const bytes = (owner: number) =>
      plays(owner, 0)
        .flatMap(({ transfers }) => transfers.map(({ up, down }) => up + down))
        .reduce((sum, each) => sum + each, 0);
    const part = bytes(1) / bytes(0);
    expect(part).toBeGreaterThan(0.5);
    expect(part).toBeLessThan(0.95);
  });
});

describe("wlan-credential-theft", () => {
  it("has no session after the moment at which its owner changes the password", () => {
    const [device = 0] = eligibleDevices(wlanCredentialTheft, {
      ...{ seed: "ends", count: 1, among: 100 },
    });
    for (let day = 1; day < 12; day++) {
      const options = { endedByOwner: 1 };
      const [play] = playModel(wlanCredentialTheft, { seed: "ends", device, day, options });
      expect(END_KINDS[play?.episode.notes?.["endKind"] ?? 0]).toBe("owner");
      expect(play?.logins.length).toBeGreaterThan(0);
      for (const { start, end } of play?.logins ?? []) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(play?.episode.end as number);
      }
    }
  });
});

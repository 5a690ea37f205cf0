import { describe, expect, test } from "vitest";
import { GB, HOUR, MB, MINUTE, SECOND } from "../../../../datasets/sizes.ts";
import { runawaySync } from "../../../../simulators/models/incidents/runaway-sync.ts";
import { firstPhotoSync } from "../../../../simulators/models/look-alikes/first-photo-sync.ts";
import { podcastSync } from "../../../../simulators/models/look-alikes/podcast-sync.ts";
import { bytesOf, medianOf, networksOf, playsOf } from "../plays-of.ts";

const LINES = 60;

describe("runaway-sync", () => {
  const plays = playsOf(runawaySync, LINES);

  test("moves 50 kB to 2 MB every 15 s to 5 min, the same size each time", () => {
    expect(plays).toHaveLength(LINES);
    for (const { episode, transfers } of plays) {
      const { period, round } = episode.notes as { period: number; round: number };
      expect(period).toBeGreaterThanOrEqual(15 * SECOND);
      expect(period).toBeLessThanOrEqual(5 * MINUTE);
      expect(round).toBeGreaterThanOrEqual(50_000);
      expect(round).toBeLessThanOrEqual(2 * MB);
      const gaps = transfers.slice(1).map(({ start }, i) => start - (transfers[i]?.start ?? 0));
      expect(medianOf(gaps) / period).toBeGreaterThan(0.95);
      expect(medianOf(gaps) / period).toBeLessThan(1.05);
      const sizes = transfers.map(({ up, down }) => up + down);
      expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.6);
    }
  });

  test("goes on for 8 to 30 hours, unseen, and moves megabytes to gigabytes", () => {
    for (const { episode, transfers } of plays) {
      const hours = (episode.end - episode.start) / HOUR;
      expect(hours).toBeGreaterThanOrEqual(8);
      expect(hours).toBeLessThanOrEqual(30);
      expect(transfers.every(({ foreground }) => foreground === 0)).toBe(true);
    }
    const middle = medianOf(plays.map(bytesOf));
    expect(middle).toBeGreaterThan(150 * MB);
    expect(middle).toBeLessThan(GB);
  });

  test("sends or fetches, and ends by itself, by its owner's hand or by a fix", () => {
    const sends = plays.filter(({ episode }) => episode.notes?.["sends"] === 1).length;
    expect(sends / LINES).toBeGreaterThan(0.2);
    expect(sends / LINES).toBeLessThan(0.6);
    expect(new Set(plays.map(({ episode }) => episode.notes?.["endKind"])).size).toBe(3);
  });
});

test.each([runawaySync, podcastSync])(
  "$name keeps to Wi-Fi, out of sight, where background data is off",
  (model) => {
    const guarded = playsOf(model, LINES, { safeguards: ["restrict-background"] });
    const unseen = guarded.filter(({ episode }) => episode.notes?.["screenOff"] === 1);
    expect(networksOf(unseen)).toEqual(["wifi-only"]);
    expect(guarded.map(bytesOf)).toEqual(playsOf(model, LINES).map(bytesOf));
    expect(networksOf(playsOf(model, LINES, { safeguards: ["wifi-only-updates"] }))).toEqual([
      "any",
    ]);
  },
);

test.each([podcastSync, firstPhotoSync])(
  "$name moves as much as rounds would, as whole files, in a fraction of the time",
  (alike) => {
    const whole = playsOf(alike, LINES, { options: { rounds: 0, screenOff: 1 } });
    const rounds = playsOf(alike, LINES, { options: { rounds: 1, screenOff: 1 } });
    for (const [i, play] of whole.entries()) {
      const again = rounds[i] as (typeof rounds)[number];
      expect(play.episode.notes?.["bytes"]).toBe(again.episode.notes?.["bytes"]);
      // What the time did not suffice for is left.
      expect(bytesOf(play)).toBeLessThanOrEqual(play.episode.notes?.["bytes"] as number);
    }
    const ratio = medianOf(whole.map(bytesOf)) / medianOf(rounds.map(bytesOf));
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
    const hours = (plays: typeof whole) =>
      medianOf(plays.map(({ episode }) => (episode.end - episode.start) / HOUR));
    expect(hours(whole)).toBeLessThan(hours(rounds) / 10);
  },
);

import { describe, expect, test } from "vitest";
import { GB, HOUR } from "../../../../datasets/sizes.ts";
import { codeOf } from "../../../../datasets/table.ts";
import { APPS } from "../../../../datasets/vocabularies.ts";
import { terminalOf } from "../../../../simulators/life/terminals.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import { type Play, playModel } from "../../../../simulators/model-kit/model-play.ts";
import { hotspotPcHousekeeping } from "../../../../simulators/models/incidents/hotspot-pc-housekeeping.ts";
import { hotspotWorkday } from "../../../../simulators/models/look-alikes/hotspot-workday.ts";
import { wantedPcUpdate } from "../../../../simulators/models/look-alikes/wanted-pc-update.ts";
import { upShare, uses } from "../twin-features.ts";

const SEED = "hotspot-pc-housekeeping";
const playsOf = (model: TrafficModel, safeguards: readonly string[] = []) =>
  Array.from({ length: 30 }, (_, device) =>
    playModel(model, { seed: SEED, device, day: device % 5, safeguards }),
  ).flat();

const bytesOf = ({ transfers }: Play) =>
  transfers.reduce((sum, { up, down }) => sum + up + down, 0);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

describe("hotspot-pc-housekeeping", () => {
  const plays = playsOf(hotspotPcHousekeeping);

  test("moves 2 to 6 GB in a work day, nine tenths of it down", () => {
    const sizes = plays.map(bytesOf);
    expect(median(sizes)).toBeGreaterThan(3 * GB);
    expect(median(sizes)).toBeLessThan(5 * GB);
    expect(Math.max(...sizes)).toBeLessThan(6.1 * GB);
    const all = plays.flatMap(({ transfers }) => transfers);
    expect(upShare({ ...(plays[0] as Play), transfers: all })).toBeCloseTo(0.1, 1);
    for (const { episode } of plays) {
      expect(episode.end - episode.start).toBeGreaterThanOrEqual(5 * HOUR);
      expect(episode.end - episode.start).toBeLessThanOrEqual(9 * HOUR);
    }
  });

  test("is a system, a drive and launchers of a guest", () => {
    const words = ["system", "cloud", "game"] as const;
    for (const { transfers } of plays) {
      const guesses = new Set(transfers.map(({ guess }) => guess));
      expect(guesses).toEqual(new Set(words.map((word) => codeOf(APPS, word))));
      for (const { terminal } of transfers) expect(terminal).toBe(terminalOf("pc"));
    }
  });

  test("no switch of the phone stops it", () => {
    const guarded = playsOf(hotspotPcHousekeeping, ["restrict-background", "wifi-only-updates"]);
    expect(guarded.map(bytesOf)).toEqual(plays.map(bytesOf));
  });
});

test("hotspot-workday has more uses than a PC by itself, and wanted-pc-update has one", () => {
  for (const play of playsOf(hotspotWorkday)) expect(uses(play)).toBeGreaterThan(3);
  for (const play of playsOf(wantedPcUpdate)) expect(uses(play)).toBe(1);
});

test.each([hotspotWorkday, wantedPcUpdate])(
  "$name moves as much, within half and double",
  (model) => {
    const ratio =
      median(playsOf(model).map(bytesOf)) / median(playsOf(hotspotPcHousekeeping).map(bytesOf));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  },
);

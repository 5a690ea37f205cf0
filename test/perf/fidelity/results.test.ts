import { describe, expect, it } from "vitest";
import type { VolumeResult } from "../../../perf/fidelity/measure-volumes.ts";
import { readFidelity, withVolumes } from "../../../perf/fidelity/results.ts";
import { FIDELITY_BARS } from "../../../simulators/fidelity/fidelity-bars.ts";
import { PRESET_NAMES } from "../../../simulators/scenario.ts";

const result = (preset: VolumeResult["preset"], seed: string, mean: number): VolumeResult => ({
  ...{ preset, seed, mean, steadyMean: mean, devices: 1, days: 1, bars: [], up: {} },
});

describe("published volumes", () => {
  it("are replaced by preset and seed, and stand in order of both", () => {
    const known = { protocols: [], volumes: [result("cn2015", "10", 1), result("cn2015", "2", 2)] };
    const { volumes } = withVolumes(known, [result("cn2024", "1", 3), result("cn2015", "2", 4)]);
    expect(volumes.map(({ preset, seed, mean }) => [preset, seed, mean])).toEqual([
      ["cn2015", "2", 4],
      ["cn2015", "10", 1],
      ["cn2024", "1", 3],
    ]);
  });

  it("are those of all presets and three seeds, at the size that the bars are made for", () => {
    const found = readFidelity().volumes.map(({ preset, seed, devices, days }) => [
      preset,
      seed,
      devices,
      days,
    ]);
    expect(found).toEqual(
      PRESET_NAMES.flatMap((preset) => ["1", "2", "3"].map((seed) => [preset, seed, 20_000, 30])),
    );
  });

  it("meet every bar of their preset on every seed", () => {
    for (const { preset, seed, bars } of readFidelity().volumes) {
      const own = FIDELITY_BARS.filter(({ presets }) => presets.includes(preset));
      expect(bars.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
      expect(
        bars.filter(({ miss }) => miss > 0).map(({ name }) => `${preset} ${seed} ${name}`),
      ).toEqual([]);
    }
  });
});

import { loadScenario } from "../../jobs/load-scenario.ts";
import { addUpVolumes } from "../../simulators/fidelity/fidelity.ts";
import { measureBars, monthlyMean, steadyMean } from "../../simulators/fidelity/fidelity-bars.ts";
import { VOLUME_PRESETS } from "../../simulators/life/presets/catalogue.ts";
import { CATEGORIES } from "../../simulators/life/presets.ts";
import type { VolumePreset } from "../../simulators/life/volume-preset.ts";

/** What one population moved, beside the published figures. */
export interface VolumeResult {
  readonly preset: VolumePreset["name"];
  readonly seed: string;
  readonly devices: number;
  readonly days: number;
  /** MB in 30 days, as drawn and without the luck of who was drawn. */
  readonly mean: number;
  readonly steadyMean: number;
  /** By name of the bar; `miss` is how far outside it lies, 0 = inside. */
  readonly bars: readonly {
    readonly name: string;
    readonly value: number;
    readonly miss: number;
  }[];
  /** Share of the bytes of each category that goes up. */
  readonly up: Readonly<Record<string, number>>;
}

/** Lives so many devices and holds what they moved to the bars. About 110 us a device and day. */
export function measureVolumes(
  preset: VolumePreset["name"],
  seed: string,
  span: { readonly devices: number; readonly days: number },
): VolumeResult {
  const scenario = loadScenario("city@L1", { set: [`preset=${preset}`] });
  const volumes = addUpVolumes(seed, scenario, span);
  const up = CATEGORIES.map(
    (category, i) => [category, volumes.up[i] / (volumes.up[i] + volumes.down[i])] as const,
  );
  return {
    ...{ preset, seed, devices: span.devices, days: span.days },
    mean: monthlyMean(volumes),
    steadyMean: steadyMean(VOLUME_PRESETS[preset], volumes),
    bars: measureBars(preset, volumes).map(({ bar, value, miss }) => ({
      ...{ name: bar.name, value, miss },
    })),
    up: Object.fromEntries(up),
  };
}

import { parseArgs } from "node:util";
import { loadScenario } from "../jobs/load-scenario.ts";
import { addUpVolumes } from "../simulators/fidelity/fidelity.ts";
import { measureBars, monthlyMean, steadyMean } from "../simulators/fidelity/fidelity-bars.ts";
import { CATEGORIES, VOLUME_PRESETS } from "../simulators/life/presets.ts";

const { values } = parseArgs({
  options: {
    devices: { type: "string", default: "20000" },
    days: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
  },
});
const devices = Number(values.devices);
const days = Number(values.days);

let misses = 0;
for (const preset of ["cn2015", "cn2024"] as const) {
  const started = performance.now();
  const scenario = loadScenario("city@L1", { set: [`preset=${preset}`] });
  const volumes = addUpVolumes(values.seed, scenario, { devices, days });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${preset}: ${devices} devices x ${days} d, seed ${values.seed}`);
  console.log(
    `  mean ${monthlyMean(volumes).toFixed(1)} MB in 30 days, ${steadyMean(VOLUME_PRESETS[preset], volumes).toFixed(1)} MB without the luck of who was drawn, ${((seconds * 1e6) / devices / days).toFixed(1)} us a device-day`,
  );
  for (const { bar, value, miss } of measureBars(preset, volumes)) {
    const verdict = miss === 0 ? "ok" : `MISSED by ${miss.toFixed(3)}`;
    const range = `[${bar.low}, ${bar.high}]`;
    console.log(
      `  ${bar.name.padEnd(11)} ${value.toFixed(3).padStart(8)} ${range.padEnd(12)} ${verdict}`,
    );
    if (miss > 0) misses++;
  }
  const up = CATEGORIES.map((category, i) => {
    const total = volumes.up[i] + volumes.down[i];
    return `${category} ${((100 * volumes.up[i]) / total).toFixed(1)} %`;
  });
  console.log(`  upwards: ${up.join(", ")}`);
}
process.exitCode = misses === 0 ? 0 : 1;

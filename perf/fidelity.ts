import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FIDELITY_BARS } from "../simulators/fidelity/fidelity-bars.ts";
import { PRESET_NAMES } from "../simulators/scenario.ts";
import { measureProtocols } from "./fidelity/measure-protocols.ts";
import { measureVolumes, type VolumeResult } from "./fidelity/measure-volumes.ts";
import { type FidelityCall, readCall, USAGE } from "./fidelity/read-call.ts";
import { readFidelity, withVolumes, writeFidelity } from "./fidelity/results.ts";
import { columnsFigure, twoSampleFigure } from "./figures/fidelity.ts";

const call = called();
if (call === null) process.exitCode = 2;
else if (call.help) console.log(USAGE);
else if (call.data === undefined) holdVolumes(call);
else await holdProtocols(call.data, call.keep);

/** A wrong call is told in one line, and is null. */
function called(): FidelityCall | null {
  try {
    return readCall(process.argv.slice(2));
  } catch (error) {
    console.error(`fidelity: ${(error as Error).message}`);
    return null;
  }
}

function holdVolumes({ devices, days, seed, keep }: FidelityCall): void {
  const found = PRESET_NAMES.map((preset) => {
    const started = performance.now();
    const result = measureVolumes(preset, seed, { devices, days });
    printVolumes(result, (performance.now() - started) * 1000);
    return result;
  });
  if (keep) writeFidelity(withVolumes(readFidelity(), found));
  const missed = found.some(({ bars }) => bars.some(({ miss }) => miss > 0));
  process.exitCode = missed ? 1 : 0;
}

function printVolumes(result: VolumeResult, micros: number): void {
  const { preset, seed, devices, days, mean, steadyMean, bars, up } = result;
  console.log(`${preset}: ${devices} devices x ${days} d, seed ${seed}`);
  console.log(
    `  mean ${mean.toFixed(1)} MB in 30 days, ${steadyMean.toFixed(1)} MB without the luck of who was drawn, ${(micros / devices / days).toFixed(1)} us a device-day`,
  );
  for (const { name, value, miss } of bars) {
    const bar = FIDELITY_BARS.find((one) => one.name === name);
    const verdict = miss === 0 ? "ok" : `MISSED by ${miss.toFixed(3)}`;
    const range = `[${bar?.low}, ${bar?.high}]`;
    console.log(
      `  ${name.padEnd(11)} ${value.toFixed(3).padStart(8)} ${range.padEnd(12)} ${verdict}`,
    );
  }
  const shares = Object.entries(up).map(
    ([category, share]) => `${category} ${(100 * share).toFixed(1)} %`,
  );
  console.log(`  upwards: ${shares.join(", ")}`);
}

async function holdProtocols(data: string, keep: boolean): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "billshock-fidelity-"));
  try {
    const protocols = await measureProtocols(data, scratch);
    console.log(`${columnsFigure(protocols)}\n\n${twoSampleFigure(protocols)}`);
    if (keep) writeFidelity({ ...readFidelity(), protocols });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.ts";
import type { ProtocolResult } from "./measure-protocols.ts";
import type { VolumeResult } from "./measure-volumes.ts";

/** All that is published of how near simulation comes to what was measured. */
export interface FidelityResults {
  readonly volumes: readonly VolumeResult[];
  readonly protocols: readonly ProtocolResult[];
}

const FILE = join(ROOT, "perf/fidelity.json");

/** Reads the published results. */
export function readFidelity(): FidelityResults {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

/** Publishes results; four digits each, since more would only be noise in a diff. */
export function writeFidelity(results: FidelityResults): void {
  const short = (_key: string, value: unknown) =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  writeFileSync(FILE, `${JSON.stringify(results, short, 2)}\n`);
}

/** Replaces what was published of the same presets and seeds, in order of both. */
export function withVolumes(
  { volumes, ...rest }: FidelityResults,
  found: readonly VolumeResult[],
): FidelityResults {
  const isFound = ({ preset, seed }: VolumeResult) =>
    found.some((one) => one.preset === preset && one.seed === seed);
  const nameOf = ({ preset, seed }: VolumeResult) => `${preset} ${seed.padStart(8)}`;
  const all = [...volumes.filter((one) => !isFound(one)), ...found];
  return { ...rest, volumes: all.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) };
}

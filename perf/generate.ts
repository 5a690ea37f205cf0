import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { VIEWS, type ViewName } from "../datasets/view.ts";
import { runChild } from "./child.ts";
import { type GeneratorPeers, measureGeneratorPeers } from "./generator-peers.ts";
import { type FlowsAlone, measureFlowsAlone, measureStages, type Stages } from "./stages.ts";
import { startWatch } from "./stopwatch.ts";

/** What generating costs, stage by stage and beside others. */
export interface GenerateResults {
  readonly devices: number;
  readonly days: number;
  readonly rows: Readonly<Record<ViewName, number>>;
  readonly bytes: number;
  /** Seconds of CPU of the whole process with one worker, its start and compiling included. */
  readonly cpu: number;
  /** Seconds on the clock with one worker and with two. */
  readonly wall: { readonly one: number; readonly two: number };
  readonly stages: Stages;
  readonly flowsAlone: FlowsAlone;
  /** Seconds of CPU and on the clock that as many bytes take in one plain file. */
  readonly rawWrite: { readonly cpu: number; readonly wall: number };
  readonly peers: GeneratorPeers;
}

/** Generates `city@L1` into `dir`/city, where it stays, and measures it. */
export async function measureGenerate(dir: string, quick: boolean): Promise<GenerateResults> {
  // Enrichment begins after the fourth day, so no world is shorter than a week.
  const days = quick ? 7 : 14;
  const devices = quick ? 128 : 1000;
  const city = join(dir, "city");
  const one = await runChild({ devices, days, workers: 1, out: city });
  const again = join(dir, "city-again");
  const two = await runChild({ devices, days, workers: 2, out: again });
  rmSync(again, { recursive: true });
  const bytes = bytesBelow(city);
  return {
    ...{
      devices,
      days,
      rows: one.rows,
      bytes,
      cpu: one.cpu,
      wall: { one: one.wall, two: two.wall },
    },
    stages: measureStages(dir, { devices, days }),
    flowsAlone: measureFlowsAlone(dir, { devices, days }),
    rawWrite: writeRaw(join(dir, "raw"), bytes),
    peers: measureGeneratorPeers(dir, { rows: one.rows.flows, devices, days }),
  };
}

/** Rows of all views. */
export function allRows({ rows }: Pick<GenerateResults, "rows">): number {
  return VIEWS.reduce((sum, view) => sum + rows[view], 0);
}

function bytesBelow(dir: string): number {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function writeRaw(path: string, bytes: number) {
  const chunk = Buffer.alloc(1_048_576, 7);
  const spent = startWatch();
  const fd = openSync(path, "w");
  for (let at = 0; at < bytes; ) at += writeSync(fd, chunk, 0, Math.min(chunk.length, bytes - at));
  closeSync(fd);
  const { cpu, wall } = spent();
  rmSync(path);
  return { cpu, wall };
}

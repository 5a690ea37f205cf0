import { join } from "node:path";
import { openTableWriter } from "../../datasets/format/writer.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { Batch, Table } from "../../datasets/table.ts";
import { charging } from "../../datasets/tables/charging.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { fuzzFleet } from "../../detectors/conformance/fuzz.ts";
import { createDetector } from "../../detectors/create-detector.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";
import { equalRecordRun } from "../../detectors/rules/equal-record-run.ts";
import { rateWindow } from "../../detectors/rules/rate-window.ts";
import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { askPeer } from "../peer.ts";
import { leastCpu } from "../stopwatch.ts";
import type { Comparison, Turn } from "./comparison.ts";

/** Columns that both rules read, in one stretch of memory. */
export type Night = Pick<
  ViewBatch,
  "length" | "time" | "device" | "start" | "up" | "down" | "ratingGroup"
>;

const NAMES = ["time", "device", "start", "up", "down"] as const;
const TABLE: Table = {
  name: "night",
  summary: "records of many lines",
  columns: charging.columns.filter(({ name }) => NAMES.some((one) => one === name)),
};
const PEERS = [
  ["pandas", "pandas"],
  ["duckdb", "DuckDB, 1 thread"],
] as const;

/**
 * The two rules that the case of Wuhan suggested, on its records for many lines: 3 GB within an hour,
 * and sixty records of equal size in a row. Ours are the catalogue's detectors; pandas and DuckDB
 * write the same rule with windows over columns in memory. Equal are the records that reach the
 * threshold, and the first of each line, by count and sum of times.
 */
export function wuhanRules(dir: string, lines: number, repeats: number): Comparison[] {
  const night = blowUp(lines);
  const file = join(dir, "night.arrow");
  const writer = openTableWriter(file, TABLE);
  const { length, ...columns } = night;
  writer.write({ length, columns });
  writer.close();
  return [rateWindow, equalRecordRun].map((spec) => ({
    name: `wuhan ${spec.name}`,
    unit: "records",
    ours: {
      name: `billshock's ${spec.name}`,
      turn: () => judge(spec, night, { lines, repeats }),
    },
    peers: PEERS.map(([engine, name]) => ({
      name,
      turn: () => askPeer<Turn>("wuhan_rules.py", [engine, spec.name, file, String(repeats)]),
    })),
  }));
}

/**
 * Gives the night's records to many lines, in order of closing, as a table of CDRs at rest has them. Each line has its own share of the
 * bytes, from a sixteenth to the whole, begins at its own time, and has every so manieth record cut to
 * half, so that either rule finds some lines and not others.
 */
export function blowUp(lines: number): Night {
  const one = wuhanNight();
  const length = one.length * lines;
  const made = openNight(length);
  let at = 0;
  for (let line = 0; line < lines; line++) {
    const shift = ((line * 7919) % 86_400) * 1000;
    const halved = 30 + (line % 100);
    for (let i = 0; i < one.length; i++, at++) {
      const share = (1 + (line % 16)) / 16 / ((i + 1) % halved === 0 ? 2 : 1);
      made.device[at] = line;
      made.time[at] = one.time[i] + shift;
      made.start[at] = one.start[i] + shift;
      made.up[at] = Math.floor(one.up[i] * share);
      made.down[at] = Math.floor(one.down[i] * share);
    }
  }
  return ordered(made);
}

/** The one line's records in order of closing, which mediation delivered in another. */
function wuhanNight(): Night {
  const batches: Batch[] = [];
  const plan = { seed: "1", scenario: loadScenario("wuhan-2015", {}), models: OWN_MODELS };
  simulateShard(
    { ...plan, first: 0, count: 1, views: ["charging"] },
    { rows: (_view, batch) => batches.push(structuredClone(batch)), truth: () => {} },
  );
  const night = openNight(batches.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { length, columns } of batches) {
    for (const name of NAMES) night[name].set(columns[name].subarray(0, length), at);
    at += length;
  }
  return ordered(night);
}

function openNight(length: number): Night {
  return {
    length,
    time: new Float64Array(length),
    device: new Uint32Array(length),
    start: new Float64Array(length),
    up: new Float64Array(length),
    down: new Float64Array(length),
    ratingGroup: new Uint8Array(length),
  };
}

function ordered(night: Night): Night {
  const { length, time } = night;
  const order = Uint32Array.from({ length }, (_, i) => i).sort(
    (a, b) => time[a] - time[b] || a - b,
  );
  const made = openNight(length);
  for (const name of NAMES) {
    for (let i = 0; i < length; i++) made[name][i] = night[name][order[i]];
  }
  return made;
}

function judge(
  spec: DetectorSpec,
  night: Night,
  { lines, repeats }: { lines: number; repeats: number },
): Turn {
  const { threshold } = spec.score;
  if (threshold === undefined) throw new Error(`${spec.name}: must have a threshold of its own`);
  const batches = cut(night);
  const scores = new Float64Array(BATCH);
  const fleet = fuzzFleet(lines);
  let answer = { reached: 0, reachedAt: 0, lines: 0, linesAt: 0 };
  const cpu = leastCpu(repeats, () => {
    answer = { reached: 0, reachedAt: 0, lines: 0, linesAt: 0 };
    const detector = createDetector(spec, {}, fleet, "charging");
    const seen = new Uint8Array(lines);
    for (const batch of batches) {
      detector.observe(batch as ViewBatch, scores);
      for (let i = 0; i < batch.length; i++) {
        if (!(scores[i] >= threshold)) continue;
        // Times of the case, short enough that their sums stay whole.
        const at = batch.time[i] - CASE;
        answer.reached++;
        answer.reachedAt += at;
        if (seen[batch.device[i]] === 1) continue;
        seen[batch.device[i]] = 1;
        answer.lines++;
        answer.linesAt += at;
      }
    }
  });
  return { version: `Node ${process.versions.node}`, units: night.length, cpu, answer };
}

const BATCH = 65_536;
const CASE = Math.floor(Date.UTC(2015, 10, 11) / DAY) * DAY;

function cut(night: Night): Night[] {
  const batches: Night[] = [];
  for (let from = 0; from < night.length; from += BATCH) {
    const to = Math.min(from + BATCH, night.length);
    batches.push({
      length: to - from,
      time: night.time.subarray(from, to),
      device: night.device.subarray(from, to),
      start: night.start.subarray(from, to),
      up: night.up.subarray(from, to),
      down: night.down.subarray(from, to),
      ratingGroup: night.ratingGroup.subarray(from, to),
    });
  }
  return batches;
}

import { realpathSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Batch } from "../datasets/table.ts";
import { VIEWS, type ViewBatch, type ViewName } from "../datasets/view.ts";
import { DETECTORS } from "../detectors/catalogue.ts";
import { fuzzFleet } from "../detectors/conformance/fuzz.ts";
import { createDetector } from "../detectors/create-detector.ts";
import { isLearner } from "../detectors/state/learning.ts";

import { loadScenario } from "../jobs/load-scenario.ts";
import { simulateShard } from "../simulators/engine/engine.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../simulators/models/catalogue.ts";
import { startWatch } from "./stopwatch.ts";

/** How long a detector takes for a row of one view. */
export interface DetectorSpeed {
  readonly name: string;
  readonly view: ViewName;
  readonly rows: number;
  /** Best of all rounds: what the code can do when nothing disturbs it. */
  readonly nanosecondsPerRow: number;
  /** Sum of the finite scores: two versions that differ here compute different things. */
  readonly checksum: number;
}

/**
 * Times every detector on every view over rows of city@L1 that lie in memory, one thread, batches as
 * the simulator cuts them. Reading files is not in it.
 */
export function measureDetectors(devices = 500, rounds = 5): readonly DetectorSpeed[] {
  const batches = rowsInMemory(devices);
  const fleet = fuzzFleet(devices);
  // Learners have nothing to run on before they are fitted.
  return DETECTORS.filter((spec) => !isLearner(spec)).flatMap((spec) =>
    spec.views.map((view) => {
      const rows = batches[view].reduce((sum, { length }) => sum + length, 0);
      const scores = new Float64Array(Math.max(1, ...batches[view].map(({ length }) => length)));
      let best = Infinity;
      let checksum = 0;
      for (let round = 0; round < rounds; round++) {
        const detector = createDetector(spec, {}, fleet, view);
        let spent = 0;
        checksum = 0;
        for (const batch of batches[view]) {
          const watch = startWatch();
          detector.observe(batch, scores);
          spent += watch().cpu;
          for (let i = 0; i < batch.length; i++) if (scores[i] > -Infinity) checksum += scores[i];
        }
        best = Math.min(best, spent);
      }
      return { name: spec.name, view, rows, nanosecondsPerRow: (best * 1e9) / rows, checksum };
    }),
  );
}

/** Rows of city@L1, by view, in batches as the simulator cuts them. */
export function rowsInMemory(devices: number): Readonly<Record<ViewName, readonly ViewBatch[]>> {
  const kept: Record<ViewName, ViewBatch[]> = { flows: [], charging: [], netstats: [], wlan: [] };
  const scenario = loadScenario("city@L1", { devices });
  const models = [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];
  simulateShard(
    { seed: "1", scenario, models, first: 0, count: devices },
    { rows: (view, batch) => kept[view].push(copyOf(batch)), truth: () => {} },
  );
  return kept;
}

function copyOf({ length, columns }: Batch): ViewBatch {
  const copies = Object.entries(columns).map(([name, values]) => [name, values.slice(0, length)]);
  return { length, ...Object.fromEntries(copies) };
}

/** Lays the speeds out, detectors down and views across, in nanoseconds a row. */
export function speedTable(speeds: readonly DetectorSpeed[]): string {
  const lines = [["ns/row", ...VIEWS].map((word, i) => pad(word, i)).join("")];
  for (const name of new Set(speeds.map((speed) => speed.name))) {
    const cells = VIEWS.map((view) => {
      const speed = speeds.find((one) => one.name === name && one.view === view);
      return speed === undefined ? "-" : speed.nanosecondsPerRow.toFixed(1);
    });
    lines.push([name, ...cells].map((word, i) => pad(word, i)).join(""));
  }
  return lines.join("\n");
}

function pad(word: string, column: number): string {
  return column === 0 ? word.padEnd(22) : word.padStart(10);
}

const [, called] = process.argv;
if (called !== undefined && realpathSync(called) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { devices: { type: "string", default: "500" } } });
  console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}`);
  console.log(speedTable(measureDetectors(Number(values.devices))));
}

import type { Fleet } from "../../datasets/fleet.ts";
import type { GivenOptions } from "../../datasets/options.ts";
import type { Batch } from "../../datasets/table.ts";
import type { ViewBatch, ViewName } from "../../datasets/view.ts";
import { fitDetector } from "../create-detector.ts";
import type { DetectorSpec, Fitted } from "../detector.ts";
import { isLearner, NOTHING_FITTED } from "../state/learning.ts";
import { dice, fuzzRows } from "./fuzz.ts";
import { blankColumns, mustBeUntouched, trappedBatch } from "./trapped-batch.ts";

const ROWS = 700;
const SEED = 20_130_422;
const INCIDENT_SHARE = 0.15;

/** What a learner is taught in a made-up world. */
export interface Teaching {
  readonly spec: DetectorSpec;
  readonly given?: GivenOptions;
  readonly fleet: Fleet;
  readonly view: ViewName;
  /** Which rows and labels: others for another number. */
  readonly seed?: number;
  /** How many rows; some hundreds if not given. */
  readonly length?: number;
  /** Lengths of the batches; rows that are left over make one more. */
  readonly cuts?: readonly number[];
}

/**
 * Lets a learner learn from rows that no other check uses, in arrays that are used again for the next
 * batch, and throws where it writes to them. A detector that learns nothing has learned nothing.
 */
export function learned(teaching: Teaching): Fitted {
  const { spec, given = {}, fleet, view, seed = SEED, length = ROWS, cuts = [] } = teaching;
  if (!isLearner(spec)) return NOTHING_FITTED;
  const rows = fuzzRows(view, seed, length);
  const random = dice(seed);
  const { up, down } = rows.columns;
  const incident = Float64Array.from({ length }, (_, i) =>
    random() < INCIDENT_SHARE ? up[i] + down[i] : 0,
  );
  const class_ = openLessons({ spec, view, rows, incident }, cuts);
  return fitDetector(spec, given, { ...class_, fleet, view });
}

interface Lesson {
  readonly spec: DetectorSpec;
  readonly view: ViewName;
  readonly rows: Batch;
  readonly incident: Float64Array;
}

function openLessons({ spec, view, rows, incident }: Lesson, cuts: readonly number[]) {
  const buffers = blankColumns(rows, rows.length);
  const batch = trappedBatch(spec, view, buffers);
  let [first, length] = [0, 0];
  let told: Float64Array | null = null;
  const check = () => {
    mustBeUntouched({ spec, view, rows, buffers }, first, length);
    if (told?.every((bytes, i) => bytes === incident[first + i]) ?? true) return;
    throw new Error(`${spec.name}: writes to its input: labels of the view ${view} have changed`);
  };
  function* batches(): Generator<ViewBatch> {
    for (const wanted of [...cuts, rows.length]) {
      first += length;
      length = Math.min(wanted, rows.length - first);
      told = null;
      for (const [name, buffer] of Object.entries(buffers)) {
        buffer.fill(name === "device" ? 0 : -1);
        buffer.set(rows.columns[name].subarray(first, first + length));
      }
      batch.length = length;
      yield batch as ViewBatch;
      check();
    }
  }
  const labels = () => {
    told ??= incident.slice(first, first + length);
    return told;
  };
  return { batches: batches(), labels };
}

import type { Fleet } from "../../datasets/fleet.ts";
import type { GivenOptions } from "../../datasets/options.ts";
import type { Batch } from "../../datasets/table.ts";
import type { ViewBatch, ViewName } from "../../datasets/view.ts";
import { createDetector } from "../create-detector.ts";
import type { Detector, DetectorSpec, Fitted } from "../detector.ts";
import { learned } from "./lessons.ts";
import { blankColumns, mustBeUntouched, trappedBatch } from "./trapped-batch.ts";

/** A run of a detector over rows that are cut into batches. */
export interface Replay {
  readonly spec: DetectorSpec;
  readonly given?: GivenOptions;
  readonly fleet: Fleet;
  readonly view: ViewName;
  readonly rows: Batch;
  /** Lengths of the batches; rows that are left over make one more. Default: all in one. */
  readonly cuts?: readonly number[];
  /** What a learner learned; {@link learned} makes some where nothing is given. */
  readonly fitted?: Fitted;
}

/** Fields of rows above the batch's length: a detector that reads them shows it. */
const BEYOND = 5;

/** Runs a detector as the harness would, and with less mercy. Throws in plain words. */
export function replay(run: Replay): Float64Array {
  const { spec, given = {}, fleet, view, rows, cuts = [] } = run;
  const detector = createDetector(spec, given, fleet, view, run.fitted ?? learned(run));
  const feed = openFeed(spec, view, rows, detector);
  for (const length of cuts) feed.next(length);
  feed.next(rows.length - feed.done());
  return feed.scores;
}

/** Hands rows to a detector batch by batch, in arrays that are used again for the next batch. */
export interface Feed {
  next(length: number): void;
  done(): number;
  readonly scores: Float64Array;
}

/** Opens a feed of `rows` to `detector`. */
export function openFeed(
  spec: DetectorSpec,
  view: ViewName,
  rows: Batch,
  detector: Detector,
): Feed {
  const scores = new Float64Array(rows.length);
  const capacity = rows.length + BEYOND;
  const written = new Float64Array(capacity);
  const buffers = blankColumns(rows, capacity);
  const batch = trappedBatch(spec, view, buffers);
  let done = 0;
  return {
    scores,
    done: () => done,
    next(wanted) {
      const length = Math.min(wanted, rows.length - done);
      for (const [name, buffer] of Object.entries(buffers)) {
        buffer.fill(name === "device" ? 0 : -1);
        buffer.set(rows.columns[name].subarray(done, done + length));
      }
      written.fill(Number.NaN);
      batch.length = length;
      detector.observe(batch as ViewBatch, written);
      mustBeUntouched({ spec, view, rows, buffers }, done, length);
      mustBeScores({ spec, view }, written, done, length);
      scores.set(written.subarray(0, length), done);
      done += length;
    },
  };
}

function mustBeScores(
  { spec, view }: Pick<Replay, "spec" | "view">,
  written: Float64Array,
  first: number,
  length: number,
): void {
  for (let i = 0; i < written.length; i++) {
    const score = written[i];
    if (i >= length && !Number.isNaN(score)) {
      throw new Error(`${spec.name}: writes scores past the batch's length on the view ${view}`);
    }
    if (i < length && (Number.isNaN(score) || score === Infinity)) {
      throw new Error(
        `${spec.name}: score of row ${first + i} of the view ${view} must be a number or -Infinity, got ${Number.isNaN(score) ? "NaN or nothing" : score}`,
      );
    }
  }
}

import type { Fleet } from "../../datasets/fleet.ts";
import type { GivenOptions } from "../../datasets/options.ts";
import type { Batch, Values } from "../../datasets/table.ts";
import {
  VIEW_TABLES,
  VIEWS,
  type ViewBatch,
  type ViewColumn,
  type ViewName,
} from "../../datasets/view.ts";
import { createDetector } from "../create-detector.ts";
import type { Detector, DetectorSpec } from "../detector.ts";

/** A run of a detector over rows that are cut into batches. */
export interface Replay {
  readonly spec: DetectorSpec;
  readonly given?: GivenOptions;
  readonly fleet: Fleet;
  readonly view: ViewName;
  readonly rows: Batch;
  /** Lengths of the batches; rows that are left over make one more. Default: all in one. */
  readonly cuts?: readonly number[];
}

/** Fields of rows above the batch's length: a detector that reads them shows it. */
const BEYOND = 5;

/** Runs a detector as the harness would, and with less mercy. Throws in plain words. */
export function replay({ spec, given = {}, fleet, view, rows, cuts = [] }: Replay): Float64Array {
  const detector = createDetector(spec, given, fleet, view);
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
  const buffers = Object.fromEntries(
    Object.entries(rows.columns).map(([name, values]) => [name, blank(values, capacity)]),
  );
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
      mustBeUntouched(spec, view, rows, buffers, done, length);
      mustBeScores(spec, view, written, done, length);
      scores.set(written.subarray(0, length), done);
      done += length;
    },
  };
}

function declaredColumns({ reads, mayRead = [], readsAny = [] }: DetectorSpec): ViewColumn[] {
  return [...reads, ...mayRead, ...readsAny];
}

function blank(values: Values, length: number): Values {
  return new (values.constructor as new (length: number) => Values)(length);
}

/** A batch whose undeclared columns throw when they are touched. */
function trappedBatch(
  spec: DetectorSpec,
  view: ViewName,
  buffers: Readonly<Record<string, Values>>,
): { length: number } {
  const declared = new Set<string>(declaredColumns(spec));
  const batch: { length: number } = { length: 0 };
  const names = new Set(VIEWS.flatMap((name) => VIEW_TABLES[name].columns.map((c) => c.name)));
  for (const name of names) {
    if (declared.has(name)) {
      if (name in buffers) Object.defineProperty(batch, name, { value: buffers[name] });
    } else {
      Object.defineProperty(batch, name, {
        get(): never {
          throw new Error(
            `${spec.name}: touches the column ${name} on the view ${view}, which neither reads nor mayRead nor readsAny declares`,
          );
        },
      });
    }
  }
  return batch;
}

function mustBeUntouched(
  spec: DetectorSpec,
  view: ViewName,
  rows: Batch,
  buffers: Readonly<Record<string, Values>>,
  first: number,
  length: number,
): void {
  for (const name of declaredColumns(spec)) {
    const buffer = buffers[name];
    if (buffer === undefined) continue;
    for (let i = 0; i < length; i++) {
      if (buffer[i] !== rows.columns[name][first + i]) {
        throw new Error(
          `${spec.name}: writes to its input: ${name} of row ${first + i} of the view ${view} was ${rows.columns[name][first + i]} and is ${buffer[i]}`,
        );
      }
    }
  }
}

function mustBeScores(
  spec: DetectorSpec,
  view: ViewName,
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

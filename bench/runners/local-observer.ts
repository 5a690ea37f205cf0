import type { Fleet } from "../../datasets/fleet.ts";
import type { Values } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import type { Detector, DetectorSpec, Fitted } from "../../detectors/detector.ts";
import { NOTHING_FITTED } from "../../detectors/state/learning.ts";
import { failure } from "./failure.ts";
import type { Observer } from "./observer.ts";

/** What a detector in this process needs. */
export interface LocalRun {
  readonly spec: DetectorSpec;
  readonly options: Readonly<Record<string, number>>;
  readonly fleet: Fleet;
  readonly view: ViewName;
  /** Columns that it is given, and no others. */
  readonly columns: readonly ViewColumn[];
  /** What it learned; empty where it learns nothing, and when left out. */
  readonly fitted?: Fitted;
}

/**
 * Runs a detector in this process on arrays of its own: a batch is copied in, so there is nothing
 * ahead to read behind it, and compared afterwards, so that a detector that writes to its input is
 * found out and harms nobody else. Costs about 10 ns a row beside the detector.
 */
export function localObserver(run: LocalRun): Observer {
  const { spec, options, fleet, view, columns, fitted = NOTHING_FITTED } = run;
  const detector: Detector = spec.create(options, copyArrays(fleet), view, copyArrays(fitted));
  if (typeof detector?.observe !== "function") {
    throw failure("error", "create() must return an object with a function observe(batch, scores)");
  }
  let scores = new Float64Array(0);
  const own = new Map<ViewColumn, Values>();
  return {
    observe(batch: ViewBatch) {
      const { length } = batch;
      if (scores.length < length) scores = new Float64Array(length);
      const given = lens(batch, columns, own);
      const answer = scores.subarray(0, length).fill(Number.NaN);
      detector.observe(given, answer);
      for (const name of columns) {
        if (!same(given[name], batch[name])) {
          throw failure("invalid", `wrote to its input: column ${name} was changed`);
        }
      }
      return answer;
    },
    close() {},
  };
}

function lens(
  batch: ViewBatch,
  columns: readonly ViewColumn[],
  own: Map<ViewColumn, Values>,
): ViewBatch {
  const out: Record<string, unknown> = { length: batch.length };
  for (const name of columns) {
    const source = batch[name];
    let copy = own.get(name);
    if (!copy || copy.length < batch.length) {
      copy = new (source.constructor as new (length: number) => Values)(batch.length);
      own.set(name, copy);
    }
    const part = copy.subarray(0, batch.length);
    part.set(source);
    out[name] = part;
  }
  return out as unknown as ViewBatch;
}

function same(a: Values | undefined, b: Values): boolean {
  return a !== undefined && a.byteLength === b.byteLength && bytesOf(a).equals(bytesOf(b));
}

function bytesOf(values: Values): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Copies a record of numbers and typed arrays: a fleet, or what was learned. */
export function copyArrays<T extends object>(record: T): T {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    out[name] = ArrayBuffer.isView(value) ? (value as unknown as Values).slice() : value;
  }
  return out as T;
}

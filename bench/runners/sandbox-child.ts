import { readSync, writeSync } from "node:fs";
import type { Fleet } from "../../datasets/fleet.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";
import { checkLearning } from "../../detectors/state/learning.ts";
import type { Lesson } from "./calibration-rows.ts";
import { deniedReason } from "./denied.ts";
import { failureOf } from "./failure.ts";
import { fittedOf, partsOf } from "./fitted-file.ts";
import {
  decodeFrame,
  encodeFrame,
  FITTED,
  FRAME_PREFIX,
  type Frame,
  frameLengths,
  LABELS,
} from "./frames.ts";
import { localFit } from "./local-fit.ts";
import { localObserver } from "./local-observer.ts";
import { moduleSpec } from "./module-spec.ts";
import type { Observer } from "./observer.ts";

/*
 * Entry of the process in which a plug-in runs: reads frames from descriptor 3 and answers each on
 * descriptor 4. It is given the batches, so it needs no file of the dataset and may open none.
 */
const IN = 3;
const OUT = 4;

interface CreateRequest {
  readonly columns: readonly ViewColumn[];
  /** The numbers of the fleet; its arrays come as columns. */
  readonly fleet: Readonly<Record<string, number>>;
  readonly options: Readonly<Record<string, number>>;
  readonly view: ViewName;
  /** The numbers of what was learned; its arrays come as columns. */
  readonly fitted?: Readonly<Record<string, number | string>>;
}

function readFrame(): Frame | null {
  const prefix = readExactly(FRAME_PREFIX);
  if (prefix === null) return null;
  const { head, payload } = frameLengths(prefix);
  return decodeFrame(readExactly(head) ?? prefix, readExactly(payload) ?? prefix);
}

function readExactly(length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const count = readSync(IN, bytes, at, length - at, null);
    if (count === 0) return null;
    at += count;
  }
  return bytes;
}

function answer(frame: Frame): void {
  const bytes = encodeFrame(frame);
  for (let at = 0; at < bytes.length; ) at += writeSync(OUT, bytes, at);
}

/** Asks for the rows to learn from, one batch after the other, while `fit` is at work. */
function* lessons(): Generator<Lesson> {
  for (;;) {
    answer({ head: { want: "batch" }, columns: {} });
    const frame = readFrame();
    if (frame === null) process.exit(0);
    if (frame.head["ask"] === "end") return;
    const { [LABELS]: incident = null, ...columns } = frame.columns;
    const batch = { length: frame.head["length"], ...columns } as unknown as ViewBatch;
    yield { batch, incident: incident as Float64Array | null };
  }
}

async function serve(url: string, exportName: string): Promise<void> {
  let spec: DetectorSpec | undefined;
  let observer: Observer | undefined;
  const replies: Record<string, (frame: Frame) => Promise<Frame> | Frame> = {
    async describe() {
      spec = moduleSpec((await import(url)) as Record<string, unknown>, exportName);
      checkLearning(spec);
      return { head: { spec }, columns: {} };
    },
    fit({ head, columns: fleetColumns }) {
      if (spec === undefined) throw new Error("fit came before describe");
      const { columns, fleet, options, view } = head as unknown as CreateRequest;
      const whole = { ...fleet, ...fleetColumns } as unknown as Fleet;
      const { numbers, arrays } = partsOf(
        localFit({ spec, options, fleet: whole, view, columns }, lessons()),
      );
      return { head: { numbers }, columns: arrays };
    },
    create({ head, columns: fleetColumns }) {
      if (spec === undefined) throw new Error("create came before describe");
      const { columns, fleet, options, view, fitted = {} } = head as unknown as CreateRequest;
      const isFitted = (name: string) => name.startsWith(FITTED);
      const arrays = Object.entries(fleetColumns).filter(([name]) => isFitted(name));
      const learned = fittedOf(
        fitted,
        Object.fromEntries(arrays.map(([name, values]) => [name.slice(FITTED.length), values])),
      );
      const own = Object.entries(fleetColumns).filter(([name]) => !isFitted(name));
      const whole = { ...fleet, ...Object.fromEntries(own) } as unknown as Fleet;
      observer = localObserver({ spec, options, fleet: whole, view, columns, fitted: learned });
      return { head: {}, columns: {} };
    },
    observe({ head: { length }, columns }) {
      const batch = { length, ...columns } as unknown as ViewBatch;
      const scores = observer?.observe(batch, 0) as Float64Array;
      return { head: {}, columns: { scores } };
    },
  };
  for (let frame = readFrame(); frame !== null; frame = readFrame()) {
    try {
      const { ask } = frame.head;
      const reply = await replies[String(ask)]?.(frame);
      answer(reply ?? { head: {}, columns: {} });
    } catch (thrown) {
      const reason = deniedReason(thrown);
      const failure = reason === null ? failureOf(thrown) : { status: "error", reason };
      answer({ head: { failure }, columns: {} });
    }
  }
}

await serve(process.argv[2] ?? "", process.argv[3] ?? "");
process.exit(0);

import { readSync, writeSync } from "node:fs";
import type { Fleet } from "../../datasets/fleet.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";
import { deniedReason } from "./denied.ts";
import { failureOf } from "./failure.ts";
import { decodeFrame, encodeFrame, FRAME_PREFIX, type Frame, frameLengths } from "./frames.ts";
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

async function serve(url: string, exportName: string): Promise<void> {
  let spec: DetectorSpec | undefined;
  let observer: Observer | undefined;
  const replies: Record<string, (frame: Frame) => Promise<Frame> | Frame> = {
    async describe() {
      spec = moduleSpec((await import(url)) as Record<string, unknown>, exportName);
      return { head: { spec }, columns: {} };
    },
    create({ head, columns: fleetColumns }) {
      if (spec === undefined) throw new Error("create came before describe");
      const { columns, fleet, options, view } = head as unknown as CreateRequest;
      const whole = { ...fleet, ...fleetColumns } as unknown as Fleet;
      observer = localObserver({ spec, options, fleet: whole, view, columns });
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

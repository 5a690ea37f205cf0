import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { Fleet } from "../../datasets/fleet.ts";
import type { Values } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import type { DetectorSpec, Fitted } from "../../detectors/detector.ts";
import { NOTHING_FITTED } from "../../detectors/state/learning.ts";
import { runnerEntry } from "../workers/runner-entry.ts";
import { byteQueue } from "./byte-queue.ts";
import { type Failure, failure } from "./failure.ts";
import { partsOf } from "./fitted-file.ts";
import { type ForeignProcess, type Limits, startForeign } from "./foreign-process.ts";
import {
  decodeFrame,
  encodeFrame,
  FITTED,
  FRAME_PREFIX,
  type Frame,
  frameLengths,
} from "./frames.ts";
import type { Observer } from "./observer.ts";
import { sandboxFlags } from "./sandbox.ts";

/** A plug-in's module and what its process may read of the disk. */
export interface ModulePlugin {
  /** File that is imported. */
  readonly file: string;
  /** Files, and folders ending in a slash, that belong to the plug-in. */
  readonly reads: readonly string[];
  /** Which export is meant; empty for the only one. */
  readonly exportName: string;
}

/** A plug-in's declaration: everything but its functions. */
export type DeclaredSpec = Omit<DetectorSpec, "create">;

/** What a plug-in is to run on. */
export interface ModuleRun {
  readonly options: Readonly<Record<string, number>>;
  readonly fleet: Fleet;
  readonly view: ViewName;
  readonly columns: readonly ViewColumn[];
  /** Empty where it learns nothing, and when left out. */
  readonly fitted?: Fitted;
}

/** Whether this node can fence a module in. */
export function canSandbox(): boolean {
  return sandboxFlags(runnerEntry("sandbox-child"), []) !== null;
}

/** Reads what a plug-in declares, in a process of its own; throws a `failure`. */
export async function describeModule(plugin: ModulePlugin, limits: Limits): Promise<DeclaredSpec> {
  const talk = startModule(plugin, limits);
  try {
    const { spec } = (await talk.ask({ ask: "describe" }, {})).head;
    return spec as DeclaredSpec;
  } finally {
    talk.process.end();
  }
}

/**
 * Runs a plug-in in a process of its own that is given its batches through a pipe: it can open no
 * file of the dataset, and what lies behind the batch is not there yet. Costs about 2 ns a byte.
 */
export async function moduleObserver(
  plugin: ModulePlugin,
  run: ModuleRun,
  limits: Limits,
): Promise<Observer> {
  const talk = startModule(plugin, limits);
  try {
    await talk.ask({ ask: "describe" }, {});
    const { view, options, columns } = run;
    const { numbers, arrays } = wholeFleet(run.fleet);
    const learned = partsOf(run.fitted ?? NOTHING_FITTED);
    for (const [name, values] of Object.entries(learned.arrays)) arrays[FITTED + name] = values;
    const head = { ask: "create", view, options, columns, fleet: numbers };
    await talk.ask({ ...head, fitted: learned.numbers }, arrays);
  } catch (thrown) {
    talk.process.end();
    throw thrown;
  }
  return {
    async observe(batch: ViewBatch) {
      const columns = Object.fromEntries(run.columns.map((name) => [name, batch[name]]));
      const reply = await talk.ask({ ask: "observe", length: batch.length }, columns);
      const { scores } = reply.columns;
      if (scores instanceof Float64Array) return scores;
      throw failure("invalid", "answered without scores");
    },
    close() {
      leftBehind(talk.process.end());
    },
  };
}

/** A fleet as it travels: its numbers in the head of a frame, its arrays as columns. */
export function wholeFleet(fleet: Fleet) {
  const numbers: Record<string, number> = {};
  const arrays: Record<string, Values> = {};
  for (const [name, value] of Object.entries(fleet)) {
    if (ArrayBuffer.isView(value)) arrays[name] = value as unknown as Values;
    else numbers[name] = value as number;
  }
  return { numbers, arrays };
}

/** Throws when processes had to be killed that the plug-in had left behind. */
export function leftBehind(others: number): void {
  if (others === 0) return;
  const what = others === 1 ? "a process" : `${others} processes`;
  throw failure("error", `left ${what} running after its last answer; killed`);
}

/** A conversation with a plug-in's process: one question at a time. */
export interface Talk {
  readonly process: ForeignProcess;
  ask(head: Frame["head"], columns: Frame["columns"]): Promise<Frame>;
}

/** Starts a plug-in's process. */
export function startModule(plugin: ModulePlugin, limits: Limits): Talk {
  const entry = runnerEntry("sandbox-child");
  const flags = sandboxFlags(entry, plugin.reads) ?? [];
  const args = [...flags, entry, pathToFileURL(plugin.file).href, plugin.exportName];
  const stdio = ["ignore", "ignore", "pipe", "pipe", "pipe"] as const;
  const process_ = startForeign({ file: process.execPath, args, stdio }, limits);
  const out = process_.child.stdio[3] as Writable;
  const queue = byteQueue(process_.child.stdio[4] as Readable);
  const reply = async (): Promise<Frame> => {
    const prefix = await queue.take(FRAME_PREFIX);
    if (prefix === null) return new Promise(() => {});
    const { head, payload } = lengthsOf(prefix);
    const body = await queue.take(head + payload);
    if (body === null) return new Promise(() => {});
    return decodeFrame(body.subarray(0, head), body.subarray(head));
  };
  return {
    process: process_,
    async ask(head, columns) {
      out.write(encodeFrame({ head, columns }));
      const frame = await process_.wait(reply());
      const { failure: failed } = frame.head as { failure?: Failure };
      if (failed) throw failure(failed.status, failed.reason);
      return frame;
    },
  };
}

function lengthsOf(prefix: Buffer): { head: number; payload: number } {
  try {
    return frameLengths(prefix);
  } catch {
    throw failure("invalid", "wrote garbage where its answers belong");
  }
}

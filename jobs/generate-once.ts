import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { MANIFEST_PATH } from "../datasets/format/layout.ts";
import { isBeingMade } from "../datasets/format/temporaries.ts";
import { type GenerateOptions, generate } from "./generate.ts";

/** How to generate what several runs may want at once. */
export interface GenerateOnceOptions extends Omit<GenerateOptions, "force"> {
  /** Told once, when another run is found at work on the same dataset. */
  readonly onWait?: () => void;
}

const LOOK_MS = 200;

/**
 * Makes sure that a dataset stands in `out`, whoever makes it. One that is there is taken as it is;
 * while another process of this host makes it, this one waits, and takes the work over should that
 * one end without a result. Where two begin in the same moment, or on two hosts, the first to finish
 * puts its dataset there, whole, and the other's is thrown away.
 */
export async function generateOnce({ onWait, ...options }: GenerateOnceOptions): Promise<void> {
  const { out, signal } = options;
  const isThere = () => existsSync(join(out, MANIFEST_PATH));
  let isTold = false;
  while (!isThere() && isBeingMade(out)) {
    if (!isTold) onWait?.();
    isTold = true;
    await wait(LOOK_MS, undefined, signal ? { signal } : {});
  }
  if (isThere()) return;
  try {
    await generate(options);
  } catch (error) {
    signal?.throwIfAborted();
    if (!isThere()) throw error;
  }
}

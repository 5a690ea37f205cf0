import { suggest } from "../../datasets/nearest-name.ts";
import type { Values } from "../../datasets/table.ts";
import type { DetectorSpec, Fitted, LearnsFrom } from "../detector.ts";

/** What `create` gets where nothing was learned. */
export const NOTHING_FITTED: Fitted = Object.freeze({});

/** What a detector may say that it learns from. */
export const LESSONS: readonly LearnsFrom[] = ["nothing", "traffic", "labels"];

/** Whether a detector has to learn before it can be created. */
export function isLearner({ learnsFrom = "nothing" }: Pick<DetectorSpec, "learnsFrom">): boolean {
  return learnsFrom !== "nothing";
}

/** Throws a RangeError where what a detector learns from and whether it can do not fit together. */
export function checkLearning({
  name,
  learnsFrom = "nothing",
  fit,
}: Pick<DetectorSpec, "name" | "learnsFrom" | "fit">): void {
  if (!LESSONS.includes(learnsFrom)) {
    throw new RangeError(
      `${name}: learnsFrom must be one of ${LESSONS.join(", ")}, got ${learnsFrom}; ${suggest(String(learnsFrom), LESSONS)}`,
    );
  }
  if (learnsFrom !== "nothing" && typeof fit !== "function") {
    throw new RangeError(`${name}: learns from ${learnsFrom}, so fit must be a function`);
  }
  if (learnsFrom === "nothing" && fit !== undefined) {
    throw new RangeError(`${name}: has a fit, so learnsFrom must be traffic or labels`);
  }
}

/** Typed arrays that can be kept in a file and sent to another process. */
export const FITTED_ARRAYS = {
  Float64Array,
  Float32Array,
  Uint32Array,
  Int32Array,
  Uint16Array,
  Uint8Array,
} as const;

/** A model of a million numbers is no rule any more. */
const MOST_NUMBERS = 4_000_000;

/**
 * Returns a copy of what a detector learned, or throws a TypeError where it is anything but a plain
 * record of numbers and typed arrays: functions and objects could carry more than what was learned.
 */
export function checkFitted(name: string, fitted: unknown): Fitted {
  const isRecord =
    typeof fitted === "object" &&
    fitted !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(fitted));
  if (!isRecord) {
    throw new TypeError(`${name}: fit must return a plain record, got ${wordFor(fitted)}`);
  }
  let numbers = 0;
  const copy = Object.entries(fitted as object).map(([key, value]): [string, number | Values] => {
    if (typeof value === "number") {
      numbers++;
      return [key, value];
    }
    const kind = Object.values(FITTED_ARRAYS).find(
      (each) => value instanceof each && Object.getPrototypeOf(value) === each.prototype,
    );
    if (kind === undefined) {
      throw new TypeError(
        `${name}: fit must return numbers and typed arrays (${Object.keys(FITTED_ARRAYS).join(", ")}), got ${wordFor(value)} as ${key}`,
      );
    }
    numbers += (value as Values).length;
    return [key, (value as Values).slice()];
  });
  if (numbers > MOST_NUMBERS) {
    throw new RangeError(
      `${name}: fit must return at most ${MOST_NUMBERS} numbers, got ${numbers}`,
    );
  }
  return Object.fromEntries(copy);
}

function wordFor(value: unknown): string {
  if (value === null || typeof value !== "object") return String(value);
  return `an object of ${Object.getPrototypeOf(value)?.constructor?.name ?? "no class"}`;
}

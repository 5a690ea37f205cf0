import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import type { Values } from "../../datasets/table.ts";
import type { Fitted } from "../../detectors/detector.ts";
import { FITTED_ARRAYS } from "../../detectors/state/learning.ts";

type Written = number | string;
type Kind = keyof typeof FITTED_ARRAYS;

/** What a detector learned, as JSON can hold it: every number comes back to the bit. */
export interface FittedJson {
  readonly numbers: Readonly<Record<string, Written>>;
  readonly arrays: Readonly<Record<string, { readonly type: Kind; readonly values: Written[] }>>;
}

/** Splits what was learned into plain numbers and arrays. */
export function partsOf(fitted: Fitted): {
  numbers: Record<string, Written>;
  arrays: Record<string, Values>;
} {
  const numbers: Record<string, Written> = {};
  const arrays: Record<string, Values> = {};
  for (const [name, value] of Object.entries(fitted)) {
    if (typeof value === "number") numbers[name] = written(value);
    else arrays[name] = value;
  }
  return { numbers, arrays };
}

/** Puts together again what {@link partsOf} split. */
export function fittedOf(
  numbers: Readonly<Record<string, Written>>,
  arrays: Readonly<Record<string, Values>>,
): Fitted {
  const read = Object.entries(numbers).map(([name, value]) => [name, Number(value)]);
  return { ...Object.fromEntries(read), ...arrays };
}

/** Writes what was learned, for people and for `create`; returns the SHA-256 of the file. */
export function writeFitted(path: string, fitted: Fitted): string {
  const { numbers, arrays } = partsOf(fitted);
  const json: FittedJson = {
    numbers,
    arrays: Object.fromEntries(
      Object.entries(arrays).map(([name, values]) => [
        name,
        { type: values.constructor.name as Kind, values: Array.from(values, written) },
      ]),
    ),
  };
  const text = `${JSON.stringify(json)}\n`;
  writeWhole(path, text);
  return createHash("sha256").update(text).digest("hex");
}

/** Reads what {@link writeFitted} wrote. */
export function readFitted(path: string): Fitted {
  const { numbers, arrays } = JSON.parse(readFileSync(path, "utf8")) as FittedJson;
  const read = Object.entries(arrays).map(([name, { type, values }]) => [
    name,
    FITTED_ARRAYS[type].from(values.map(Number)),
  ]);
  return fittedOf(numbers, Object.fromEntries(read));
}

/** JSON has no infinities, no NaN and no -0. */
function written(value: number): Written {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value);
}

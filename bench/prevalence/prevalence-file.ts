import { existsSync, readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { suggest } from "../../datasets/nearest-name.ts";
import type { RunPrevalence } from "../run-file.ts";
import { PREVALENCES } from "./presets.ts";

const RATE = "must be a number of at least 0";
const rate = z.number(RATE).min(0, RATE);
const prevalence = z.strictObject({
  name: z.string().min(1).optional(),
  casesPerDeviceDay: z.union([rate, z.record(z.string(), rate)], {
    error: "must be a number of at least 0, or one for each kind of incident",
  }),
  lookAlikesPerDeviceDay: z.record(z.string(), rate).nullish(),
  source: z.string().min(1, "must say where the rates come from"),
});

/**
 * Finds a prevalence by the name of a preset, or reads it from a YAML or JSON file: cases per
 * line-day, in all or by kind, look-alikes per line-day where they are known, and where the rates
 * come from. Throws a RangeError that names the file and the field.
 */
export function prevalenceOf(nameOrFile: string): RunPrevalence {
  const preset = PREVALENCES.find(({ name }) => name === nameOrFile);
  if (preset !== undefined) return preset;
  if (!existsSync(nameOrFile)) {
    const names = PREVALENCES.map(({ name }) => name);
    throw new RangeError(
      `prevalence: ${nameOrFile} is neither a file nor a preset; ${suggest(nameOrFile, names)}`,
    );
  }
  const document = parseDocument(readFileSync(nameOrFile, "utf8"), { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const [from] = error.linePos ?? [];
    const at = from === undefined ? "" : `:${from.line}:${from.col}`;
    throw new RangeError(`${nameOrFile}${at}: ${error.message.split(" at line")[0]}`, {
      cause: error,
    });
  }
  const result = prevalence.safeParse(document.toJS());
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new RangeError(`${nameOrFile}: ${["prevalence", ...path].join(".")}: ${message}`);
  }
  const { name, lookAlikesPerDeviceDay, ...rest } = result.data;
  return {
    name: name ?? nameOrFile,
    lookAlikesPerDeviceDay: lookAlikesPerDeviceDay ?? null,
    ...rest,
  };
}

/**
 * Makes sure that each kind with a rate occurs in one of the datasets: a misspelt kind would
 * leave precision undefined without a word.
 */
export function checkPrevalence(
  { name, casesPerDeviceDay, lookAlikesPerDeviceDay }: RunPrevalence,
  incidents: readonly string[],
  lookAlikes: readonly string[],
): void {
  const check = (
    rates: Readonly<Record<string, number>>,
    what: string,
    known: readonly string[],
  ) => {
    for (const kind of Object.keys(rates)) {
      if (known.includes(kind)) continue;
      throw new RangeError(
        `prevalence ${name}: no dataset has the ${what} ${kind}; ${suggest(kind, known)}`,
      );
    }
  };
  if (typeof casesPerDeviceDay !== "number") check(casesPerDeviceDay, "incident kind", incidents);
  check(lookAlikesPerDeviceDay ?? {}, "look-alike", lookAlikes);
}

import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { suggest } from "../../datasets/nearest-name.ts";
import { object, text } from "../../datasets/yaml/yaml-fields.ts";
import { plain, readNodes } from "../../datasets/yaml/yaml-nodes.ts";
import { openProblems } from "../../datasets/yaml/yaml-problems.ts";
import type { RunPrevalence } from "../run/run-file.ts";
import { PREVALENCES } from "./presets.ts";

const RATE = "must be a number of at least 0";
const rate = z.number(RATE).min(0, RATE);
const rates = z.record(z.string(), rate, { error: "must be a mapping of kinds to rates" });
const prevalence = object(
  {
    name: text("its name").optional(),
    casesPerDeviceDay: z.union([rate, rates], {
      error: "must be a number of at least 0, or one for each kind of incident",
    }),
    lookAlikesPerDeviceDay: rates.nullish(),
    source: z
      .string("must say where the rates come from")
      .min(1, "must say where the rates come from"),
  },
  "how rare incidents are",
);

/**
 * Finds a prevalence by the name of a preset, or reads it from a YAML or JSON file: cases per
 * line-day, in all or by kind, look-alikes per line-day where they are known, and where the rates
 * come from. Throws a RangeError that names file, line, column, key, rule and value.
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
  const root = readNodes(readFileSync(nameOrFile, "utf8"), nameOrFile);
  const result = prevalence.safeParse(plain(root));
  if (!result.success) {
    const problems = openProblems(root);
    problems.fromSchema(result.error);
    problems.throwIfAny();
    throw result.error;
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

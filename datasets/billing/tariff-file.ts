import { readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { z } from "zod";
import { RATING_GROUPS } from "../vocabularies.ts";
import { choice, object, text, whole } from "../yaml/yaml-fields.ts";
import { type Node, nodesOf, plain, readNodes } from "../yaml/yaml-nodes.ts";
import { openProblems } from "../yaml/yaml-problems.ts";
import type { Tariff } from "./tariff.ts";
import { tariffNamed } from "./tariffs/catalogue.ts";

const ENDLESS = Number.POSITIVE_INFINITY;
const STEPS = "must be 1 or 1024";
const PERIOD = "must be month, or a whole number of days from 1 to 366";

const group = object(
  {
    bundleBytes: whole(0, ENDLESS, "bytes that the plan has paid for"),
    amount: whole(0, ENDLESS, "minor units for each perBytes"),
    perBytes: whole(1, ENDLESS, "bytes that cost amount"),
    incrementBytes: z.union([z.literal(1), z.literal(1024)], { error: STEPS }),
    validDays: whole(1, 366, "days that a package lasts from its first record").optional(),
  },
  "price of a rating group",
).refine((price) => price.amount * price.perBytes <= Number.MAX_SAFE_INTEGER, {
  error: ({ input }) => {
    const { amount, perBytes } = input as { amount: number; perBytes: number };
    return `must have amount times perBytes below 2^53, got ${amount} times ${perBytes}`;
  },
});

/** Amounts are hundredths everywhere: a yen or a dinar would be told a hundred or ten times wrong. */
function hasHundredths(currency: string): boolean {
  if (!/^[A-Z]{3}$/.test(currency)) return true;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits === 2;
}

const tariff = object(
  {
    name: text("its name").regex(
      /^[a-z0-9][a-z0-9-]*$/,
      "must be small letters, digits and hyphens",
    ),
    summary: text("what it is, in a line"),
    source: text("where it comes from"),
    currency: text("currency of its amounts")
      .regex(/^[A-Z]{3}$/, "must be a code of ISO 4217 such as CNY")
      .refine(hasHundredths, { error: "must be a currency that is counted in hundredths" }),
    kind: choice(["overage", "prepaid", "throttle", "pay-as-you-go"], "what follows the bundle"),
    groups: object(
      Object.fromEntries(RATING_GROUPS.map((name) => [name, group.optional()])),
      "price of each rating group",
    ),
    moneyCap: whole(0, ENDLESS, "most that a period is billed; 0 for no cap"),
    volumeCap: whole(0, ENDLESS, "most bytes of a period; 0 for no cap"),
    period: z.union([z.literal("month"), z.int(PERIOD).min(1, PERIOD).max(366, PERIOD)], {
      error: PERIOD,
    }),
    throttle: whole(1, ENDLESS, "bit/s over the quota").optional(),
  },
  "a tariff",
);

/** Checks what claims to be a tariff; `where` begins each complaint, a line for each. */
export function checkTariff(value: unknown, where: string): Tariff {
  return checkNodes(nodesOf(value, `${where}:`));
}

/** Reads a tariff from a YAML or JSON file; complaints name file, line, column, key, rule and value. */
export function readTariff(file: string): Tariff {
  return checkNodes(readNodes(readFileSync(file, "utf8"), file));
}

function checkNodes(root: Node): Tariff {
  const result = tariff.safeParse(plain(root));
  if (result.success) return result.data as Tariff;
  const problems = openProblems(root);
  problems.fromSchema(result.error);
  problems.throwIfAny();
  throw result.error;
}

/**
 * Makes a tariff of one written out, or of a file's path, which is beside the file `from` when that
 * is given. Throws a RangeError that names file, key and rule.
 */
export function tariffFrom(given: unknown, from: string | null): Tariff {
  if (typeof given !== "string") return checkTariff(given, "must be a tariff");
  const file = isAbsolute(given) || from === null ? given : join(dirname(from), given);
  if (!isFile(file)) throw new RangeError(`can't read ${file}: there is no such file`);
  return readTariff(file);
}

/** Finds a tariff by the name of one that comes with the package, or by a file's path. */
export function tariffOf(nameOrFile: string): Tariff {
  const isPath = /[./\\]/.test(nameOrFile);
  if (isPath && !isFile(nameOrFile)) {
    throw new RangeError(`tariff: ${nameOrFile} must be a file that exists`);
  }
  return isPath ? readTariff(nameOrFile) : tariffNamed(nameOrFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { RATING_GROUPS } from "../vocabularies.ts";
import type { Tariff } from "./tariff.ts";
import { tariffNamed } from "./tariffs/catalogue.ts";

const amount = z.int().min(0);
const group = z
  .strictObject({
    bundleBytes: amount,
    amount,
    perBytes: z.int().min(1),
    incrementBytes: z.union([z.literal(1), z.literal(1024)]),
  })
  .refine((price) => price.amount * price.perBytes <= Number.MAX_SAFE_INTEGER, {
    message: "amount times perBytes must be below 2^53",
  });

/** Amounts are hundredths everywhere: a yen or a dinar would be told a hundred or ten times wrong. */
function hasHundredths(currency: string): boolean {
  if (!/^[A-Z]{3}$/.test(currency)) return true;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits === 2;
}

const tariff = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "must be small letters, digits and hyphens"),
  summary: z.string(),
  source: z.string(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code of ISO 4217 such as CNY")
    .refine(hasHundredths, {
      error: ({ input }) => `must be a currency that is counted in hundredths, got ${input}`,
    }),
  kind: z.enum(["overage", "prepaid", "throttle", "pay-as-you-go"]),
  groups: z.partialRecord(z.enum(RATING_GROUPS), group),
  moneyCap: amount,
  volumeCap: amount,
  period: z.union([z.literal("month"), z.int().min(1).max(366)]),
  throttle: z.int().min(1).optional(),
});

/** Checks what claims to be a tariff; `where` begins each complaint. */
export function checkTariff(value: unknown, where: string): Tariff {
  const result = tariff.safeParse(value);
  if (result.success) return result.data as Tariff;
  const [first] = result.error.issues;
  const path = first?.path.join(".") ?? "";
  throw new RangeError(`${where}: tariff${path === "" ? "" : ` ${path}`}: ${first?.message}`);
}

/** Reads a tariff from a YAML or JSON file. */
export function readTariff(file: string): Tariff {
  const document = parseDocument(readFileSync(file, "utf8"), { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const [from] = error.linePos ?? [];
    const at = from === undefined ? "" : `:${from.line}:${from.col}`;
    throw new RangeError(`${file}${at}: ${error.message.split(" at line")[0]}`, { cause: error });
  }
  return checkTariff(document.toJS(), file);
}

/**
 * Makes a tariff of one written out, or of a file's path, which is beside the file `from` when that
 * is given. Throws a RangeError that names file, key and rule.
 */
export function tariffFrom(given: unknown, from: string | null): Tariff {
  if (typeof given !== "string") return checkTariff(given, "must be a tariff");
  const file = isAbsolute(given) || from === null ? given : join(dirname(from), given);
  if (!existsSync(file)) throw new RangeError(`can't read ${file}: there is no such file`);
  return readTariff(file);
}

/** Finds a tariff by the name of one that comes with the package, or by a file's path. */
export function tariffOf(nameOrFile: string): Tariff {
  const isFile = /[./\\]/.test(nameOrFile);
  if (isFile && !existsSync(nameOrFile)) {
    throw new RangeError(`tariff: ${nameOrFile} must be a file that exists`);
  }
  return isFile ? readTariff(nameOrFile) : tariffNamed(nameOrFile);
}

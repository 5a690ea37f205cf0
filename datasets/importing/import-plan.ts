import type { Tariff } from "../billing/tariff.ts";
import { tariffOf } from "../billing/tariff-file.ts";
import { currencyOf, parseColumnMap } from "./column-map.ts";

/** What the lines of an import pay. */
export interface ImportPlan {
  /** Rates records; null where none was given. */
  readonly tariff: Tariff | null;
  /** Stands in the tables as what the lines have: the tariff, or one that rates nothing. */
  readonly plan: Tariff;
}

/** Civil day of the month on which the billing periods of all lines start: nobody says another. */
export const BILLING_DAY = 1;

/** Stands for the plan of lines of which nobody said how they are billed. */
const UNRATED: Tariff = {
  name: "unrated",
  summary: "nothing is known of what this line pays",
  source: "chosen: an import without a tariff",
  currency: "XXX",
  kind: "pay-as-you-go",
  groups: {},
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
};

/** Finds the plan of all lines: the tariff, or one of which only the currency of its charges is known. */
export function importPlan(
  given: Tariff | string | undefined,
  map: string | undefined,
): ImportPlan {
  const tariff = typeof given === "string" ? tariffOf(given) : (given ?? null);
  const currency = map === undefined ? null : currencyOf(parseColumnMap(map));
  if (currency !== null && tariff !== null && tariff.currency !== currency) {
    throw new RangeError(
      `import: charges are in ${currency} and tariff ${tariff.name} is in ${tariff.currency}; they must be in one currency`,
    );
  }
  return { tariff, plan: tariff ?? (currency === null ? UNRATED : { ...UNRATED, currency }) };
}

import type { GroupPrice, Tariff } from "../../datasets/billing/tariff.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";

/**
 * Adds to a tariff what a second SIM costs, which carries all data abroad: its price of data becomes
 * that of roaming, and a prepaid bundle a package that lasts the days of its period.
 */
export function withAbroad(
  problems: Problems,
  path: readonly PropertyKey[],
  home: Tariff,
  away: Tariff | undefined,
): Tariff {
  if (away === undefined) return home;
  const roaming = problems.attempt<GroupPrice | null>(path, () => roamingOf(home, away), null);
  if (roaming === null) return home;
  return {
    ...home,
    summary: `${home.summary}; abroad ${away.name}: ${away.summary}`,
    source: `${home.source}; ${away.name}: ${away.source}`,
    groups: { ...home.groups, roaming },
  };
}

function roamingOf(home: Tariff, { name, currency, kind, groups, moneyCap, period }: Tariff) {
  const price = groups["data"];
  if (price === undefined) throw new RangeError(`must have a price for data, ${name} has none`);
  if (currency !== home.currency) {
    throw new RangeError(
      `must be in the currency of ${home.name}, ${home.currency}, got ${currency}`,
    );
  }
  if (kind === "pay-as-you-go" && moneyCap === 0) return { ...price, bundleBytes: 0 };
  if (kind === "prepaid" && moneyCap === 0 && period !== "month") {
    return { ...price, validDays: period };
  }
  const got = `${kind} by ${period === "month" ? "the month" : `${period} days`}`;
  throw new RangeError(
    `must be prepaid by days, or pay-as-you-go, without a cap on money, ${name} is ${got}${moneyCap > 0 ? " with one" : ""}`,
  );
}

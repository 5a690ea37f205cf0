import { formatCivil } from "../datasets/civil-time.ts";
import type { BillLine } from "../datasets/inspection/bill.ts";
import type { BillState, LimitState } from "../datasets/inspection/bill-state.ts";
import type { Billed } from "../datasets/inspection/billed.ts";
import { HOUR, MINUTE } from "../datasets/sizes.ts";
import { bandedTable } from "./banded-table.ts";
import { type BillLayout, billTable, runsOf } from "./bill-table.ts";
import { moneyText } from "./money-text.ts";
import { sizeText } from "./size-text.ts";
import { wrapped } from "./wrapped.ts";

/** More lines than that are told hour by hour. */
const MOST_RUNS = 24;
/** A bundle of which less is missing was rounded, not used before. */
const MISSING = 0.01;

/** XXX of ISO 4217: of records that name none. */
const NO_CURRENCY = "XXX";

type Layout = Omit<BillLayout, "currency">;

/** Words what was billed: where the bill stood, bundles and caps, and the records or hours of the window. */
export function billedText(bill: Billed | null, { utcOffset, width }: Layout): string {
  const wrap = (text: string) => wrapped(text, { width, indent: "  " });
  if (bill === null) return wrap("This dataset has no charging view: no bill is known.");
  const { tariff, currency, periodFrom, ratedBefore, rated, billed, records } = bill;
  const money = (minor: number) => moneyText(minor, currency);
  const at = (time: number) => formatCivil(time, utcOffset);
  const layout = { currency, utcOffset, width };
  const closed = `closed in the window: ${many(records.length)}, ${sizeText(bytesOf(records))}`;
  if (currency === NO_CURRENCY && rated === 0) {
    const none = "No money is known: the records name none, and no tariff rates them.";
    return [none, closed].map(wrap).join("\n");
  }
  const runs = runsOf(records);
  const shared =
    bill.billedWith.length === 0
      ? ""
      : `; lines ${bill.billedWith.join(", ")} are on it too, and in its sums`;
  return [
    wrap(
      `bill of the period from ${at(periodFrom)}, tariff ${tariff ?? "unknown"}: ${money(ratedBefore)} rated before the window, ${money(rated)} at its end, of which ${money(billed)} are billed${shared}`,
    ),
    ...(bill.state === null ? [] : stateLines(bill.state, { money, at }).map(wrap)),
    wrap(`${closed}, ${money(bill.charged)} rated`),
    ...(runs.length === 0
      ? []
      : [runs.length <= MOST_RUNS ? billTable(runs, layout) : hourTable(records, layout)]),
  ].join("\n");
}

interface Words {
  money(minor: number): string;
  at(time: number): string;
}

function stateLines({ bundles, moneyCap, volumeCap }: BillState, { money, at }: Words): string[] {
  const lines = Object.entries(bundles).map(([group, { limit, used, reachedAt }]) => {
    const head = `bundle of ${group}, ${sizeText(limit)}: `;
    if (reachedAt === null) return `${head}${sizeText(used)} of it used by these records`;
    const isMissing = limit - used > MISSING * limit;
    const before = isMissing ? ", the rest before the records begin" : "";
    return `${head}used up at ${at(reachedAt)}; ${sizeText(used)} by these records${before}`;
  });
  if (moneyCap !== null) {
    const over = moneyCap.used - moneyCap.limit;
    lines.push(
      `cap of ${money(moneyCap.limit)}: ${reached(moneyCap, at)}${over > 0 ? `; ${money(over)} rated above it are not billed` : ""}`,
    );
  }
  if (volumeCap !== null) {
    lines.push(
      `cap of ${sizeText(volumeCap.limit)}: ${reached(volumeCap, at)}, ${sizeText(volumeCap.used)} used`,
    );
  }
  return lines;
}

function reached({ reachedAt }: LimitState, at: Words["at"]): string {
  return reachedAt === null ? "not reached" : `reached at ${at(reachedAt)}`;
}

/** Lays records out by the civil hour in which they closed. */
function hourTable(
  records: readonly BillLine[],
  { currency, utcOffset, width }: BillLayout,
): string {
  const hours = new Map<number, BillLine[]>();
  const shift = utcOffset * MINUTE;
  for (const record of records) {
    const hour = Math.floor((record.time + shift) / HOUR) * HOUR - shift;
    const own = hours.get(hour);
    if (own === undefined) hours.set(hour, [record]);
    else own.push(record);
  }
  const rows = [...hours].map(([hour, own]) => [
    formatCivil(hour, utcOffset).slice(0, 16),
    String(own.length),
    sizeText(bytesOf(own)),
    sizeText(own.reduce((sum, { inBundle }) => sum + inBundle, 0)),
    moneyText(
      own.reduce((sum, { charged }) => sum + charged, 0),
      currency,
    ),
    moneyText(own.at(-1)?.total ?? 0, currency),
  ]);
  const head = ["closed from", "records", "bytes", "in bundle", "charged", "in all"];
  return bandedTable(head, rows, { width });
}

function bytesOf(records: readonly BillLine[]): number {
  return records.reduce((sum, { up, down }) => sum + up + down, 0);
}

function many(count: number): string {
  return count === 1 ? "1 record" : `${count} records`;
}

import type { Fleet } from "../../datasets/fleet.ts";
import type { GivenOptions } from "../../datasets/options.ts";
import { GB, HOUR } from "../../datasets/sizes.ts";
import { allocate, type Batch, type Column, codeOf, type Values } from "../../datasets/table.ts";
import { VIEW_TABLES, type ViewName } from "../../datasets/view.ts";
import { fuzzFleet } from "../../detectors/conformance/fuzz.ts";
import { replay } from "../../detectors/conformance/replay.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";

/** Midnight of Monday 1 January 2024, UTC: hours of test rows count from here. */
export const MONDAY = 1_704_067_200_000;

/**
 * One row: `at` = hours at which it closed; it opened a minute before and is visible at once.
 * Words stand for codes; what is left out is 0.
 */
export type RowFields = { readonly at: number } & Readonly<Record<string, number | string>>;

/** Makes a batch of a view, in the order given; `seq` counts per device. */
export function batchOf(view: ViewName, rows: readonly RowFields[]): Batch {
  const columns: Record<string, Values> = {};
  for (const column of VIEW_TABLES[view].columns as readonly Column[]) {
    const values = allocate(column, rows.length);
    rows.forEach((row, i) => {
      values[i] = fieldOf(column, row, i);
    });
    columns[column.name] = values;
  }
  return { length: rows.length, columns };
}

function fieldOf(column: Column, row: RowFields, index: number): number {
  const time = MONDAY + Math.round(row.at * HOUR);
  const given = row[column.name];
  if (typeof given === "string") return codeOf(column.vocabulary ?? [], given, column.name);
  switch (column.name) {
    case "time":
    case "visibleAt":
      return time;
    case "start":
      return given === undefined ? time - 60_000 : MONDAY + Math.round(given * HOUR);
    case "seq":
      return index;
    default:
      return given ?? 0;
  }
}

/** A fleet in UTC whose lines are all alike: 5 GB, 0.30 a MB, caps of 1,000 and 15 GB, billed from the 1st. */
export function plainFleet(changes: Partial<Fleet> = {}): Fleet {
  const fleet = fuzzFleet(4);
  return {
    ...fleet,
    quota: fleet.quota.fill(5 * GB),
    price: fleet.price.fill(30_000),
    moneyCap: fleet.moneyCap.fill(100_000),
    volumeCap: fleet.volumeCap.fill(15 * GB),
    billingDay: fleet.billingDay.fill(1),
    utcOffset: fleet.utcOffset.fill(0),
    deviceType: fleet.deviceType.fill(1),
    ...changes,
  };
}

/** Runs a detector over rows; scores are rounded to three decimals, so that tables stay readable. */
export function scoresOf(
  spec: DetectorSpec,
  view: ViewName,
  rows: readonly RowFields[],
  given: GivenOptions = {},
  fleet: Fleet = plainFleet(),
): number[] {
  const scores = replay({ spec, given, fleet, view, rows: batchOf(view, rows) });
  return Array.from(scores, (score) =>
    score === -Infinity ? score : Math.round(score * 1000) / 1000,
  );
}

import { formatCivil } from "../datasets/civil-time.ts";
import type { BillLine } from "../datasets/inspection/bill.ts";
import { bandedTable } from "./banded-table.ts";
import { moneyText } from "./money-text.ts";
import { sizeText } from "./size-text.ts";

/** Whose money, whose clock, and how wide the screen is. */
export interface BillLayout {
  readonly currency: string;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
  readonly width: number;
}

/** Neighbouring records of one charge, group and cause. */
export interface BillRun {
  readonly first: BillLine;
  readonly last: BillLine;
  readonly count: number;
  readonly bytes: number;
}

/** Lays out charging records with their running total; records that are alike share a line. */
export function billTable(runs: readonly BillRun[], layout: BillLayout): string {
  const { currency, utcOffset, width } = layout;
  const rows = runs.map(({ first, last, count, bytes }) => [
    formatCivil(first.start, utcOffset),
    String(count),
    sizeText(bytes / count),
    first.ratingGroup,
    first.cause,
    moneyText(first.charged, currency),
    moneyText(last.total, currency),
  ]);
  return bandedTable(["start", "records", "each", "group", "cause", "charged", "in all"], rows, {
    width,
  });
}

/** Joins neighbouring records of one charge, group and cause: a night has a thousand of them. */
export function runsOf(records: readonly BillLine[]): readonly BillRun[] {
  const runs: BillRun[] = [];
  for (const record of records) {
    const run = runs.at(-1);
    const bytes = record.up + record.down;
    const isSame =
      run !== undefined &&
      run.first.charged === record.charged &&
      run.first.ratingGroup === record.ratingGroup &&
      run.first.cause === record.cause;
    if (isSame) {
      runs[runs.length - 1] = {
        ...run,
        last: record,
        count: run.count + 1,
        bytes: run.bytes + bytes,
      };
    } else {
      runs.push({ first: record, last: record, count: 1, bytes });
    }
  }
  return runs;
}

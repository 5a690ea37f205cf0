import { money, percent } from "../bench/report/wording.ts";
import type { RunDataset, RunFile } from "../bench/run/run-file.ts";
import type { RunSweep, SweepValue } from "../bench/run/run-sweep.ts";
import { writeQuantity } from "../datasets/quantity.ts";
import { bandedTable } from "./banded-table.ts";
import { wrapped } from "./wrapped.ts";

/** Lays out what other values of a rule's own number would have done, one small table a sweep. */
export function sweepTables(run: RunFile, dataset: RunDataset, width: number): string[] {
  return run.sweeps
    .filter((sweep) => sweep.dataset === dataset.name)
    .map((sweep) => tableOf(sweep, dataset, width));
}

function tableOf(
  { name, view, option, unit, points }: RunSweep,
  { currency, truth }: RunDataset,
  width: number,
): string {
  const paid = points.some(({ moneyAtAlarm }) => moneyAtAlarm !== null);
  const columns: [string, (point: SweepValue) => string][] = [
    [`   ${option}`, ({ value }) => `   ${writeQuantity(value, unit)}`],
    ["alarms", ({ alarms }) => String(alarms)],
    ["a day", ({ alarmsPerDay }) => alarmsPerDay.toFixed(2)],
    ["lines", ({ lines }) => String(lines)],
    ...(paid
      ? [[`${currency} at alarm`, ({ moneyAtAlarm }: SweepValue) => money(moneyAtAlarm)] as never]
      : []),
    ...(truth === null ? [] : JUDGED),
  ];
  const table = bandedTable(
    columns.map(([head]) => head),
    points.map((point) => columns.map(([, cell]) => cell(point))),
    { width },
  );
  const head = `${name} on ${view} at other values of ${option}, all else as written:`;
  const note = isFlat(points)
    ? `\nno value of ${option} changed an alarm: does the rule use it?`
    : "";
  return `${wrapped(head, { width })}\n${table}${wrapped(note, { width })}`;
}

/** Tells whether all values did the same; where none alarmed, the values may all be out of reach. */
function isFlat([first, ...others]: readonly SweepValue[]): boolean {
  return (
    others.length > 0 &&
    first.alarms > 0 &&
    others.every(
      ({ alarms, lines, moneyAtAlarm, moneySaved }) =>
        alarms === first.alarms &&
        lines === first.lines &&
        moneyAtAlarm === first.moneyAtAlarm &&
        moneySaved === first.moneySaved,
    )
  );
}

/** What truth adds. */
const JUDGED: [string, (point: SweepValue) => string][] = [
  ["recall", ({ recall }) => percent(recall)],
  ["bytes saved", ({ valueDetectionRate }) => percent(valueDetectionRate)],
  ["money saved", ({ moneySaved }) => money(moneySaved)],
  ["false", ({ falseAlarmsPer1000DeviceDays: wrong }) => (wrong === null ? "-" : wrong.toFixed(1))],
];

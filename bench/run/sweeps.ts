import { addQuickSums, measureQuick } from "../scoring/quick-sums.ts";
import { finite } from "../statistics/estimate.ts";
import type { TaskScore } from "../tasks/task.ts";
import type { SweepPoint } from "./entries.ts";
import type { DatasetResult } from "./made-rows.ts";
import { moneyAtFirstAlarms } from "./money-at-first-alarms.ts";
import type { RunSweep, SweepValue } from "./run-sweep.ts";

interface Swept {
  readonly head: Omit<RunSweep, "points">;
  /** Scores of each value, one for each seed. */
  readonly values: Map<number, { readonly score: TaskScore; readonly days: number }[]>;
}

/**
 * Gathers what sweeps of a rule's own number found: one curve for each detector, view and name of
 * dataset, seeds pooled. A value whose run failed, on one seed at least, is left out.
 */
export function sweepsOf(results: readonly DatasetResult[]): RunSweep[] {
  const found = new Map<string, Swept>();
  for (const { description, results: cells } of results) {
    for (const { cell, score } of cells) {
      if (cell.sweep === undefined || score === null) continue;
      const swept = sweptOf(found, description.name, cell.view, cell.sweep);
      const { value } = cell.sweep;
      const seeds = swept.values.get(value) ?? [];
      swept.values.set(value, [...seeds, { score, days: description.days }]);
    }
  }
  return [...found.values()].map(({ head, values }) => {
    const most = Math.max(...[...values.values()].map((seeds) => seeds.length));
    const whole = [...values].filter(([, seeds]) => seeds.length === most);
    return { ...head, points: whole.map(([value, seeds]) => pointOf(value, seeds)) };
  });
}

function sweptOf(
  found: Map<string, Swept>,
  dataset: string,
  view: RunSweep["view"],
  { of, option, unit }: SweepPoint,
): Swept {
  const key = JSON.stringify([dataset, of.name, view, option]);
  const swept = found.get(key) ?? {
    head: { dataset, name: of.name, view, option, unit },
    values: new Map(),
  };
  found.set(key, swept);
  return swept;
}

function pointOf(
  value: number,
  seeds: readonly { readonly score: TaskScore; readonly days: number }[],
): SweepValue {
  const points = seeds.map(({ score }) => score.shipped);
  const alarms = points.reduce((sum, point) => sum + point.alarms.length, 0);
  const sums = seeds.map(({ score }) => score.sums ?? null).filter((each) => each !== null);
  const measured = sums.length < seeds.length ? null : measureQuick(addQuickSums(sums));
  const known = (metric: keyof NonNullable<typeof measured>) => finite(measured?.[metric] ?? NaN);
  return {
    value,
    threshold: points[0].threshold.value,
    alarms,
    alarmsPerDay: alarms / seeds.reduce((sum, { days }) => sum + days, 0),
    lines: points.reduce((sum, point) => sum + new Set(point.alarms.map((a) => a.device)).size, 0),
    moneyAtAlarm: moneyAtFirstAlarms(points.map((point) => point.alarms)),
    recall: known("recall"),
    precision: known("precision"),
    falseAlarmsPer1000DeviceDays: known("falseAlarmsPer1000DeviceDays"),
    valueDetectionRate: known("valueDetectionRate"),
    moneySaved: known("moneySaved"),
  };
}

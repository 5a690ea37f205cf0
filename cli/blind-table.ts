import { money } from "../bench/report/wording.ts";
import type { DetectorRow, RunDataset, RunFile } from "../bench/run-file.ts";
import { garwood } from "../bench/statistics/intervals.ts";
import { tableText } from "./table-text.ts";

const LEVEL = 0.95;
const LONGEST_NAME = 24;

/**
 * Lays out what can be said of data without truth: alarms with the exact interval of their number,
 * the workload, where the bill stood, and which other detector agrees most.
 */
export function blindTable(run: RunFile, dataset: RunDataset): string {
  const { name, devices, days, currency } = dataset;
  const rows = run.detectors
    .filter((row) => row.dataset === name && row.point === "calibrated" && row.status === "ok")
    .toSorted((a, b) => b.alarms - a.alarms)
    .map((row) => {
      const { low, high } = garwood(row.alarms, LEVEL);
      return [
        shortened(row.name),
        row.view ?? "-",
        String(row.alarms),
        `[${low.toFixed(1)}-${high.toFixed(1)}]`,
        (row.alarms / days).toFixed(2),
        row.moneyAtAlarm === null ? "-" : money(row.moneyAtAlarm),
        row.thresholdSource,
        agreement(run, row),
        "no truth",
      ];
    });
  const head = [
    "detector",
    "reads",
    "alarms",
    "95 %",
    "a day",
    `${currency} at alarm`,
    "threshold",
    "also raised by",
    "caught",
  ];
  return `${name}  ${devices} lines x ${days.toFixed(1)} days, no truth\n${tableText(head, rows)}`;
}

/** The other detector that raised most of a row's alarms too. */
function agreement({ overlaps }: RunFile, { dataset, name, view }: DetectorRow): string {
  const [most] = overlaps
    .filter((one) => one.dataset === dataset && one.of === `${name} on ${view}`)
    .map(({ by, share }) => ({ by, share: share ?? 0 }))
    .toSorted((a, b) => b.share - a.share);
  if (most === undefined || most.share === 0) return "-";
  return `${shortened(most.by)} ${Math.round(100 * most.share)} %`;
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}~`;
}

import { blindNotes } from "../bench/report/blind-notes.ts";
import { bytes, counted, money } from "../bench/report/wording.ts";
import { scoreText, thresholdText } from "../bench/run/threshold-text.ts";
import type { DetectorRow, RunDataset, RunFile } from "../bench/run-file.ts";
import { formatCivil } from "../datasets/civil-time.ts";
import { displayWidth, shortened } from "./display-width.ts";
import { tableText } from "./table-text.ts";
import { wrapped } from "./wrapped.ts";

const LONGEST_NAME = 30;
const FIRST = 10;

/**
 * Lays out what can be said of data without truth: how many alarms a day on how many lines, at which
 * number, and how much money had run by then; beside them what the rules that plans have now would
 * have said; the first alarms one by one. Whatever needs words stands below.
 */
export function blindTable(run: RunFile, dataset: RunDataset, width: number): string {
  const { name, devices, days, currency } = dataset;
  // Several imports of one name are pooled, as seeds are.
  const pooled = run.datasets.filter((each) => each.name === name);
  const span = pooled.reduce((sum, each) => sum + each.days, 0);
  const rows = run.detectors.filter(
    (row) => row.dataset === name && row.leads && row.status === "ok",
  );
  const own = rows.filter(({ today }) => !today);
  const today = rows.filter((row) => row.today);
  const size = `${counted(devices, "line")} x ${counted(days, "day")}`;
  const head = wrapped(`${name}  ${size}, records without truth`, { width });
  const shown = [
    ...own.map((row) => ({ row, mark: "" })),
    ...today.map((row) => ({ row, mark: "=" })),
  ];
  const views = new Set(shown.map(({ row }) => row.view));
  const table = fitted(width, (longest) =>
    tableText(
      [
        "",
        "rule",
        ...(views.size > 1 ? ["reads"] : []),
        "alarms",
        "a day",
        "lines",
        "money",
        "alarms at",
      ],
      shown.map(({ row, mark }) => [
        mark,
        shortened(row.name, longest),
        ...(views.size > 1 ? [row.view ?? "-"] : []),
        String(row.alarms),
        (row.alarms / span).toFixed(2),
        String(row.lines),
        row.moneyAtAlarm === null ? "-" : money(row.moneyAtAlarm),
        shortened(thresholdText(row), 24),
      ]),
    ),
  );
  const paid = rows.some(({ moneyAtAlarm }) => moneyAtAlarm !== null);
  const legend = [
    ...(paid ? [`money: ${currency} charged by a line's first alarm, summed`] : []),
    ...(today.length > 0 ? ["= what plans have now"] : []),
  ];
  return [
    head,
    ...(shown.length > 0
      ? [table, ...(legend.length > 0 ? [wrapped(`${legend.join("; ")}.`, { width })] : [])]
      : []),
    ...firstAlarms(own, dataset, width),
    ...blindNotes(run, { ...dataset, days: span }).map((note) => wrapped(note, { width })),
  ].join("\n");
}

/** The first alarms of all rules asked for, in order of time. */
function firstAlarms(
  rows: readonly DetectorRow[],
  { utcOffset, currency }: RunDataset,
  width: number,
): string[] {
  const all = rows
    .flatMap((row) => row.alarmList.map((alarm) => ({ row, alarm })))
    .toSorted((a, b) => a.alarm.time - b.alarm.time || a.alarm.device - b.alarm.device);
  if (all.length === 0) return [];
  const several = rows.length > 1;
  const paid = all.some(({ alarm }) => alarm.money !== null);
  const head = ["", "local time", "line", ...(several ? ["rule"] : []), "score", "moved"];
  const table = fitted(width, (longest) =>
    tableText(
      [...head, ...(paid ? [currency] : [])],
      all
        .slice(0, FIRST)
        .map(({ row, alarm }) => [
          "",
          formatCivil(alarm.time, utcOffset).slice(0, 16),
          String(alarm.device),
          ...(several ? [shortened(row.name, longest)] : []),
          alarm.score === null ? "-" : shortened(scoreText(alarm.score, row), 20),
          bytes(alarm.bytes),
          ...(paid ? [money(alarm.money)] : []),
        ]),
    ),
  );
  const count = rows.reduce((sum, { alarms }) => sum + alarms, 0);
  const rest = count - Math.min(FIRST, all.length);
  const more = rest > 0 ? [`and ${rest} more: --alarms FILE writes all of them.`] : [];
  const many = rest > 0 ? `The first ${FIRST} of ${count} alarms` : "All alarms";
  const title = `${many}, with what the line had moved in its billing period by then:`;
  return [wrapped(title, { width }), table, ...more];
}

/** Lays a table out with ever shorter names until it fits the screen. */
function fitted(width: number, layOut: (longest: number) => string): string {
  for (let longest = LONGEST_NAME; ; longest--) {
    const text = layOut(longest);
    if (longest <= 8 || Math.max(...text.split("\n").map(displayWidth)) <= width) return text;
  }
}

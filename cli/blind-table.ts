import { blindNotes } from "../bench/report/blind-notes.ts";
import { bytes, money } from "../bench/report/wording.ts";
import { scoreText, thresholdText } from "../bench/run/threshold-text.ts";
import type { DetectorRow, RunDataset, RunFile } from "../bench/run-file.ts";
import { formatCivil } from "../datasets/civil-time.ts";
import { tableText } from "./table-text.ts";

const LONGEST_NAME = 30;
const WIDTH = 79;
const FIRST = 10;

/**
 * Lays out what can be said of data without truth: how many alarms a day on how many lines, at which
 * number, and how much money had run by then; beside them what the rules that plans have now would
 * have said; the first alarms one by one. Fits 80 columns; whatever needs words stands below.
 */
export function blindTable(run: RunFile, dataset: RunDataset): string {
  const { name, devices, days, currency } = dataset;
  // Several imports of one name are pooled, as seeds are.
  const pooled = run.datasets.filter((each) => each.name === name);
  const span = pooled.reduce((sum, each) => sum + each.days, 0);
  const rows = run.detectors.filter(
    (row) => row.dataset === name && row.leads && row.status === "ok",
  );
  const own = rows.filter(({ today }) => !today);
  const today = rows.filter((row) => row.today);
  const head = `${name}  ${devices} lines x ${days.toFixed(1)} days, records without truth`;
  const shown = [
    ...own.map((row) => ({ row, mark: "" })),
    ...today.map((row) => ({ row, mark: "=" })),
  ];
  const views = new Set(shown.map(({ row }) => row.view));
  const table = fitted((longest) =>
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
        shortened(thresholdText(row), 20),
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
      ? [table, ...(legend.length > 0 ? [wrapped(`${legend.join("; ")}.`)] : [])]
      : []),
    ...firstAlarms(own, dataset),
    ...blindNotes(run, { ...dataset, days: span }).map((note) => wrapped(note)),
  ].join("\n");
}

/** The first alarms of all rules asked for, in order of time. */
function firstAlarms(rows: readonly DetectorRow[], { utcOffset, currency }: RunDataset): string[] {
  const all = rows
    .flatMap((row) => row.alarmList.map((alarm) => ({ row, alarm })))
    .toSorted((a, b) => a.alarm.time - b.alarm.time || a.alarm.device - b.alarm.device);
  if (all.length === 0) return [];
  const several = rows.length > 1;
  const paid = all.some(({ alarm }) => alarm.money !== null);
  const head = ["", "local time", "line", ...(several ? ["rule"] : []), "score", "moved"];
  const table = fitted((longest) =>
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
  const rest = all.length - FIRST;
  const more = rest > 0 ? [`and ${rest} more: --alarms FILE writes all of them.`] : [];
  const many = rest > 0 ? `The first ${FIRST} of ${all.length} alarms` : "All alarms";
  return [`${many}, with what the line had moved in its billing period by then:`, table, ...more];
}

/** Lays a table out with ever shorter names until it fits the screen. */
function fitted(layOut: (longest: number) => string): string {
  for (let longest = LONGEST_NAME; ; longest--) {
    const text = layOut(longest);
    if (longest <= 8 || Math.max(...text.split("\n").map((row) => row.length)) <= WIDTH)
      return text;
  }
}

function shortened(name: string, longest: number): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 1)}~`;
}

/** Breaks a sentence between words where the screen ends. */
function wrapped(sentence: string): string {
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}

import { blindNotes } from "../bench/report/blind-notes.ts";
import { bytes, counted, money } from "../bench/report/wording.ts";
import type { DetectorRow, RowAlarm, RunDataset, RunFile } from "../bench/run/run-file.ts";
import { scoreText, thresholdText } from "../bench/run/threshold-text.ts";
import { formatCivil } from "../datasets/civil-time.ts";
import { shortened } from "./display-width.ts";
import { type Form, fitTable } from "./fit-table.ts";
import { wrapped } from "./wrapped.ts";

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
  const {
    head: columnHeads,
    lines,
    shown: columns,
  } = fitTable({
    columns: rulesColumns(shown, span),
    wishes: RULES_WISHES,
    rows: shown,
    width,
  });
  const table = [...columnHeads, ...lines].join("\n");
  const paid = columns.has("money") && rows.some(({ moneyAtAlarm }) => moneyAtAlarm !== null);
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
  const first = all.slice(0, FIRST);
  const { head, lines } = fitTable({
    columns: alarmColumns(rows, first, { utcOffset, currency }),
    wishes: ALARM_WISHES,
    rows: first,
    width,
  });
  const table = [...head, ...lines].join("\n");
  const count = rows.reduce((sum, { alarms }) => sum + alarms, 0);
  const rest = count - Math.min(FIRST, all.length);
  const more = rest > 0 ? [`and ${rest} more: --alarms FILE writes all of them.`] : [];
  const many = rest > 0 ? `The first ${FIRST} of ${count} alarms` : "All alarms";
  const title = `${many}, with what the line had moved in its billing period by then:`;
  return [wrapped(title, { width }), table, ...more];
}

/** A rule as it stands in the table. */
interface Rule {
  readonly row: DetectorRow;
  readonly mark: string;
}

/** An alarm, and whose it is. */
interface Raised {
  readonly row: DetectorRow;
  readonly alarm: RowAlarm;
}

const NAME_WIDTHS = [12, 16, 21, 30];
/** What gives way first stands last; a second mention wishes for the wider form. */
const RULES_WISHES = [
  ...["rule", "alarms", "lines", "at", "money", "day", "rule", "reads", "at", "rule", "rule"],
];

function rulesColumns(
  rules: readonly Rule[],
  days: number,
): ReadonlyMap<string, readonly Form<Rule>[]> {
  const severalViews = new Set(rules.map(({ row }) => row.view)).size > 1;
  return new Map<string, readonly Form<Rule>[]>([
    [
      "rule",
      NAME_WIDTHS.map((longest) => ({
        head: "   rule",
        cell: ({ row, mark }) => `${mark.padEnd(1)}  ${shortened(row.name, longest)}`,
      })),
    ],
    ...(severalViews
      ? [["reads", [{ head: "reads", cell: ({ row }: Rule) => row.view ?? "-" }]] as const]
      : []),
    ["alarms", [{ head: "alarms", cell: ({ row }) => String(row.alarms) }]],
    ["day", [{ head: "a day", cell: ({ row }) => (row.alarms / days).toFixed(2) }]],
    ["lines", [{ head: "lines", cell: ({ row }) => String(row.lines) }]],
    [
      "money",
      [
        {
          head: "money",
          cell: ({ row }) => (row.moneyAtAlarm === null ? "-" : money(row.moneyAtAlarm)),
        },
      ],
    ],
    [
      "at",
      [14, 24].map((longest) => ({
        head: "alarms at",
        cell: ({ row }: Rule) => shortened(thresholdText(row), longest),
      })),
    ],
  ]);
}

const ALARM_WISHES = [
  ...["time", "line", "moved", "rule", "score", "money", "rule", "score", "rule", "rule"],
];

function alarmColumns(
  rows: readonly DetectorRow[],
  shown: readonly Raised[],
  { utcOffset, currency }: Pick<RunDataset, "utcOffset" | "currency">,
): ReadonlyMap<string, readonly Form<Raised>[]> {
  const paid = shown.some(({ alarm }) => alarm.money !== null);
  return new Map<string, readonly Form<Raised>[]>([
    [
      "time",
      [
        {
          head: "   local time",
          cell: ({ alarm }) => `   ${formatCivil(alarm.time, utcOffset).slice(0, 16)}`,
        },
      ],
    ],
    ["line", [{ head: "line", cell: ({ alarm }) => String(alarm.device) }]],
    ...(rows.length > 1
      ? [
          [
            "rule",
            NAME_WIDTHS.map((longest) => ({
              head: "rule",
              cell: ({ row }: Raised) => shortened(row.name, longest),
            })),
          ] as const,
        ]
      : []),
    [
      "score",
      [10, 20].map((longest) => ({
        head: "score",
        cell: ({ row, alarm }: Raised) =>
          alarm.score === null ? "-" : shortened(scoreText(alarm.score, row), longest),
      })),
    ],
    ["moved", [{ head: "moved", cell: ({ alarm }) => bytes(alarm.bytes) }]],
    ...(paid
      ? [["money", [{ head: currency, cell: ({ alarm }: Raised) => money(alarm.money) }]] as const]
      : []),
  ]);
}

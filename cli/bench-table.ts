import type { ColumnFacts, Metric, ScreenForm } from "../bench/metric.ts";
import { readMetric } from "../bench/metric-fields.ts";
import { METRICS } from "../bench/metrics/catalogue.ts";
import { answer } from "../bench/report/answer.ts";
import { columnFacts, headOf, shownIn } from "../bench/report/metric-columns.ts";
import {
  ceilingOf,
  entrants,
  isFlagged,
  labelOf,
  mostFooledBy,
  nameOf,
  pointOf,
  type Ranking,
  secondPointOf,
  shownFloors,
} from "../bench/report/ranking.ts";
import {
  APART,
  FOOLED_BY,
  isTaught,
  lateAlarms,
  TAUGHT,
  tableNotes,
} from "../bench/report/table-notes.ts";
import { pointWords } from "../bench/report/threshold-words.ts";
import { intervalOf } from "../bench/report/wording.ts";
import type { DetectorRow, RunFile } from "../bench/run/run-file.ts";
import { shortened } from "./display-width.ts";
import { type Form, fitTable } from "./fit-table.ts";
import { wrapped } from "./wrapped.ts";

/** A row as it stands in the table. */
interface Line {
  readonly row: DetectorRow;
  readonly mark: string;
  readonly label: string;
}

/** More detectors than these show one point each; the report and the files have the other. */
const MOST_WITH_BOTH_POINTS = 6;

/**
 * The table of one dataset, as wide as the screen: ceiling above, floors below, what is not fenced
 * in apart; under it what the columns count and what a reader must know.
 */
export function benchTable(run: RunFile, ranking: Ranking, width: number): string[] {
  const { apart } = ranking;
  const lines = linesOf(ranking);
  const dataset = run.datasets.find(({ name }) => name === ranking.dataset);
  const facts = columnFacts(
    dataset?.currency ?? "",
    run.prevalence,
    lines.map(({ row }) => row),
  );
  const columns = columnsOf(facts);
  const table = fitTable({ columns, wishes: wishesOf(columns), rows: lines, width });
  const cut = lines.findIndex(({ row }) => apart.includes(row));
  const body = [...table.lines];
  if (cut >= 0) body.splice(cut, 0, `-- ${shortened(APART, width - 3)}`);
  const legend = legendOf(table.head.join(" "), table.shown, facts);
  const hidden = [...columns.keys()].filter((name) => !table.shown.has(name));
  return [
    ...table.head,
    ...body,
    ...[
      "",
      answer(run, ranking.dataset),
      `In %, with 95 % intervals. ${legend.join("; ")}.`,
      ...(hidden.includes("lateAlarms") ? lateAlarms(lines.map(({ row }) => row)) : []),
      ...pointNotes(ranking),
      ...tableNotes(run, ranking),
    ].map((note) => wrapped(note, { width })),
  ];
}

function linesOf(ranking: Ranking): Line[] {
  const entered = entrants(ranking);
  const ceiling = ceilingOf(ranking);
  const both = entered.length <= MOST_WITH_BOTH_POINTS;
  return [
    ...(ceiling ? [{ row: ceiling, mark: "^", label: nameOf(ceiling) }] : []),
    ...entered.flatMap((row): Line[] => {
      const second = both ? secondPointOf(ranking, row) : undefined;
      const label = isTaught(row) ? `${row.name}${TAUGHT}` : row.name;
      const head = { row, mark: isFlagged(row) ? "!" : "", label };
      return second === undefined
        ? [head]
        : [head, { row: second, mark: "", label: `- ${pointOf(second)}` }];
    }),
    ...shownFloors(ranking).map((row) => ({ row, mark: "v", label: row.name })),
  ];
}

/** What the columns shown count; a head that is cut, or in a currency, is named as it stands. */
function legendOf(head: string, shown: ReadonlySet<string>, facts: ColumnFacts): string[] {
  const told = shownIn("screen").flatMap(({ metric, column }) => {
    const text = column.legend?.(facts) ?? metric.column?.legend;
    if (text === undefined || !shown.has(metric.name)) return [];
    const short = headOf(column.forms[0].head, facts);
    return short.endsWith(".") && head.includes(short) ? text.replace(":", ` (${short}):`) : text;
  });
  return shown.has(FOOLED) ? [...told, FOOLED_BY] : told;
}

/** Says at which of its two points a row stands, at which numbers, and where the other one is. */
function pointNotes(ranking: Ranking): string[] {
  const rows = entrants(ranking);
  if (!rows.some((row) => secondPointOf(ranking, row) !== undefined)) return [];
  if (rows.length > MOST_WITH_BOTH_POINTS) {
    const points = [...new Set(rows.map(pointOf))];
    const other = points[0] === "calibrated" ? "own number, as written," : "calibrated point";
    return [
      `Thresholds ${points.join(" or ")}; each rule's ${other} stands in the report and in --format csv.`,
    ];
  }
  const told = rows.map((row) => {
    const second = secondPointOf(ranking, row);
    const points = second === undefined ? [row] : [row, second];
    return `${labelOf(row)} ${points.map(pointWords).join(", ")}`;
  });
  return [`Thresholds: ${told.join("; ")}.`];
}

const NAME_WIDTHS = [14, 21, 28, 40];

const FOOLED = "fooledBy";

/** What gives way first stands last; a second mention wishes for the wider form. */
const FIRST_WISHES = [
  ...["name", "recall", "precision", "valueDetectionRateByKindMean", "f1"],
  ...["falseAlarmsPer1000DeviceDays", "name", "p50SecondsCaught", "moneySaved", "reads"],
];
const LATER_WISHES = [
  ...["recall", "within1h", "precision", "within1h", "lateAlarms", "valueDetectionRate", "name"],
  ...[FOOLED, "name", "falseAlarmsPer1000DeviceDays", "valueDetectionRate", "f1", "moneySaved"],
];

/** Columns that no wish names stand between what must be there and what may. */
function wishesOf(columns: ReadonlyMap<string, unknown>): string[] {
  const named = [...FIRST_WISHES, ...LATER_WISHES];
  const others = [...columns.keys()].filter((name) => !named.includes(name));
  return [...FIRST_WISHES, ...others, ...LATER_WISHES, ...others];
}

function columnsOf(facts: ColumnFacts): Map<string, readonly Form<Line>[]> {
  return new Map<string, readonly Form<Line>[]>([
    ["name", NAME_WIDTHS.map((width) => nameForm(width))],
    ["reads", [{ head: "reads", cell: ({ row }) => reads(row) }]],
    ...shownIn("screen").map(
      ({ metric, column }) =>
        [metric.name, column.forms.map((form) => formOf(metric, form, facts))] as const,
    ),
    [FOOLED, [{ head: "most fooled by", cell: ({ row }) => mostFooledBy(row) ?? "" }]],
  ]);
}

/** One form of a metric's column; intervals and series stand to the left, so that they line up. */
function formOf(metric: Metric, form: ScreenForm, facts: ColumnFacts): Form<Line> {
  const { shows, series, room = 3, bound } = form;
  const head = headOf(form.head, facts);
  if (series !== undefined) return { head, cell: ({ row }) => seriesCell(series, row) };
  if (shows === "count") return { head, align: "right", cell: ({ row }) => countCell(metric, row) };
  if (shows === "value") return { head, align: "right", cell: ({ row }) => valueCell(metric, row) };
  const write = bound ?? ((value: number) => metric.write(value));
  return {
    head,
    cell: ({ row }) =>
      `${valueCell(metric, row).padStart(room)} ${intervalOf(readMetric(metric, row), write)}`.trimEnd(),
  };
}

function valueCell(metric: Metric, row: DetectorRow): string {
  const value = readMetric(metric, row)?.value ?? null;
  return value === null ? "-" : metric.write(value);
}

/** How many of how many: 24/36. */
function countCell(metric: Metric, row: DetectorRow): string {
  const found = readMetric(metric, row);
  if (found === null || found.value === null) return "-";
  return `${Math.round(found.value * found.n * 10) / 10}/${found.n}`;
}

function seriesCell(names: readonly string[], row: DetectorRow): string {
  const cells = METRICS.filter(({ name }) => names.includes(name)).map((each) =>
    valueCell(each, row),
  );
  return cells.includes("-") ? "-" : cells.map((cell) => cell.padStart(3)).join(" ");
}

function nameForm(width: number): Form<Line> {
  return {
    head: "  detector",
    cell: ({ mark, label }) => `${mark.padEnd(1)} ${shortened(oneLine(label), width - 2)}`,
  };
}

/** A plug-in's name may hold anything. */
function oneLine(name: string): string {
  return name.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
}

function reads({ role, view }: DetectorRow): string {
  return role === "ceiling" && view === null ? "any" : (view ?? "-");
}

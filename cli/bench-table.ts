import { answer } from "../bench/report/answer.ts";
import { type Explained, LEGEND } from "../bench/report/legend.ts";
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
import { APART, isTaught, lateAlarms, TAUGHT, tableNotes } from "../bench/report/table-notes.ts";
import { pointWords } from "../bench/report/threshold-words.ts";
import { currencyName, duration, intervalOf, money } from "../bench/report/wording.ts";
import type { DetectorRow, RunFile } from "../bench/run-file.ts";
import type { Estimate } from "../bench/statistics/estimate.ts";
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
  const currency = currencyName(dataset?.currency ?? "");
  const columns = columnsOf(lines, currency);
  const table = fitTable({ columns, wishes: WISHES, rows: lines, width });
  const cut = lines.findIndex(({ row }) => apart.includes(row));
  const body = [...table.lines];
  if (cut >= 0) body.splice(cut, 0, `-- ${shortened(APART, width - 3)}`);
  const legend = legendOf(table.head.join(" "), table.shown, currency);
  const hidden = [...columns.keys()].filter((name) => !table.shown.has(name));
  return [
    ...table.head,
    ...body,
    ...[
      "",
      answer(run, ranking.dataset),
      `In %, with 95 % intervals. ${legend.join("; ")}.`,
      ...(hidden.includes("late") ? lateAlarms(lines.map(({ row }) => row)) : []),
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
function legendOf(head: string, shown: ReadonlySet<string>, currency: string): string[] {
  const names = (Object.keys(LEGEND) as Explained[]).filter((name) => shown.has(name));
  const isCut = head.includes("prec.");
  return names.map((name) => {
    if (name === "money") return `${currency} ${LEGEND[name]}`;
    return name === "precision" && isCut ? LEGEND[name].replace(":", " (prec.):") : LEGEND[name];
  });
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

/** What gives way first stands last; a second mention wishes for the wider form. */
const WISHES = [
  ...["name", "recall", "precision", "byKind", "f1", "false", "name", "delay", "money", "reads"],
  ...["recall", "within", "precision", "within", "late", "bytes", "name", "fooledBy", "name"],
  ...["false", "bytes", "f1", "money"],
];

function columnsOf(lines: readonly Line[], currency: string): Map<string, readonly Form<Line>[]> {
  const of = (head: string, cell: (row: DetectorRow) => string): Form<Line> => ({
    head,
    align: "right",
    cell: ({ row }) => cell(row),
  });
  const stake = lines.find(({ row }) => row.moneyAtStake !== null)?.row.moneyAtStake ?? null;
  const moneyHead = `${currency} of\n${money(stake?.value)}`;
  const shares = (head: string, read: (row: DetectorRow) => Estimate | null) => [
    of(head, (row) => share(read(row))),
    { ...of(head, (row) => shareWithInterval(read(row))), align: "left" as const },
  ];
  const columns: [string, readonly Form<Line>[]][] = [
    ["name", NAME_WIDTHS.map((width) => nameForm(width))],
    ["reads", [{ head: "reads", cell: ({ row }) => reads(row) }]],
    ["recall", [of("recall", caught), shares("recall", (row) => row.recall)[1]]],
    [
      "precision",
      [of("prec.", (row) => share(row.precision)), shares("precision", (row) => row.precision)[1]],
    ],
    ["f1", shares("F1", (row) => row.f1)],
    ["byKind", shares("bytes\nby kind", (row) => row.valueDetectionRateByKindMean).slice(1)],
    ["bytes", shares("all\nbytes", (row) => row.valueDetectionRate)],
    ["money", [of(moneyHead, (row) => money(row.moneySaved?.value))]],
    ["within", [of("in\n1 h", (row) => share(row.latency?.within1h ?? null)), withinForm]],
    ["delay", [of("p50 if\ncaught", delayOfCaught)]],
    ["false", [of("false", (row) => rate(row)), falseForm]],
    ["late", [of("late", (row) => String(row.counts?.late ?? "-"))]],
    ["fooledBy", [{ head: "most fooled by", cell: ({ row }) => mostFooledBy(row) ?? "" }]],
  ];
  return new Map(columns);
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

function caught({ recall }: DetectorRow): string {
  if (recall?.value == null) return "-";
  return `${Math.round(recall.value * recall.n * 10) / 10}/${recall.n}`;
}

function share(of: Estimate | null): string {
  return of?.value == null ? "-" : String(Math.round(of.value * 100));
}

function shareWithInterval(of: Estimate | null): string {
  const interval = intervalOf(of, (bound) => String(Math.round(bound * 100)));
  return `${share(of).padStart(3)} ${interval}`.trimEnd();
}

const withinForm: Form<Line> = {
  head: "in 5 min\n 1 h 6 h",
  cell({ row: { latency } }) {
    if (latency === null || latency.within1h.value === null) return "-";
    const { within5m, within1h, within6h } = latency;
    return [within5m, within1h, within6h].map((each) => share(each).padStart(3)).join(" ");
  },
};

function delayOfCaught({ latency, counts }: DetectorRow): string {
  const seconds = latency?.p50SecondsCaught?.value ?? null;
  return seconds === null || counts?.hit === 0 ? "-" : duration(seconds);
}

function rate({ falseAlarmsPer1000DeviceDays: found }: DetectorRow): string {
  return found?.value == null ? "-" : found.value.toFixed(1);
}

const falseForm: Form<Line> = {
  head: "false / 1000\nline-days",
  cell: ({ row }) =>
    `${rate(row).padStart(5)} ${intervalOf(row.falseAlarmsPer1000DeviceDays, (bound) => bound.toFixed(0))}`.trimEnd(),
};

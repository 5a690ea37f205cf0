import { bytes, counted, gigabytes, money, NONE } from "../bench/report/wording.ts";
import { totalOf } from "../bench/study/by-class.ts";
import { rankedStrategies } from "../bench/study/ranking.ts";
import type { Cell, StudyDataset, StudyFile } from "../bench/study/study-file.ts";
import { bandedTable } from "./banded-table.ts";
import { loopsTable } from "./loops-table.ts";
import { recordsTable } from "./records-table.ts";
import { wrapped } from "./wrapped.ts";

/** Lays a study out: a table for each world, what it means in sentences, and what to beware of. */
export function studyScreen(file: StudyFile, width: number): string {
  return [
    ...file.datasets.flatMap((dataset) => datasetText(file, dataset, width)),
    ...file.warnings.map((warning) => wrapped(`beware: ${warning}`, { width, indent: "  " })),
    ...(file.cells.length > 0 ? [wrapped(NOTE, { width })] : []),
  ].join("\n\n");
}

/** Records of a world that was lived as well stand beside that life. */
function datasetText(file: StudyFile, dataset: StudyDataset, width: number): string[] {
  if (!dataset.truth) return [recordsTable(file, dataset, width)];
  const isLived = file.datasets.some(
    ({ name, mode }) => name === dataset.name && mode === "closed",
  );
  if (dataset.mode === "closed" || !isLived) return worldText(file, dataset, width);
  const loops = file.beside.filter((each) => each.dataset === dataset.name);
  return loops.length === 0 ? [] : [loopsTable(loops, width)];
}

const NOTE =
  "Saved is of incidents; bills beside is what the bills of lines without a case shrink by, and lost is what somebody wanted: three accounts, never added up. told: messages to owners. = is equal to the byte.";

function worldText(file: StudyFile, dataset: StudyDataset, width: number): string[] {
  const { name, mode, lines, days, seeds, currency, tariffs, enriched } = dataset;
  const ranked = rankedStrategies(file.cells, dataset);
  const [first] = ranked;
  if (first === undefined) return [];
  const what = mode === "open" ? "records, cut where nobody reacts" : counted(seeds.length, "seed");
  const head = wrapped(
    `${name}  ${counted(lines, "line")} x ${counted(days, "day")}  ${what}  ${counted(first.cases, "case")}: ${bytes(first.bytesAtStake)}, ${money(first.ratedAtStake)} ${currency} rated and ${money(first.moneyAtStake)} billed under ${tariffs.join(", ")}${enriched ? "; far more happens here than in the world" : ""}`,
    { width },
  );
  const columns = first.netBenefit === null ? COLUMNS : [...COLUMNS, WORTH];
  const table = bandedTable(
    columns.map(({ head: title }) => title),
    ranked
      .filter((cell) => !isIdleIn(file, cell))
      .map((cell) => rowOf(cell, ordinaryOf(file.cells, cell))),
    { width, aligns: columns.map(({ align }) => align) },
  );
  const here = file.answers.filter((answer) => answer.dataset === name && answer.mode === mode);
  const said = here
    .filter(({ isIdle }) => !isIdle)
    .map(({ text }) => wrapped(text, { width, indent: "  " }));
  const idle = here.filter(({ isIdle }) => isIdle).map(({ strategy }) => strategy);
  const nothing =
    idle.length === 0
      ? []
      : [
          wrapped(`Nothing changes, to the byte, under ${idle.join(", ")}.`, {
            width,
            indent: "  ",
          }),
        ];
  return [`${head}\n${table}`, [...said, ...nothing].join("\n")];
}

const COLUMNS = [
  { head: "strategy", align: "left" },
  { head: "prevented", align: "right" },
  { head: "GB saved", align: "right" },
  { head: "rated saved", align: "right" },
  { head: "billed saved", align: "right" },
  { head: "wrong\nnetwork", align: "right" },
  { head: "alarms", align: "right" },
  { head: "bills\nbeside", align: "right" },
  { head: "GB lost", align: "right" },
  { head: "GB late", align: "right" },
  { head: "cut off", align: "right" },
  { head: "told", align: "right" },
] as const;

/** Under stated costs alone, and strategies are ranked by it. */
const WORTH = { head: "worth in 1000\nline-months", align: "right" } as const;

/** What does nothing is told in one sentence below. */
function isIdleIn({ answers }: StudyFile, cell: Cell): boolean {
  return answers.some((answer) => isOf(answer, cell) && answer.isIdle);
}

function ordinaryOf(cells: readonly Cell[], cell: Cell): Cell | undefined {
  return cells.find((each) => isOf(each, cell) && each.kind === "ordinary");
}

type Place = Pick<Cell, "dataset" | "strategy" | "mode">;

function isOf(one: Place, { dataset, strategy, mode }: Place): boolean {
  return one.dataset === dataset && one.strategy === strategy && one.mode === mode;
}

function rowOf(cell: Cell, ordinary: Cell | undefined): string[] {
  const { prevented, cases, bytesSaved, ratedSaved, moneySaved } = cell;
  const both = [cell, ...(ordinary === undefined ? [] : [ordinary])];
  const total = (of: (each: Cell) => number) => both.reduce((sum, each) => sum + of(each), 0);
  const hits = Math.round((prevented?.value ?? 0) * cases);
  return [
    cell.strategy,
    prevented === null ? NONE : `${hits}/${cases}`,
    bytesSaved.equal ? "=" : gigabytes(bytesSaved.value),
    ratedSaved.equal ? "=" : money(ratedSaved.value),
    moneySaved.equal ? "=" : money(moneySaved.value),
    countOr(cell.wrongPlane),
    countOr(total(({ alarms }) => alarms)),
    ordinary === undefined || ordinary.ratedSaved.equal ? "=" : money(ordinary.ratedSaved.value),
    gigabytes(total(({ harm }) => totalOf(harm.wantedBytesLost))),
    gigabytes(total(({ harm }) => totalOf(harm.wantedBytesDelayed))),
    countOr(total(({ harm }) => harm.peopleCutOff)),
    countOr(total(({ harm }) => harm.messages)),
    ...(cell.netBenefit === null ? [] : [money(cell.netBenefit.value)]),
  ];
}

function countOr(value: number): string {
  return value === 0 ? NONE : String(value);
}

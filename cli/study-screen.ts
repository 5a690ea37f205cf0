import { bytes, counted, money, NONE } from "../bench/report/wording.ts";
import { totalOf } from "../bench/study/cells.ts";
import { rankedStrategies } from "../bench/study/ranking.ts";
import type { Cell, StudyDataset, StudyFile } from "../bench/study/study-file.ts";
import { bandedTable } from "./banded-table.ts";
import { wrapped } from "./wrapped.ts";

/** Lays a study out: a table for each world, what it means in sentences, and what to beware of. */
export function studyScreen(file: StudyFile, width: number): string {
  return [
    ...file.datasets.flatMap((dataset) => worldText(file, dataset, width)),
    ...file.warnings.map((warning) => wrapped(`beware: ${warning}`, { width, indent: "  " })),
    wrapped(NOTE, { width }),
  ].join("\n\n");
}

const NOTE =
  "Saved is of incidents; bills beside is what the bills of lines without a case shrink by, and lost is what somebody wanted: three accounts, never added up. told: messages to owners. = is equal to the byte.";

function worldText(file: StudyFile, dataset: StudyDataset, width: number): string[] {
  const { name, lines, days, seeds, currency, tariffs, enriched } = dataset;
  const ranked = rankedStrategies(file.cells, name);
  const [first] = ranked;
  if (first === undefined) return [];
  const head = wrapped(
    `${name}  ${counted(lines, "line")} x ${counted(days, "day")}  ${counted(seeds.length, "seed")}  ${counted(first.cases, "case")}: ${bytes(first.bytesAtStake)}, ${money(first.ratedAtStake)} ${currency} rated and ${money(first.moneyAtStake)} billed under ${tariffs.join(", ")}${enriched ? "; far more happens here than in the world" : ""}`,
    { width },
  );
  const table = bandedTable(
    COLUMNS.map(({ head: title }) => title),
    ranked
      .filter((cell) => !isIdleIn(file, cell))
      .map((cell) => rowOf(cell, ordinaryOf(file.cells, cell))),
    { width, aligns: COLUMNS.map(({ align }) => align) },
  );
  const here = file.answers.filter((answer) => answer.dataset === name);
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

/** What does nothing is told in one sentence below. */
function isIdleIn({ answers }: StudyFile, { dataset, strategy }: Cell): boolean {
  return answers.some(
    (answer) => answer.dataset === dataset && answer.strategy === strategy && answer.isIdle,
  );
}

function ordinaryOf(cells: readonly Cell[], { dataset, strategy }: Cell): Cell | undefined {
  return cells.find(
    (cell) => cell.dataset === dataset && cell.strategy === strategy && cell.kind === "ordinary",
  );
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
  ];
}

function gigabytes(value: number): string {
  return value === 0 ? "0" : (value / 1_073_741_824).toFixed(2);
}

function countOr(value: number): string {
  return value === 0 ? NONE : String(value);
}

import { csvField } from "../../datasets/csv-field.ts";
import { totalOf } from "./cells.ts";
import type { PairedEstimate } from "./paired.ts";
import type { Cell, StudyFile } from "./study-file.ts";

/** Writes the cells of a study as CSV, one a line: bytes, and money in minor units. */
export function studyCsv({ cells }: StudyFile): string {
  const lines = cells.map((cell) => COLUMNS.map(([, of]) => csvField(String(of(cell) ?? ""))));
  return [COLUMNS.map(([name]) => name), ...lines].map((fields) => fields.join()).join("\n");
}

type Value = string | number | null | undefined;

const estimate = (
  name: string,
  of: (cell: Cell) => PairedEstimate,
): (readonly [string, (cell: Cell) => Value])[] => [
  [name, (cell) => of(cell).value],
  [`${name}Low`, (cell) => of(cell).low],
  [`${name}High`, (cell) => of(cell).high],
  [`${name}Method`, (cell) => of(cell).method],
];

const COLUMNS: readonly (readonly [string, (cell: Cell) => Value])[] = [
  ["dataset", (cell) => cell.dataset],
  ["strategy", (cell) => cell.strategy],
  ["kind", (cell) => cell.kind],
  ["mode", (cell) => cell.mode],
  ["cases", (cell) => cell.cases],
  ["prevented", (cell) => cell.prevented?.value],
  ["preventedLow", (cell) => cell.prevented?.low],
  ["preventedHigh", (cell) => cell.prevented?.high],
  ["detected", (cell) => cell.detected],
  ["bytesAtStake", (cell) => cell.bytesAtStake],
  ...estimate("bytesSaved", (cell) => cell.bytesSaved),
  ["bytesMoved", (cell) => cell.bytesMoved],
  ["bytesPending", (cell) => cell.bytesPending],
  ["ratedAtStake", (cell) => cell.ratedAtStake],
  ...estimate("ratedSaved", (cell) => cell.ratedSaved),
  ["moneyAtStake", (cell) => cell.moneyAtStake],
  ...estimate("moneySaved", (cell) => cell.moneySaved),
  ["owner", (cell) => cell.borneBy.owner],
  ["seller", (cell) => cell.borneBy.seller],
  ["operator", (cell) => cell.borneBy.operator],
  ["wrongPlane", (cell) => cell.wrongPlane],
  ["alarms", (cell) => cell.alarms],
  ["lostBytes", (cell) => totalOf(cell.harm.wantedBytesLost)],
  ["delayedBytes", (cell) => totalOf(cell.harm.wantedBytesDelayed)],
  ["delayHours", (cell) => cell.harm.delayHours],
  ["pendingBytes", (cell) => cell.harm.pending],
  ["peopleCutOff", (cell) => cell.harm.peopleCutOff],
  ["messages", (cell) => cell.harm.messages],
  ["pushesMissed", (cell) => cell.harm.pushesMissed],
];

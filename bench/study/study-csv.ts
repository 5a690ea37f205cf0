import { csvField } from "../../datasets/csv-field.ts";
import { totalOf } from "./by-class.ts";
import type { PairedEstimate } from "./paired.ts";
import type { Cell, RecordsCut, StudyFile } from "./study-file.ts";

/**
 * Writes a study as CSV: bytes, and money in minor units. A cell is a line; what was cut of records
 * stands in the line of all kinds, and without truth in one of its own, whose kind is `records`.
 */
export function studyCsv({ cells, records }: StudyFile): string {
  const cutOf = (cell: Cell) =>
    cell.kind === "all" && cell.mode === "open"
      ? records.find((cut) => isOf(cut, cell))
      : undefined;
  const blind = records.filter((cut) => !cells.some((cell) => isOf(cut, cell)));
  const lines: Line[] = [
    ...cells.map((cell) => ({ cell, cut: cutOf(cell) })),
    ...blind.map((cut) => ({ cell: undefined, cut })),
  ];
  const rows = lines.map((line) => COLUMNS.map(([, of]) => csvField(String(of(line) ?? ""))));
  return [COLUMNS.map(([name]) => name), ...rows].map((fields) => fields.join()).join("\n");
}

/** A cell, what was cut of records, or both. */
interface Line {
  readonly cell: Cell | undefined;
  readonly cut: RecordsCut | undefined;
}

function isOf(cut: RecordsCut, { dataset, strategy, mode }: Cell): boolean {
  return cut.dataset === dataset && cut.strategy === strategy && mode === "open";
}

type Value = string | number | null | undefined;
type Column = readonly [string, (line: Line) => Value];

const ofCell = (name: string, of: (cell: Cell) => Value): Column => [
  name,
  ({ cell }) => (cell === undefined ? null : of(cell)),
];

const ofCut = (name: string, of: (cut: RecordsCut) => Value): Column => [
  name,
  ({ cut }) => (cut === undefined ? null : of(cut)),
];

const estimate = (name: string, of: (cell: Cell) => PairedEstimate): Column[] => [
  ofCell(name, (cell) => of(cell).value),
  ofCell(`${name}Low`, (cell) => of(cell).low),
  ofCell(`${name}High`, (cell) => of(cell).high),
  ofCell(`${name}Method`, (cell) => of(cell).method),
];

const COLUMNS: readonly Column[] = [
  ["dataset", ({ cell, cut }) => (cell ?? cut)?.dataset],
  ["strategy", ({ cell, cut }) => (cell ?? cut)?.strategy],
  ["kind", ({ cell }) => cell?.kind ?? "records"],
  ["mode", ({ cell }) => cell?.mode ?? "open"],
  ofCell("cases", (cell) => cell.cases),
  ofCell("prevented", (cell) => cell.prevented?.value),
  ofCell("preventedLow", (cell) => cell.prevented?.low),
  ofCell("preventedHigh", (cell) => cell.prevented?.high),
  ofCell("detected", (cell) => cell.detected),
  ofCell("bytesAtStake", (cell) => cell.bytesAtStake),
  ...estimate("bytesSaved", (cell) => cell.bytesSaved),
  ofCell("bytesMoved", (cell) => cell.bytesMoved),
  ofCell("bytesPending", (cell) => cell.bytesPending),
  ofCell("ratedAtStake", (cell) => cell.ratedAtStake),
  ...estimate("ratedSaved", (cell) => cell.ratedSaved),
  ofCell("moneyAtStake", (cell) => cell.moneyAtStake),
  ...estimate("moneySaved", (cell) => cell.moneySaved),
  ofCell("owner", (cell) => cell.borneBy.owner),
  ofCell("seller", (cell) => cell.borneBy.seller),
  ofCell("operator", (cell) => cell.borneBy.operator),
  ofCell("wrongPlane", (cell) => cell.wrongPlane),
  ["alarms", ({ cell, cut }) => (cell ?? cut)?.alarms],
  ofCell("lostBytes", (cell) => totalOf(cell.harm.wantedBytesLost)),
  ofCell("delayedBytes", (cell) => totalOf(cell.harm.wantedBytesDelayed)),
  ofCell("delayHours", (cell) => cell.harm.delayHours),
  ofCell("pendingBytes", (cell) => cell.harm.pending),
  ofCell("peopleCutOff", (cell) => cell.harm.peopleCutOff),
  ofCell("messages", (cell) => cell.harm.messages),
  ofCell("pushesMissed", (cell) => cell.harm.pushesMissed),
  ofCell("bytesSavedChance", (cell) => cell.corrected),
  ofCell("netBenefit", (cell) => cell.netBenefit?.value),
  ofCell("breakEven", (cell) => cell.netBenefit?.breakEven),
  ofCut("alarmsPerDay", (cut) => cut.alarmsPerDay),
  ofCut("linesAlarmed", (cut) => cut.lines),
  ofCut("bytesAtFirstAlarm", (cut) => cut.atFirstAlarm.bytes),
  ofCut("ratedAtFirstAlarm", (cut) => cut.atFirstAlarm.rated),
  ofCut("bytesCut", ({ cut }) => cut?.bytes),
  ofCut("ratedCut", ({ cut }) => cut?.rated),
  ofCut("billedCut", ({ cut }) => cut?.billed),
];

import { counted, currencyName, gigabytes, money, NONE } from "../bench/report/wording.ts";
import type { RecordsCut, StudyDataset, StudyFile } from "../bench/study/study-file.ts";
import { bandedTable } from "./banded-table.ts";
import { wrapped } from "./wrapped.ts";

/** Lays out what a study can say of records without truth, strategy by strategy as they were named. */
export function recordsTable(file: StudyFile, dataset: StudyDataset, width: number): string {
  const { name, lines, days, tariffs, currency } = dataset;
  const under = tariffs.length === 0 ? "no tariff" : tariffs.join(", ");
  const head = `${name}  ${counted(lines, "line")} x ${counted(days, "day")}, records without truth, under ${under}`;
  const rows = file.records.filter((each) => each.dataset === name);
  const table = bandedTable(headOf(currencyName(currency)), rows.map(rowOf), {
    width,
    aligns: ["left", ...ALIGNS],
  });
  return [wrapped(head, { width }), table, wrapped(NOTE, { width })].join("\n");
}

const ALIGNS = Array.from({ length: 9 }, () => "right" as const);

const NOTE =
  "By then: what a line's period had come to at its first alarm, summed. Cut: what would not have moved, whoever's it was; nobody reacts. Whether that is saved or withheld needs truth.";

function headOf(currency: string): readonly string[] {
  return [
    ...["strategy", "saved", "alarms", "a day", "lines", "GB\nby then", `${currency}\nby then`],
    ...["GB cut", "rated\ncut", "billed\ncut"],
  ];
}

function rowOf({ strategy, alarms, alarmsPerDay, lines, atFirstAlarm, cut }: RecordsCut): string[] {
  return [
    ...[strategy, "no truth", String(alarms), alarmsPerDay.toFixed(2), String(lines)],
    ...[gigabytes(atFirstAlarm.bytes), money(atFirstAlarm.rated)],
    ...(cut === null
      ? ["untold", NONE, NONE]
      : [gigabytes(cut.bytes), money(cut.rated), money(cut.billed)]),
  ];
}

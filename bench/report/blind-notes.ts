import { writeQuantity } from "../../datasets/quantity.ts";
import type { DetectorRow, RunDataset, RunFile } from "../run/run-file.ts";
import { thresholdText } from "../run/threshold-text.ts";
import { thresholdWords } from "./threshold-words.ts";

/** More rules than this are told together. */
const FEW = 4;

/**
 * Says in words what the table of data without truth can't: what a borrowed threshold amounts to,
 * where a capacity moved one, which rules can't read these records, and who agrees with whom.
 */
export function blindNotes(run: RunFile, { name, days }: RunDataset): string[] {
  const rows = run.detectors.filter((row) => row.dataset === name && !row.today);
  const leading = rows.filter(({ leads, status }) => leads && status === "ok");
  return [
    ...transfers(rows, leading),
    ...capacities(run, rows, days),
    ...unreadable(rows),
    ...agreements(run, leading),
  ];
}

function siblingOf(rows: readonly DetectorRow[], row: DetectorRow): DetectorRow | undefined {
  return rows.find(
    (other) => other !== row && other.name === row.name && other.view === row.view && !other.leads,
  );
}

function transfers(rows: readonly DetectorRow[], leading: readonly DetectorRow[]): string[] {
  const borrowed = leading.flatMap((row) => {
    const other = siblingOf(rows, row);
    return other?.thresholdSource === "transferred" ? [other] : [];
  });
  const from = borrowed[0]?.thresholds[0]?.from;
  if (borrowed.length > FEW) {
    return [
      `Calibrated on ${from} these rules would alarm elsewhere: run.json has both points of each.`,
    ];
  }
  return borrowed.map((row) => {
    const { scoreScale: scale, threshold } = row;
    const amounts =
      scale === null || threshold === null
        ? thresholdText(row)
        : `${thresholdText(row)}, whatever ${scale.option} is set to (${writeQuantity(threshold, "x")} ${writeQuantity(scale.value, scale.unit)})`;
    return `${row.name} calibrated on ${from} would need ${amounts}: ${alarms(row.alarms)} here.`;
  });
}

function capacities(
  { capacity, settings }: RunFile,
  rows: readonly DetectorRow[],
  days: number,
): string[] {
  if (capacity === null) return [];
  const allowed = `the capacity of ${capacity} a day`;
  return rows
    .filter(({ point, status }) => point === "shipped" && status === "ok")
    .flatMap((written) => {
      const other = rows.find(
        ({ name, view, point }) =>
          name === written.name && view === written.view && point === "calibrated",
      );
      if (other === undefined) return [];
      const rate = `${alarms(written.alarms)}, ${(written.alarms / days).toFixed(2)} a day`;
      if (other.thresholdSource === "unreachable") {
        return [
          `${written.name}: ${rate}; no higher threshold keeps ${allowed}, so it stands as written.`,
        ];
      }
      if (other.thresholdSource === "mixed") {
        return [`${written.name}: ${rate}; for ${allowed}, ${thresholdWords(other)}.`];
      }
      const how = settings["fill"] === true ? "lowered to" : "raised to";
      return [
        `${written.name}: as written (${thresholdText(written)}) it raises ${rate}; ${how} ${thresholdText(other)} for ${allowed}.`,
      ];
    });
}

function unreadable(rows: readonly DetectorRow[]): string[] {
  const failed = rows.filter(({ status }) => status === "not-evaluable");
  if (failed.length <= FEW) return failed.map(({ name, reason }) => `${name}: ${reason}.`);
  return [`${failed.length} rules read what these records do not have.`];
}

/** The other rule that raised most of a rule's alarms too: what agrees is the nearest to evidence. */
function agreements({ overlaps }: RunFile, rows: readonly DetectorRow[]): string[] {
  if (rows.length < 2 || rows.length > FEW) return [];
  return rows.flatMap(({ dataset, name, view }) => {
    const [most] = overlaps
      .filter((one) => one.dataset === dataset && one.of === `${name} on ${view}`)
      .toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
    const share = most?.share ?? 0;
    if (share === 0) return [];
    return [`${Math.round(100 * share)} % of ${name}'s alarms are raised by ${most.by} too.`];
  });
}

function alarms(n: number): string {
  return n === 1 ? "1 alarm" : `${n} alarms`;
}

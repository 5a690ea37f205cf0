import type { DetectorRow, RunFile } from "../run-file.ts";

/** Rows of one dataset as a table shows them: ceiling above, floors below. */
export interface Ranking {
  readonly dataset: string;
  readonly ceiling: readonly DetectorRow[];
  readonly ranked: readonly DetectorRow[];
  readonly floors: readonly DetectorRow[];
  /** Rows that failed or could not be evaluated. */
  readonly failed: readonly DetectorRow[];
}

/** Ranks a dataset's calibrated rows by bytes saved, mean over kinds; what failed stands apart. */
export function rankingOf(run: RunFile, dataset: string): Ranking {
  const rows = run.detectors.filter((row) => row.dataset === dataset);
  const of = (role: DetectorRow["role"]) =>
    rows.filter((row) => row.role === role && row.status === "ok");
  const entered = rows.filter(
    ({ role, point }) => role !== "floor" && role !== "ceiling" && point === "calibrated",
  );
  return {
    dataset,
    ceiling: of("ceiling"),
    ranked: entered.filter(({ status }) => status === "ok").sort(byBytesSaved),
    floors: of("floor").sort(byBytesSaved),
    failed: entered.filter(({ status }) => status !== "ok" && status !== "not-evaluable"),
  };
}

/**
 * One view for each detector, in order: a picture with every view of everybody shows nothing. The
 * run chose it on the calibration half.
 */
export function chosenViews(ranked: readonly DetectorRow[]): DetectorRow[] {
  return ranked.filter(({ chosenView }) => chosenView);
}

/** Says how the views of a table were chosen; nothing where no detector had a choice. */
export function choiceOfViews(ranked: readonly DetectorRow[]): string {
  if (new Set(ranked.map(({ name }) => name)).size === ranked.length) return "";
  const from = new Set(ranked.flatMap(({ calibration }) => calibration?.from ?? []));
  if (from.size === 0) return "Each detector on the first view that it declares.";
  const others = [...from].filter((name) => name !== ranked[0].dataset);
  const whose = others.length > 0 ? ` of ${others.join(", ")}` : "";
  return `Each detector on the view that was best on the calibration half${whose}; the test half had no say.`;
}

/** What a detector is called in pictures: its name and the view that it read. */
export function labelOf({ name, view }: DetectorRow): string {
  return view === null ? name : `${name} · ${view}`;
}

/** Tells whether a coin with as many alarms may save as many bytes, mean over kinds. */
export function isInsideCoinBand({
  floors,
  valueDetectionRateByKindMean: own,
}: DetectorRow): boolean {
  const high = floors.coin?.valueDetectionRateByKindMean.high ?? null;
  return high !== null && own !== null && own.value !== null && own.value <= high;
}

/** Look-alike that a row fell for most often; undefined when it fell for none. */
export function mostFooledBy({ byLookAlike }: DetectorRow): string | undefined {
  const [worst] = Object.entries(byLookAlike)
    .filter(([, { alarms }]) => alarms > 0)
    .sort(([, a], [, b]) => b.alarms - a.alarms);
  return worst?.[0];
}

function byBytesSaved(a: DetectorRow, b: DetectorRow): number {
  const of = (row: DetectorRow) => [
    row.valueDetectionRateByKindMean?.value ?? -1,
    row.recall?.value ?? -1,
    -(row.falseAlarmsPer1000DeviceDays?.value ?? 0),
  ];
  const [mine, theirs] = [of(a), of(b)];
  const at = mine.findIndex((value, i) => value !== theirs[i]);
  return at < 0
    ? labelOf(a).localeCompare(labelOf(b))
    : (theirs[at] as number) - (mine[at] as number);
}

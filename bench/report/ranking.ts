import type { DetectorRow, RunFile } from "../run/run-file.ts";

/** Rows of one dataset as a table shows them: ceiling above, floors below. */
export interface Ranking {
  readonly dataset: string;
  readonly ceiling: readonly DetectorRow[];
  /** Every view of every detector at its leading point, best first. */
  readonly ranked: readonly DetectorRow[];
  /** The same of programs that nothing keeps from the truth: they compete among themselves. */
  readonly apart: readonly DetectorRow[];
  /** The other point of the same detectors and views. */
  readonly second: readonly DetectorRow[];
  readonly floors: readonly DetectorRow[];
  /** Rows that failed or could not be evaluated. */
  readonly failed: readonly DetectorRow[];
}

/** Ranks a dataset's leading rows by bytes saved, mean over kinds; what failed stands apart. */
export function rankingOf(run: RunFile, dataset: string): Ranking {
  const rows = run.detectors.filter((row) => row.dataset === dataset);
  const of = (role: DetectorRow["role"]) =>
    rows.filter((row) => row.role === role && row.status === "ok");
  const entered = rows.filter(({ role }) => role !== "floor" && role !== "ceiling");
  const leading = entered.filter(({ leads }) => leads);
  const ok = leading.filter(({ status }) => status === "ok").sort(byBytesSaved);
  return {
    dataset,
    ceiling: of("ceiling"),
    ranked: ok.filter((row) => !ranksApart(row)),
    apart: ok.filter(ranksApart),
    second: entered.filter((row) => !row.leads && row.status === "ok"),
    floors: of("floor").sort(byBytesSaved),
    failed: leading.filter(({ status }) => status !== "ok" && status !== "not-evaluable"),
  };
}

/** Tells whether a row can't be ranked with others, since its program could have read the truth. */
function ranksApart({ role, sandbox }: DetectorRow): boolean {
  return role !== "floor" && role !== "ceiling" && sandbox === "not sandboxed";
}

/**
 * One view for each detector, in order: a picture with every view of everybody shows nothing. The
 * run chose it on the calibration half.
 */
export function chosenViews(ranked: readonly DetectorRow[]): DetectorRow[] {
  return ranked.filter(({ chosenView }) => chosenView);
}

/** All detectors of a dataset on their chosen views: those that rank, then those apart. */
export function entrants({ ranked, apart }: Ranking): DetectorRow[] {
  return chosenViews([...ranked, ...apart]);
}

/** The other point of a row's detector on the same view; undefined where it has one point alone. */
export function secondPointOf({ second }: Ranking, row: DetectorRow): DetectorRow | undefined {
  return second.find(({ name, view }) => name === row.name && view === row.view);
}

/**
 * The row of a detector by name, at the point at which it was chosen elsewhere; at its leading one
 * where it has no such point here.
 */
export function rowChosenElsewhere(
  ranking: Ranking,
  { name, point }: Pick<DetectorRow, "name" | "point">,
): DetectorRow | undefined {
  const rows = [...entrants(ranking), ...chosenViews(ranking.second)].filter(
    (row) => row.name === name,
  );
  return rows.find((row) => row.point === point) ?? rows[0];
}

/** The one ceiling that tables show: what any view would let anybody see. */
export function ceilingOf({ ceiling }: Ranking): DetectorRow | undefined {
  return ceiling.find(({ view }) => view === null) ?? ceiling[0];
}

/** Floors that tables show: those that need no view, and the coin on the leader's. */
export function shownFloors(ranking: Ranking): DetectorRow[] {
  const [leader] = entrants(ranking);
  return ranking.floors.filter(
    ({ name, view }) =>
      ["owner-checks-bill", "blind-periodic"].includes(name) ||
      (name === "coin" && view === (leader?.view ?? null)),
  );
}

/** What a detector is called in sentences and pictures: its name and the view that it read. */
export function labelOf({ name, view }: Pick<DetectorRow, "name" | "view">): string {
  return view === null ? name : `${name} · ${view}`;
}

/** What tables call a row: a ceiling goes by what it is. */
export function nameOf({ role, name }: DetectorRow): string {
  return role === "ceiling" ? "oracle (ceiling)" : name;
}

/** What a row's point is called: its threshold was calibrated, or is the rule's own. */
export function pointOf({ point }: DetectorRow): string {
  return point === "calibrated" ? "calibrated" : "as written";
}

/** Tells whether a coin with as many alarms may save as many bytes, mean over kinds. */
export function isInsideCoinBand({
  floors,
  valueDetectionRateByKindMean: own,
}: DetectorRow): boolean {
  const high = floors.coin?.valueDetectionRateByKindMean.high ?? null;
  return high !== null && own !== null && own.value !== null && own.value <= high;
}

/** Tells whether some floor with as many alarms may save as much, mean over kinds. */
export function isFlagged(row: DetectorRow): boolean {
  return row.beatenByFloor.includes("valueDetectionRateByKindMean") || isInsideCoinBand(row);
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

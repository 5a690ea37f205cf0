import type { Facts } from "./facts.ts";

/** What a metric's numbers are, and so how a gate reads them. */
export const UNITS = ["share", "s", "B", "money", "alarms", "devices", "1/1000 d"] as const;

/** One of them. */
export type MetricUnit = (typeof UNITS)[number];

/**
 * What a metric can't be told without: labels; prices; look-alikes in the labels; a calibration half,
 * whose thresholds make the trade-off curve; a prevalence that the run was told.
 */
export const NEEDS = ["truth", "money", "look-alikes", "calibration", "prevalence"] as const;

/** One of them. */
export type Need = (typeof NEEDS)[number];

/** What a metric's number rests on: what is counted as its n, and which clusters can move it. */
export const BASES = [
  ...(["incidents", "caught incidents", "cases", "running line-days"] as const),
  ...(["alarms", "judged alarms", "false alarms", "late alarms", "flagged line-days"] as const),
  ...(["flagged lines", "bothered lines", "thresholds"] as const),
] as const;

/** One of them. */
export type Basis = (typeof BASES)[number];

/**
 * How a metric gets its interval. `auto`: padded draws where it reads nothing but shares, else the
 * bootstrap's percentiles. `padded`: those draws in any case. `exact`: a share of incidents, exact where
 * each cluster holds one. `lines`: a share of lines, which count once each. `poisson`: a rate of false
 * alarms. `none`: a plain count, or what clusters don't add up to.
 */
export const INTERVALS = ["auto", "padded", "exact", "lines", "poisson", "none"] as const;

/** One of them. */
export type IntervalKind = (typeof INTERVALS)[number];

/** What tables may know of their rows before they name a column. */
export interface ColumnFacts {
  readonly currency: string;
  /** Money at stake as a table writes it. */
  readonly stake: string;
  readonly prevalence: string | null;
}

/** A head, or what makes one of what the table knows. */
export type Head = string | ((facts: ColumnFacts) => string);

/** One way to show a metric on the screen; narrow ones come first. */
export interface ScreenForm {
  /** May break its lines. */
  readonly head: Head;
  /** Its value; how many of how many it is; or its value with the interval. */
  readonly shows: "value" | "count" | "interval";
  /** Metrics whose values stand in the cell one after the other, its own among them. */
  readonly series?: readonly string[];
  /** Room for the value before an interval, and how its bounds are written. */
  readonly room?: number;
  readonly bound?: (value: number) => string;
}

/** A column of a table for readers. */
export interface TableColumn {
  /** Counts from the left. */
  readonly place: number;
  readonly head: Head;
  /** On a single case, on fleets, or on data without truth alone. */
  readonly when?: "case" | "fleet" | "blind";
  readonly bound?: (value: number) => string;
}

/** Where tables show a metric; a table that is not named has it not. */
export interface MetricColumn {
  /** What it counts, said once below the screen's table and in the report. */
  readonly legend?: string;
  /** What a row is told that a floor equals in it. */
  readonly flag?: string;
  readonly screen?: {
    readonly place: number;
    readonly forms: readonly ScreenForm[];
    /** Narrower, or in the currency of the table. */
    readonly legend?: (facts: ColumnFacts) => string;
  };
  /** The report's table, where cells say their unit. */
  readonly page?: TableColumn & {
    readonly write?: (value: number) => string;
    /** A bar stands before it. */
    readonly bar?: true;
    readonly series?: readonly string[];
    /** Another metric below it, in words. */
    readonly below?: { readonly metric: string; readonly write: (value: number) => string };
  };
  /** Tables for a paper; `wide`: the column, or its interval, where there is room alone. */
  readonly paper?: TableColumn & {
    readonly wide?: true;
    readonly interval?: "always" | "wide";
  };
}

/**
 * A number that detectors are compared on, in one file: what it is, how it comes from the pooled facts
 * of a run, and how tables write it. The row of a run, its JSON schema, gates, `list metrics`, tables
 * and docs/metrics.md follow from `metrics/catalogue.ts`.
 *
 * `measure` is called with the facts as they are, under the weights of every bootstrap replicate, and
 * with shares at the ends of their padded draws: what it computes is its value and its interval alike.
 * So it must read the facts anew each time, keep nothing, and return null (or NaN) where it is undefined;
 * Infinity is never. Where it neither rises nor falls with a share all the way, it gets no interval.
 * docs/metrics.md has an example.
 */
export interface Metric {
  /** As gates, tables and `list metrics` call it. */
  readonly name: string;
  readonly summary: string;
  readonly unit: MetricUnit;
  /** `neither`: a property of the data, which ranks nobody. */
  readonly better: "higher" | "lower" | "neither";
  readonly needs: readonly Need[];
  readonly rests: Basis;
  readonly interval?: IntervalKind;
  /** Object of a row of run.json that holds it, and its name there; the row itself and its own name else. */
  readonly group?: string;
  readonly field?: string;
  /** A plain number in run.json, without an interval, that the row has anyway. */
  readonly plain?: true;
  /** Floors are held against detectors in it. */
  readonly onLeaderboard?: true;
  /** A quantile over all incidents: not reached is the slowest of all, not unknown. */
  readonly missIsNever?: true;
  measure(facts: Facts): number | null;
  /** Writes a value into a cell whose head says the unit. */
  write(value: number): string;
  readonly column?: MetricColumn;
}

/** Tells whether a metric can be told of data without truth. */
export function needsTruth({ needs }: Pick<Metric, "needs">): boolean {
  return needs.includes("truth");
}

/** Tells whether `a` is at least as good as `b`; undefined is worse than anything. */
export function atLeastAsGood(
  { better }: Pick<Metric, "better">,
  a: number | null,
  b: number | null,
): boolean {
  if (a === null) return false;
  if (b === null) return true;
  return better === "higher" ? a >= b : a <= b;
}

/** A metric as its author may write it: how it is written may be left out. */
export type GivenMetric = Omit<Metric, "write"> & Partial<Pick<Metric, "write">>;

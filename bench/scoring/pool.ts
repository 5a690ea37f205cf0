import { AXES, type AxisName, COUNTS, type ColumnName, SUMS } from "../facts.ts";
import type { ClusterSums } from "./cluster-sums.ts";
import type { OutcomeRow } from "./outcomes.ts";
import type { ScoringOptions } from "./scoring-options.ts";
import type { Tally } from "./tally.ts";

/** One sum by cluster, without the clusters where it is 0. */
export interface Column {
  readonly cluster: Int32Array;
  readonly value: Float64Array;
}

/** Latency of every unit on one axis: Infinity where it was not caught. */
export interface Axis {
  /** Units in order of event or censoring; events first at a tie. Units that neither end are left out. */
  readonly order: Int32Array;
  readonly value: Float64Array;
  /** 1 event, 0 censored. */
  readonly event: Uint8Array;
  readonly censored: boolean;
}

/**
 * Tallies laid out for reweighting: a unit is what carries incident weight, a case that shares its
 * incident's weight with `size` cases, or a whole incident.
 */
export interface Pool {
  /** false: nobody knows which alarms are right. */
  readonly truth: boolean;
  readonly clusters: readonly ClusterSums[];
  readonly deviceMs: Float64Array;
  readonly columns: Readonly<Record<ColumnName, Column>>;
  readonly kinds: readonly string[];
  readonly lookAlikeKinds: readonly string[];
  /** Episodes and failed episodes of each look-alike kind. */
  readonly episodes: readonly Column[];
  readonly failed: readonly Column[];
  /** Alarms charged to clean episodes of each look-alike kind. */
  readonly charged: readonly Column[];
  /** Distinct numbers of units that share one incident, ascending. */
  readonly sizes: readonly number[];
  readonly units: {
    readonly length: number;
    readonly cluster: Int32Array;
    readonly kind: Int32Array;
    /** Index into `sizes`. */
    readonly size: Int32Array;
    readonly caught: Uint8Array;
    readonly late: Uint8Array;
  };
  readonly axes: Readonly<Record<AxisName, Axis>>;
  readonly damage: {
    readonly length: number;
    readonly cluster: Int32Array;
    readonly kind: Int32Array;
    readonly saved: Float64Array;
    readonly total: Float64Array;
    /** 1 where the case was caught or found late. */
    readonly found: Uint8Array;
  };
  /** Incidents, in all and of each kind. */
  readonly incidents: number;
  readonly incidentsOf: readonly number[];
}

/** Lays a tally out for metrics. Lists keep the tally's order, so float sums are repeatable. */
export function poolOf(tally: Tally, options: Pick<ScoringOptions, "group" | "missed">): Pool {
  const { clusters, outcomes, lookAlikeKinds } = tally;
  const indexOf = new Map(clusters.map(({ seed, cluster }, i) => [`${seed ?? ""}/${cluster}`, i]));
  const clusterOf = (row: OutcomeRow) => indexOf.get(`${row.seed ?? ""}/${row.cluster}`) as number;
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort();
  const columns: Partial<Record<ColumnName, Column>> = {};
  for (const name of SUMS) columns[name] = columnOf(clusters, (sums) => sums[name]);
  columns.alarms = columnOf(clusters, ({ counts }) =>
    COUNTS.reduce((sum, name) => sum + counts[name], 0),
  );
  for (const name of COUNTS) columns[name] = columnOf(clusters, (sums) => sums.counts[name]);
  const units = unitsOf(outcomes, options);
  const sizes = [...new Set(units.map(({ size }) => size))].sort((a, b) => a - b);
  const incidentKinds = new Map(outcomes.map((row) => [incidentKey(row), row.kind]));

  return {
    truth: tally.truth,
    clusters,
    deviceMs: Float64Array.from(clusters, ({ deviceMs }) => deviceMs),
    columns: columns as Record<ColumnName, Column>,
    kinds,
    lookAlikeKinds,
    episodes: lookAlikeKinds.map((k) => columnOf(clusters, (c) => c.lookAlikes[k]?.episodes ?? 0)),
    charged: lookAlikeKinds.map((k) => columnOf(clusters, (c) => c.lookAlikes[k]?.alarms ?? 0)),
    failed: lookAlikeKinds.map((k) => columnOf(clusters, (c) => c.lookAlikes[k]?.failed ?? 0)),
    sizes,
    units: {
      length: units.length,
      cluster: Int32Array.from(units, ({ row }) => clusterOf(row)),
      kind: Int32Array.from(units, ({ row }) => kinds.indexOf(row.kind)),
      size: Int32Array.from(units, ({ size }) => sizes.indexOf(size)),
      caught: Uint8Array.from(units, ({ caught }) => (caught ? 1 : 0)),
      late: Uint8Array.from(units, ({ late }) => (late ? 1 : 0)),
    },
    axes: Object.fromEntries(AXES.map((name, a) => [name, axisOf(units, a)])) as Pool["axes"],
    damage: {
      length: outcomes.length,
      cluster: Int32Array.from(outcomes, clusterOf),
      kind: Int32Array.from(outcomes, ({ kind }) => kinds.indexOf(kind)),
      saved: Float64Array.from(outcomes, ({ savedBytes }) => savedBytes),
      total: Float64Array.from(outcomes, ({ totalBytes }) => totalBytes),
      found: Uint8Array.from(outcomes, ({ outcome }) => (outcome === "missed" ? 0 : 1)),
    },
    incidents: incidentKinds.size,
    incidentsOf: kinds.map((kind) => [...incidentKinds.values()].filter((k) => k === kind).length),
  };
}

function columnOf(clusters: readonly ClusterSums[], read: (sums: ClusterSums) => number): Column {
  const cluster = clusters.flatMap((sums, i) => (read(sums) === 0 ? [] : [i]));
  return {
    cluster: Int32Array.from(cluster),
    value: Float64Array.from(cluster, (i) => read(clusters[i])),
  };
}

function incidentKey({ seed, incident }: OutcomeRow): string {
  return `${seed ?? ""}/${incident}`;
}

interface Unit {
  readonly row: OutcomeRow;
  readonly size: number;
  readonly caught: boolean;
  readonly late: boolean;
  /** By axis: when it was caught, Infinity = not; when it left the risk set, Infinity = never. */
  readonly event: readonly number[];
  readonly censor: readonly number[];
}

function unitsOf(
  outcomes: readonly OutcomeRow[],
  { group, missed }: Pick<ScoringOptions, "group" | "missed">,
): Unit[] {
  const groups = new Map<string, OutcomeRow[]>();
  for (const row of outcomes) {
    const rows = groups.get(incidentKey(row));
    if (rows) rows.push(row);
    else groups.set(incidentKey(row), [row]);
  }
  const single = (row: OutcomeRow, size: number): Unit => ({
    row,
    size,
    caught: row.outcome === "caught",
    late: row.outcome === "late",
    event: eventsOf(row),
    censor: censorsOf(row, missed),
  });
  if (group === "fraction") {
    return outcomes.map((row) => single(row, groups.get(incidentKey(row))?.length ?? 1));
  }
  return [...groups.values()].map((rows) => {
    const all = rows.map((row) => single(row, 1));
    const caught = all.some((unit) => unit.caught);
    return {
      row: rows[0],
      size: 1,
      caught,
      late: !caught && all.some((unit) => unit.late),
      event: AXES.map((_, a) => Math.min(...all.map(({ event }) => event[a]))),
      censor: AXES.map((_, a) => Math.max(...all.map(({ censor }) => censor[a]))),
    };
  });
}

const NEVER = Number.POSITIVE_INFINITY;

function eventsOf(row: OutcomeRow): number[] {
  return [
    row.latencySeconds ?? NEVER,
    row.latencyFromObservableSeconds ?? NEVER,
    row.latencyBytes ?? NEVER,
    row.latencyMoney ?? NEVER,
  ];
}

/**
 * An open case was followed to the end of the scored time; one that ended uncaught stays at risk for
 * ever, or leaves at its end, on every axis.
 */
function censorsOf(row: OutcomeRow, missed: ScoringOptions["missed"]): number[] {
  if (row.outcome === "caught") return [NEVER, NEVER, NEVER, NEVER];
  if (row.followed && (row.open || missed === "censored")) {
    const { seconds, bytes, money } = row.followed;
    const unseen = Math.max(0, (row.observableAt ?? row.end) - row.onset) / 1000;
    return [seconds, Math.max(0, seconds - unseen), bytes, money];
  }
  return [NEVER, NEVER, NEVER, NEVER];
}

function axisOf(units: readonly Unit[], axis: number): Axis {
  const value = Float64Array.from(units, ({ event, censor }) =>
    Math.min(event[axis], censor[axis]),
  );
  const event = Uint8Array.from(units, ({ event: e, censor }) => (e[axis] <= censor[axis] ? 1 : 0));
  const ends = units.flatMap((_, i) => (value[i] < NEVER ? [i] : []));
  ends.sort((a, b) => value[a] - value[b] || event[b] - event[a] || a - b);
  return {
    order: Int32Array.from(ends),
    value,
    event,
    censored: ends.some((i) => event[i] === 0),
  };
}

import type { Metric } from "../../../bench/metric.ts";
import { METRICS } from "../../../bench/metrics/catalogue.ts";
import { kindReadings } from "../../../bench/scoring/by-kind.ts";
import type { ClusterSums } from "../../../bench/scoring/cluster-sums.ts";
import { readingsOf } from "../../../bench/scoring/estimate-metrics.ts";
import { estimates } from "../../../bench/scoring/estimator.ts";
import type { OutcomeRow } from "../../../bench/scoring/outcomes.ts";
import { poolOf } from "../../../bench/scoring/pool.ts";
import { resolveScoring } from "../../../bench/scoring/scoring-options.ts";
import { noCounts, type Tally } from "../../../bench/scoring/tally.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import type { Estimate } from "../../../bench/statistics/estimate.ts";
import { DAY } from "../../../datasets/sizes.ts";

/** One cell of the simulation. */
export interface CoverageCell {
  readonly kinds: number;
  /** Incidents of each kind; and as many alarms in all as incidents. */
  readonly perKind: number;
  /** True share caught, and true share of alarms that are right. */
  readonly rate: number;
  /** Deviation of the logarithm of an incident's bytes; 1 is a factor of 50 from 2.5 to 97.5 %. */
  readonly spread: number;
  /** Incidents of a household, which are all caught or all missed; 1 when left out. */
  readonly perCluster?: number;
}

/** How often each interval held the truth, and how often the truth lay below or above it. */
export type Coverage = Record<string, { held: number; below: number; above: number }>;

const MEASURED: readonly Metric[] = METRICS.filter(({ name }) =>
  [
    "recall",
    "recallByKindMean",
    "valueDetectionRate",
    "valueDetectionRateByKindMean",
    "precision",
    "precisionInTime",
    "within1h",
    "f1",
  ].includes(name),
);

/** A caught incident keeps between half and all of its bytes from being lost. */
const LEAST_SAVED = 0.5;
const MEAN_SAVED = 0.75;

/** A small generator of its own: a simulation must not draw from the keys that it tests. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Draws runs of a detector whose true shares are known, and counts the intervals that hold them. */
export function coverageOf(
  cell: CoverageCell,
  { runs, replicates, seed }: { runs: number; replicates: number; seed: number },
): Coverage {
  const random = generator(seed);
  const options = resolveScoring({});
  const drawn = openBootstrap("coverage", replicates);
  const coverage: Coverage = {};
  const truths = truthsOf(cell);
  for (let run = 0; run < runs; run++) {
    const tally = drawTally(cell, random);
    const pool = poolOf(tally, options);
    const kinds = kindReadings(pool);
    const readings = [...readingsOf(MEASURED, pool, {}), ...kinds.readings];
    const found = estimates(readings, { pool, context: {}, options, bootstrap: drawn });
    for (const [i, { name }] of MEASURED.entries()) count(coverage, name, found[i], truths[name]);
    const [first] = Object.values(kinds.scores(found.slice(MEASURED.length)).byIncident);
    count(coverage, "recall of a kind", first.recall, cell.rate);
    const saved = first.valueDetectionRate;
    count(coverage, "valueDetectionRate of a kind", saved, cell.rate * MEAN_SAVED);
  }
  return coverage;
}

function truthsOf({ rate }: CoverageCell): Record<string, number> {
  return {
    recall: rate,
    recallByKindMean: rate,
    valueDetectionRate: rate * MEAN_SAVED,
    valueDetectionRateByKindMean: rate * MEAN_SAVED,
    precision: rate,
    // Half of the right alarms come late.
    precisionInTime: rate / 2,
    // Half of the caught are caught within an hour.
    within1h: rate / 2,
    f1: rate,
  };
}

function count(coverage: Coverage, name: string, estimate: Estimate, truth: number): void {
  coverage[name] ??= { held: 0, below: 0, above: 0 };
  const { value, low, high } = estimate;
  // No alarm at all: nothing is said, so nothing is wrong.
  if (value === null) return;
  if (low === null || high === null) throw new Error(`${name} has no interval`);
  if (truth < low - 1e-12) coverage[name].below++;
  else if (truth > high + 1e-12) coverage[name].above++;
  else coverage[name].held++;
}

function drawTally(cell: CoverageCell, random: () => number): Tally {
  const { kinds, perKind, rate, spread, perCluster = 1 } = cell;
  const n = kinds * perKind;
  let caught = false;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const outcomes = Array.from({ length: n }, (_, i): OutcomeRow => {
    if (i % perCluster === 0) caught = random() < rate;
    const total = Math.round(1e9 * Math.exp(spread * normal()));
    const saved = caught ? Math.round(total * (LEAST_SAVED + LEAST_SAVED * random())) : 0;
    const seconds = caught ? (random() < 0.5 ? 600 : 7200) : null;
    return {
      seed: null,
      incident: i,
      kind: `kind-${i % kinds}`,
      device: i,
      cluster: i - (i % perCluster),
      onset: 0,
      end: DAY,
      open: false,
      outcome: caught ? "caught" : "missed",
      alarmAt: null,
      observableAt: 0,
      totalBytes: total,
      leakedBytes: total - saved,
      savedBytes: saved,
      savedMoney: 0,
      latencySeconds: seconds,
      latencyFromObservableSeconds: seconds,
      latencyBytes: caught ? total - saved : null,
      latencyMoney: caught ? 0 : null,
      lateBySeconds: null,
      followed: null,
    };
  });
  const clusters = Array.from({ length: 2 * n }, (_, cluster): ClusterSums => {
    const counts = noCounts();
    if (cluster >= n) {
      const right = random() < rate;
      counts[right ? (random() < 0.5 ? "hit" : "late") : "false"]++;
    }
    return { ...QUIET, cluster, counts, lookAlikes: {} };
  });
  return { status: "ok", truth: true, lookAlikeKinds: [], clusters, outcomes };
}

const QUIET = {
  seed: null,
  devices: 1,
  deviceMs: 30 * DAY,
  falseOutside: 0,
  daysRunning: 0,
  daysFlagged: 0,
  daysRight: 0,
  devicesRight: 0,
  devicesFlagged: 0,
  devicesBothered: 0,
  collateralBytes: 0,
  moneySaved: 0,
  moneyAtStake: 0,
  exposureSaved: 0,
  exposureAtStake: 0,
} as const;

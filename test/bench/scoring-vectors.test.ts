import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAlertLines } from "../../bench/alerts/alert-lines.ts";
import { tieAlerts } from "../../bench/alerts/alerts-file.ts";
import type { Share } from "../../bench/facts.ts";
import { always } from "../../bench/floors/always.ts";
import type { MetricName } from "../../bench/metric-fields.ts";
import { METRICS } from "../../bench/metrics/catalogue.ts";
import { openFacts } from "../../bench/scoring/facts.ts";
import { poolOf } from "../../bench/scoring/pool.ts";
import { tallyOf } from "../../bench/scoring/score-run.ts";
import { scoreTally } from "../../bench/scoring/score-tally.ts";
import { openScoring } from "../../bench/scoring/scoring.ts";
import type { ScoringOptions } from "../../bench/scoring/scoring-options.ts";
import { weightedDays, weightedSum } from "../../bench/scoring/sums.ts";
import type { RunStatus } from "../../bench/scoring/tally.ts";
import { garwood } from "../../bench/statistics/intervals.ts";
import { calibrate, type Threshold } from "../../bench/thresholds/calibrate.ts";
import { sweepThresholds } from "../../bench/thresholds/sweep.ts";
import { loadWorld } from "../../bench/worlds/load-world.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { openDataset } from "../../datasets/dataset.ts";
import type { SmallRecord, SmallWorld } from "./small-world.ts";
import { writeSmallDataset } from "./write-small-dataset.ts";

const { BILLSHOCK_DATA } = process.env;
const FILE = join(
  import.meta.dirname,
  "../..",
  BILLSHOCK_DATA ?? "../shared/data",
  "scoring-vectors.json",
);

interface Vector {
  id: string;
  title: string;
  fleet: {
    spanDays: number;
    warmUpDays: number;
    devices: { id: number; split: string; household?: string; plan?: string }[];
    plans: Record<string, Plan>;
  };
  incidents: {
    id: string;
    kind: string;
    cases: { device: number; onset: number; end: number }[];
  }[];
  lookAlikes: { id: string; kind: string; device: number; start: number; end: number }[];
  asides: { device: number; start: number; end: number; verdict: string }[];
  records: (SmallRecord & { incidents?: string[]; anomalousUp: number; anomalousDown: number })[];
  alerts: { row: number; score: number }[];
  options: Record<string, unknown>;
  detector?: { status: RunStatus; detects: string[] };
  // biome-ignore lint/suspicious/noExplicitAny: the file's expected results are compared as JSON
  expected: any;
}

interface Plan {
  bundleBytes: number;
  fen: number;
  perBytes: number;
  capFen: number | null;
  periodDays: number;
}

const present = existsSync(FILE);
const file = present ? JSON.parse(readFileSync(FILE, "utf8")) : { defaults: {}, vectors: [] };

/** Lines are numbers here, and none has an identifier. */
const LINES = { dataset: "", seed: null, devices: 1000, keys: null, utcOffset: 0 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-vectors-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function smallOf({ fleet, incidents, lookAlikes, asides, records }: Vector): SmallWorld {
  const plans = new Map(
    Object.entries(fleet.plans).map(([name, plan]) => [name, tariffOf(name, plan)]),
  );
  return {
    spanDays: fleet.spanDays,
    warmUpDays: fleet.warmUpDays,
    devices: fleet.devices.map(({ plan, ...device }) => ({
      ...device,
      ...(plan === undefined ? {} : { tariff: plans.get(plan) as Tariff }),
    })),
    incidents,
    lookAlikes,
    asides,
    records: records.map((record) => ({
      ...record,
      parts:
        record.parts ??
        (record.incidents ?? []).map((incident) => ({
          incident,
          up: record.anomalousUp,
          down: record.anomalousDown,
        })),
    })),
  };
}

/** Alerts as an outside detector hands them over: the device, and when the row closed. */
function writeAlerts(path: string, { records, alerts }: Vector): void {
  const lines = alerts.map(({ row, score }) => {
    const { device, time } = records.find((each) => each.row === row) as SmallRecord;
    return `${device},${new Date(time).toISOString()},${score}`;
  });
  writeFileSync(path, `${["device,time,score", ...lines].join("\n")}\n`);
}

function tariffOf(name: string, { bundleBytes, fen, perBytes, capFen, periodDays }: Plan): Tariff {
  return {
    name,
    summary: "plan of a vector",
    source: "scoring vectors",
    currency: "CNY",
    kind: "overage" as const,
    groups: { data: { bundleBytes, amount: fen, perBytes, incrementBytes: 1 as const } },
    moneyCap: capFen ?? 0,
    volumeCap: 0,
    period: periodDays,
  };
}

/** Results in the words of the vectors. */
function run(vector: Vector) {
  const dir = join(folder, vector.id);
  const { recordOf } = writeSmallDataset(dir, smallOf(vector));
  const dataset = openDataset(dir);
  const world = loadWorld(dataset, "charging");
  const alertsPath = join(folder, `${vector.id}.csv`);
  writeAlerts(alertsPath, vector);
  const chosen = { ...file.defaults, ...vector.options };
  const options: Partial<ScoringOptions> = {
    split: chosen.split,
    coolDown: chosen.coolDown,
    grace: chosen.grace,
    reactionDelay: chosen.reactionDelay,
    hold: chosen.hold,
    kinds: chosen.kinds,
    group: chosen.group,
    overlap: chosen.overlap,
    merge: chosen.merge,
    missed: chosen.missed,
    level: chosen.level,
    detects: vector.detector?.detects ?? ["*"],
    replicates: 20,
  };
  const scoring = openScoring(world, options);
  const alerts =
    chosen.builtIn === "always"
      ? always(scoring)
      : tieAlerts(readAlertLines(alertsPath, LINES).lines, world)[0].alerts;
  const calibration =
    chosen.budget === undefined
      ? null
      : calibrate(world, alerts, { ...chosen, budget: chosen.budget }, options);
  const threshold: Threshold = calibration ?? {
    value: null,
    source: chosen.builtIn === undefined ? "native" : "built-in",
  };
  const tallied = tallyOf(scoring, { alerts, threshold, status: vector.detector?.status ?? "ok" });
  const pool = poolOf(tallied.tally, scoring.options);
  const weights = Float64Array.from(
    pool.clusters,
    ({ cluster }) => chosen.clusterWeights?.[cluster] ?? 1,
  );
  const score = scoreTally(tallied.tally, scoring.options);
  const facts = openFacts(pool)(weights);
  const measures = Object.fromEntries(
    METRICS.map(({ name, measure }) => [name, measure(facts)]),
  ) as Measures;
  const count = (name: Parameters<typeof weightedSum>[0]) => weightedSum(name, weights);
  const counts = Object.fromEntries(
    (["hit", "late", "redundant", "false", "setAside", "otherKind"] as const).map((name) => [
      name,
      count(pool.columns[name]),
    ]),
  );
  dataset.close();
  const name = (i: number) => vector.incidents[world.cases[i].incident].id;
  return {
    status: tallied.tally.status,
    threshold: tallied.threshold.value,
    thresholdSource: tallied.threshold.source,
    ...(calibration && {
      calibrationDeviceDays: calibration.deviceDays,
      underpowered: calibration.underpowered,
      neededDeviceDays: calibration.neededDeviceDays,
    }),
    ...(chosen.wantSweep && { sweep: sweepThresholds(scoring, alerts) }),
    alarms: tallied.alarms.map((alarm) => ({
      device: alarm.device,
      at: alarm.time,
      row: recordOf(alarm.row).row,
      class: alarm.class,
      incidents: alarm.class === "hit" || alarm.class === "late" ? alarm.cases.map(name) : [],
      lookAlikes: alarm.lookAlikes.map((i) => vector.lookAlikes[i].id),
    })),
    counts,
    outcomes: tallied.tally.outcomes.map((row) => ({
      incident: vector.incidents[row.incident].id,
      device: row.device,
      outcome: row.outcome,
      alarmAt: row.alarmAt,
      totalBytes: row.totalBytes,
      leakedBytes: row.leakedBytes,
      savedBytes: row.savedBytes,
      savedFen: row.savedMoney,
      observableAt: row.observableAt,
      latencySeconds: row.latencySeconds,
      latencyFromObservableSeconds: row.latencyFromObservableSeconds,
      latencyBytes: row.latencyBytes,
      latencyFen: row.latencyMoney,
      ...(row.lateBySeconds === null ? {} : { lateBySeconds: row.lateBySeconds }),
    })),
    ...headlines(measures),
    devicePrecision: score.devicePrecision.value,
    falseAlarmsPer1000DeviceDays: rate(
      measures,
      count(pool.columns.false),
      weightedDays(pool, weights),
    ),
    latency: latency(measures),
    byIncident: Object.fromEntries(
      pool.kinds.map((kind, k) => [
        kind,
        {
          recall: facts.shareOfKind(CAUGHT, k),
          vdr: facts.shareOfKind(SAVED, k),
          n: pool.incidentsOf[k],
        },
      ]),
    ),
    byLookAlike: Object.fromEntries(
      Object.entries(score.byLookAlike).map(([kind, { specificity, n }]) => [
        kind,
        { specificity: specificity.value, n },
      ]),
    ),
    collateralBytes: measures.collateralBytes,
    devicesBothered: score.devicesBothered,
    clusters: Object.fromEntries(
      vector.fleet.devices
        .filter(({ id }) => scoring.time.scored[id] === 1)
        .map(({ id }) => [id, world.cluster[id]]),
    ),
  };
}

type Measures = Readonly<Record<MetricName, number>>;

const CAUGHT: Share = { key: "caught", part: ["caughtIncidents"], whole: ["incidents"] };
const SAVED: Share = { key: "saved", part: ["savedBytes"], whole: ["incidentBytes"] };

function headlines(measures: Measures) {
  return {
    precision: measures.precision,
    recall: measures.recall,
    f1: measures.f1,
    recallWithLate: measures.recallWithLate,
    recallByKindMean: measures.recallByKindMean,
    valueDetectionRate: measures.valueDetectionRate,
    valueDetectionRateByKindMean: measures.valueDetectionRateByKindMean,
    moneySavedFen: measures.moneySaved,
    moneyAtStakeFen: measures.moneyAtStake,
    moneyDetectionRate: measures.moneyDetectionRate,
    exposureSavedFen: measures.exposureSaved,
    exposureAtStakeFen: measures.exposureAtStake,
    alarmsPer1000DeviceDays: measures.alarmsPer1000DeviceDays,
  };
}

function rate(measures: Measures, n: number, deviceDays: number) {
  const { low, high } = garwood(n, 0.95);
  return {
    value: measures.falseAlarmsPer1000DeviceDays,
    low: (1000 * low) / deviceDays,
    high: (1000 * high) / deviceDays,
    n,
    deviceDays,
  };
}

function latency(measures: Measures) {
  return {
    p50Seconds: measures.p50Seconds,
    p90Seconds: measures.p90Seconds,
    p50FromObservableSeconds: measures.p50FromObservableSeconds,
    p50Bytes: measures.p50Bytes,
    p50Fen: measures.p50Money,
    within5m: measures.within5m,
    within1h: measures.within1h,
    within6h: measures.within6h,
  };
}

/** Compares to 1e-9; NaN and infinity are the file's null. */
function expectClose(got: unknown, want: unknown, path: string): void {
  if (typeof want === "number") {
    expect(typeof got, path).toBe("number");
    expect(Math.abs((got as number) - want), `${path}: ${got} is not ${want}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(want)),
    );
  } else if (want === null) {
    expect(got === null || !Number.isFinite(got), `${path}: ${got} is not null`).toBe(true);
  } else if (typeof want === "object" && want !== null) {
    expect(Object.keys(got as object).sort(), path).toEqual(Object.keys(want).sort());
    for (const [key, value] of Object.entries(want)) {
      expectClose((got as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else {
    expect(got, path).toEqual(want);
  }
}

describe.runIf(present)("scoring vectors", () => {
  it.each(file.vectors as Vector[])("$id: $title", (vector) => {
    expectClose(run(vector), vector.expected, vector.id);
  });

  it("are all 24 there", () => {
    expect(file.vectors).toHaveLength(24);
  });
});

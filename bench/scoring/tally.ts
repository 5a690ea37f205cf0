import type { Alerts } from "../alerts.ts";
import { truthByDevice } from "../worlds/device-truth.ts";
import { mergeAlarms } from "./alarms.ts";
import type { AlarmClass, ClassifiedAlarm } from "./classes.ts";
import type { ClusterSums } from "./cluster-sums.ts";
import { collateralBytes } from "./collateral.ts";
import { addLineDays } from "./line-days.ts";
import type { CutCase } from "./money.ts";
import { type Findings, findingsOf, type OutcomeRow, outcomesOf } from "./outcomes.ts";
import type { Scoring } from "./scoring.ts";

/** How a detector's run ended. */
export type RunStatus = "ok" | "not-evaluable" | "error" | "timeout" | "oom" | "invalid";

/** All that a score needs of one run: plain JSON, mergeable over shards, workers and seeds. */
export interface Tally {
  readonly status: RunStatus;
  /** false: nobody knows which alarms are right, so nothing that needs it is defined. */
  readonly truth: boolean;
  /** Kinds of look-alike that truth names, those without a clean episode too. */
  readonly lookAlikeKinds: readonly string[];
  readonly clusters: readonly ClusterSums[];
  readonly outcomes: readonly OutcomeRow[];
}

/** Consecutive devices, `[from, to)`. */
export interface DeviceRange {
  readonly from: number;
  readonly to: number;
}

/** A tally and the alarms behind it. */
export interface TalliedRun {
  readonly tally: Tally;
  readonly alarms: readonly ClassifiedAlarm[];
}

/**
 * Tallies a run at a threshold: `-Infinity` lets every alert pass, `Infinity` none. Give `range`
 * when the alerts are those of one shard, and merge the tallies of all shards afterwards.
 *
 * O(alerts + ledger rows of devices with a case or a false alarm).
 */
export function tallyRun(
  scoring: Scoring,
  alerts: Alerts,
  threshold: number,
  range?: DeviceRange,
): TalliedRun {
  const merged = mergeAlarms(alerts, threshold, scoring.time, scoring.options);
  const alarms = scoring.classifier.classify(alerts, merged);
  return { tally: tallyAlarms(scoring, alarms, range), alarms };
}

/** Tallies alarms that are classified already. */
function tallyAlarms(
  scoring: Scoring,
  alarms: readonly ClassifiedAlarm[],
  range: DeviceRange = { from: 0, to: scoring.world.deviceCount },
): Tally {
  const clusters = emptyClusters(scoring, range);
  const of = (device: number) => clusters.get(scoring.world.cluster[device]) as ClusterSums;
  const byDevice = groupByDevice(alarms);
  const findings = findingsOf(scoring.world.cases.length, alarms);
  addLookAlikes(scoring, alarms, range, of);

  const outcomes: OutcomeRow[] = [];
  const concerned = new Set([...byDevice.keys(), ...scoring.casesOf.keys()]);
  for (const device of [...concerned].sort((a, b) => a - b)) {
    if (device < range.from || device >= range.to) continue;
    const own = byDevice.get(device) ?? [];
    addAlarms(scoring, device, own, of(device));
    addLineDays(scoring, device, own, of(device));
    if (!scoring.casesOf.has(device)) continue;
    outcomes.push(...outcomesOf(scoring, device, findings));
  }
  for (const payer of scoring.casesOnBill.keys()) {
    if (payer >= range.from && payer < range.to) addMoney(scoring, payer, findings, of(payer));
  }
  return {
    status: "ok",
    truth: scoring.world.truth,
    lookAlikeKinds: [...new Set(scoring.world.lookAlikes.map(({ kind }) => kind))].sort(),
    clusters: [...clusters.values()].sort(bySeedAndCluster),
    outcomes: outcomes.sort(bySeedAndCase),
  };
}

/** Tallies a run that failed: as if it had never said anything, whatever it said before. */
export function tallyFailed(scoring: Scoring, status: RunStatus, range?: DeviceRange): Tally {
  return { ...tallyAlarms(scoring, [], range), status };
}

/** Orders cluster sums the same way wherever they come from. */
export function bySeedAndCluster(a: ClusterSums, b: ClusterSums): number {
  return compareText(a.seed, b.seed) || a.cluster - b.cluster;
}

/** Orders outcomes the same way wherever they come from. */
export function bySeedAndCase(a: OutcomeRow, b: OutcomeRow): number {
  return (
    compareText(a.seed, b.seed) ||
    a.incident - b.incident ||
    a.device - b.device ||
    a.onset - b.onset
  );
}

function groupByDevice(alarms: readonly ClassifiedAlarm[]): Map<number, ClassifiedAlarm[]> {
  const groups = new Map<number, ClassifiedAlarm[]>();
  for (const alarm of alarms) {
    const group = groups.get(alarm.device);
    if (group) group.push(alarm);
    else groups.set(alarm.device, [alarm]);
  }
  return groups;
}

/** Orders texts by their characters; none comes first. */
export function compareText(a: string | null, b: string | null): number {
  const x = a ?? "";
  const y = b ?? "";
  return x < y ? -1 : x > y ? 1 : 0;
}

function emptyClusters({ world, time }: Scoring, range: DeviceRange): Map<number, ClusterSums> {
  const clusters = new Map<number, ClusterSums>();
  for (let device = range.from; device < range.to; device++) {
    if (time.scored[device] === 0) continue;
    const cluster = world.cluster[device];
    let sums = clusters.get(cluster);
    if (sums === undefined) {
      sums = emptySums(world.seed, cluster);
      clusters.set(cluster, sums);
    }
    sums.devices++;
    sums.deviceMs += time.to[device] - time.from[device];
  }
  return clusters;
}

/** The sums of a cluster in which nothing has been counted yet. */
export function emptySums(seed: string | null, cluster: number): ClusterSums {
  return {
    seed,
    cluster,
    devices: 0,
    deviceMs: 0,
    counts: noCounts(),
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
    lookAlikes: {},
  };
}

/** Makes the counts of no alarms. */
export function noCounts(): Record<AlarmClass, number> {
  return { hit: 0, late: 0, redundant: 0, false: 0, setAside: 0, otherKind: 0 };
}

function addAlarms(
  { world, options }: Scoring,
  device: number,
  alarms: readonly ClassifiedAlarm[],
  sums: ClusterSums,
): void {
  const blocked: number[] = [];
  let right = 0;
  for (const { class: name, time, lookAlikes } of alarms) {
    sums.counts[name]++;
    if (name === "hit" || name === "late") right = 1;
    if (name !== "false") continue;
    blocked.push(time + options.reactionDelay);
    if (lookAlikes.length === 0) sums.falseOutside++;
  }
  const bothered = blocked.length > 0 ? 1 : 0;
  sums.devicesRight += right;
  sums.devicesBothered += bothered;
  sums.devicesFlagged += right | bothered;
  if (bothered) {
    const hold = options.hold ?? options.coolDown;
    sums.collateralBytes += collateralBytes(world.ledger.rowsOf(device), blocked, hold);
  }
}

function addMoney(scoring: Scoring, payer: number, findings: Findings, sums: ClusterSums): void {
  const { options } = scoring;
  const cuts: CutCase[] = [];
  for (const subject of scoring.casesOnBill.get(payer) ?? []) {
    const hit = findings.hit[subject];
    if (Number.isNaN(hit)) continue;
    cuts.push({ subject, time: scoring.timeOf(subject), cut: hit + options.reactionDelay });
  }
  const factual = scoring.factual(payer);
  const innocent = scoring.innocent(payer);
  sums.moneyAtStake += factual.billed - innocent.billed;
  sums.exposureAtStake += factual.exposure - innocent.exposure;
  if (cuts.length === 0) return;
  const cut = scoring.stopped(payer, cuts);
  sums.moneySaved += factual.billed - cut.billed;
  sums.exposureSaved += factual.exposure - cut.exposure;
}

/**
 * Counts clean look-alike episodes of scored devices that start in the scored time: those that
 * overlap no case of their device, its grace included.
 */
function addLookAlikes(
  { world, time, options }: Scoring,
  alarms: readonly ClassifiedAlarm[],
  range: DeviceRange,
  of: (device: number) => ClusterSums,
): void {
  const truth = truthByDevice(world);
  const charged = new Uint32Array(world.lookAlikes.length);
  for (const { lookAlikes } of alarms) for (const i of lookAlikes) charged[i]++;
  for (const [i, { kind, device, start, end }] of world.lookAlikes.entries()) {
    if (device < range.from || device >= range.to || time.scored[device] === 0) continue;
    if (start < time.from[device] || start >= time.to[device]) continue;
    const dirty = truth.get(device)?.cases.some((c) => {
      const { onset, end: caseEnd } = world.cases[c];
      return start < caseEnd + options.grace && onset < end;
    });
    if (dirty) continue;
    const { lookAlikes } = of(device);
    lookAlikes[kind] ??= { episodes: 0, failed: 0, alarms: 0 };
    const sums = lookAlikes[kind];
    sums.episodes++;
    sums.alarms += charged[i];
    if (charged[i] > 0) sums.failed++;
  }
}

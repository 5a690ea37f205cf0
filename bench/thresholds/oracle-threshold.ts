import type { Alerts } from "../alerts.ts";
import { caseBytes } from "../scoring/damage.ts";
import { findingsOf } from "../scoring/outcomes.ts";
import type { Scoring } from "../scoring.ts";
import { openThresholdWalk } from "./threshold-walk.ts";

/** The best threshold that reading the test labels could have given: a column of its own, never ranked. */
export interface OracleThreshold {
  /** null: no threshold keeps the budget, or nothing is at stake. */
  readonly threshold: number | null;
  readonly valueDetectionRate: number | null;
}

/**
 * Finds the threshold with the largest value detection rate whose false alarms on the scored split
 * itself stay within the budget; ties go to the larger recall, then to the higher threshold.
 *
 * Every distinct score is tried; only devices with a case are looked at again, when their alarms
 * change.
 */
export function oracleThreshold(scoring: Scoring, alerts: Alerts, budget: number): OracleThreshold {
  const { world, time, options, classifier, casesOf } = scoring;
  const isFalse = (list: Alerts, alert: number) => classifier.isFalse(list, alert);
  const walk = openThresholdWalk(alerts, time, options, isFalse);
  const weight = incidentWeights(scoring);
  const savedOn = new Map<number, { saved: number; caught: number[] }>();
  const total = totalBytes(scoring);
  let saved = 0;
  let best: { threshold: number; saved: number; recall: number } | null = null;
  while (walk.next()) {
    for (const device of walk.changed) {
      if (!casesOf.has(device)) continue;
      saved -= savedOn.get(device)?.saved ?? 0;
      const alarms = classifier.classify(alerts, walk.alarmsOf(device));
      const now = savingsOf(scoring, device, findingsOf(world.cases.length, alarms).hit);
      savedOn.set(device, now);
      saved += now.saved;
    }
    if (1000 * walk.falseAlarms > budget * time.deviceDays) continue;
    if (best !== null && saved < best.saved) continue;
    const recall = recallOf(savedOn, weight);
    if (best === null || saved > best.saved || recall > best.recall) {
      best = { threshold: walk.threshold, saved, recall };
    }
  }
  return {
    threshold: best?.threshold ?? null,
    valueDetectionRate: best === null || total === 0 ? null : best.saved / total,
  };
}

function incidentWeights({ world, cases }: Scoring): Float64Array {
  const counts = new Map<number, number>();
  for (const [i, { incident }] of world.cases.entries()) {
    if (cases.status[i] === "scored") counts.set(incident, (counts.get(incident) ?? 0) + 1);
  }
  return Float64Array.from(world.cases, ({ incident }) => 1 / (counts.get(incident) ?? 1));
}

function totalBytes({ world, casesOf, timeOf }: Scoring): number {
  let total = 0;
  for (const [device, subjects] of casesOf) {
    const rows = world.ledger.rowsOf(device);
    for (const subject of subjects) total += caseBytes(rows, subject, timeOf(subject), 0).total;
  }
  return total;
}

function savingsOf(
  { world, options, casesOf, timeOf }: Scoring,
  device: number,
  hit: Float64Array,
) {
  const rows = world.ledger.rowsOf(device);
  const caught = (casesOf.get(device) ?? []).filter((subject) => !Number.isNaN(hit[subject]));
  let saved = 0;
  for (const subject of caught) {
    const stop = hit[subject] + options.reactionDelay;
    const { leaked, total } = caseBytes(rows, subject, timeOf(subject), stop);
    saved += total - leaked;
  }
  return { saved, caught };
}

/** Summed in order of case, so that equal sets give equal bits. */
function recallOf(
  savedOn: ReadonlyMap<number, { caught: readonly number[] }>,
  weight: Float64Array,
): number {
  const caught = [...savedOn.values()].flatMap((one) => one.caught).sort((a, b) => a - b);
  return caught.reduce((sum, subject) => sum + weight[subject], 0);
}

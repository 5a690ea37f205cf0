import type { Alerts } from "../alerts.ts";
import { caseBytes } from "../scoring/damage.ts";
import type { Scoring } from "../scoring/scoring.ts";
import { openCleanStretches } from "./clean-stretches.ts";
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
 * Every distinct score is tried until none below can keep the budget; only devices with a case are
 * looked at again, when their alarms change.
 */
export function oracleThreshold(scoring: Scoring, alerts: Alerts, budget: number): OracleThreshold {
  const { time, options, classifier, casesOf } = scoring;
  const isFalse = (list: Alerts, alert: number) => classifier.isFalse(list, alert);
  const stretches = openCleanStretches(scoring);
  const onReached = (device: number, at: number) => stretches.reach(device, at);
  const walk = openThresholdWalk(alerts, time, { ...options, onReached }, isFalse);
  const savings = openSavings(scoring, alerts);
  const allowed = budget * time.deviceDays;
  let best: { threshold: number; saved: number; recall: number } | null = null;
  while (1000 * stretches.leastFalse <= allowed && walk.next()) {
    for (const device of walk.changed) {
      if (casesOf.has(device)) savings.look(device, walk.alarmsOf(device));
    }
    if (1000 * walk.falseAlarms > allowed) continue;
    if (best !== null && savings.saved < best.saved) continue;
    const recall = savings.recall();
    if (best === null || savings.saved > best.saved || recall > best.recall) {
      best = { threshold: walk.threshold, saved: savings.saved, recall };
    }
  }
  const total = totalBytes(scoring);
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

/** What is saved while alarms change on one device after the other. */
function openSavings(scoring: Scoring, alerts: Alerts) {
  const { world, options, classifier, casesOf, timeOf } = scoring;
  const weight = incidentWeights(scoring);
  const hit = new Float64Array(world.cases.length).fill(Number.NaN);
  const savedOf = new Float64Array(world.cases.length);
  const savedBy = (device: number, subject: number) => {
    const stop = hit[subject] + options.reactionDelay;
    const rows = world.ledger.rowsOf(device);
    const { leaked, total } = caseBytes(rows, subject, timeOf(subject), stop);
    return total - leaked;
  };
  const savings = {
    saved: 0,
    look(device: number, list: readonly number[]) {
      const subjects = casesOf.get(device) ?? [];
      const before = subjects.map((subject) => hit[subject]);
      for (const subject of subjects) hit[subject] = Number.NaN;
      for (const { class: name, cases, time } of classifier.classify(alerts, list)) {
        if (name !== "hit") continue;
        for (const i of cases) if (Number.isNaN(hit[i])) hit[i] = time;
      }
      for (const [i, subject] of subjects.entries()) {
        if (Object.is(hit[subject], before[i])) continue;
        savings.saved -= savedOf[subject];
        savedOf[subject] = Number.isNaN(hit[subject]) ? 0 : savedBy(device, subject);
        savings.saved += savedOf[subject];
      }
    },
    /** Summed in order of case, so that equal sets give equal bits. */
    recall() {
      let sum = 0;
      for (let i = 0; i < hit.length; i++) if (!Number.isNaN(hit[i])) sum += weight[i];
      return sum;
    },
  };
  return savings;
}

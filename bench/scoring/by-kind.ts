import type { Estimate } from "../statistics/estimate.ts";
import type { Estimator, EstimatorParts } from "./estimator.ts";
import type { Tally } from "./tally.ts";

/** What a run made of one kind of incident. */
export interface IncidentScore {
  readonly recall: Estimate;
  readonly valueDetectionRate: Estimate;
  /** Incidents of the kind. */
  readonly n: number;
}

/** What a run made of one kind of look-alike. */
export interface LookAlikeScore {
  /** Share of clean episodes without an alarm. */
  readonly specificity: Estimate;
  /** Clean episodes. */
  readonly n: number;
  /** Alarms charged to them. */
  readonly alarms: number;
}

/** Scores every kind of incident that occurs. */
export function byIncident(
  { pool, runs, padded }: EstimatorParts,
  estimator: Estimator,
): Record<string, IncidentScore> {
  const scores = pool.kinds.map((name, k) => {
    const n = pool.incidentsOf[k];
    const clusters = new Set(pool.units.cluster.filter((_, i) => pool.units.kind[i] === k)).size;
    const recall = estimator.share({
      value: runs.point.recallOf[k],
      samples: runs.recallOf[k],
      read: (measures) => measures.recallOf[k],
      n,
      clusters,
      draws: () => padded.recallOf(k),
    });
    const valueDetectionRate = estimator.ratio({
      value: runs.point.valueDetectionRateOf[k],
      samples: runs.valueDetectionRateOf[k],
      read: (measures) => measures.valueDetectionRateOf[k],
      n,
      clusters,
      draws: () => padded.valueDetectionRateOf(k),
    });
    return [name, { recall, valueDetectionRate, n }] as const;
  });
  return Object.fromEntries(scores);
}

/** Scores every kind of look-alike on scored devices; without a clean episode there is no share. */
export function byLookAlike(
  { pool, runs, padded }: EstimatorParts,
  estimator: Estimator,
  { clusters }: Tally,
): Record<string, LookAlikeScore> {
  const scores = pool.lookAlikeKinds.map((name, k) => {
    const n = pool.episodes[k].value.reduce((a, b) => a + b, 0);
    const alarms = clusters.reduce((sum, c) => sum + (c.lookAlikes[name]?.alarms ?? 0), 0);
    const specificity = estimator.share({
      value: runs.point.specificityOf[k],
      samples: runs.specificityOf[k],
      read: (measures) => measures.specificityOf[k],
      n,
      clusters: pool.episodes[k].cluster.length,
      draws: () => padded.specificityOf(k),
    });
    return [name, { specificity, n, alarms }] as const;
  });
  return Object.fromEntries(scores);
}

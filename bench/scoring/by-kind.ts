import type { Estimate } from "../statistics/estimate.ts";
import type { Reading } from "./estimator.ts";
import type { Pool } from "./pool.ts";

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

/** Readings of the kinds of a run, and the scores that are made of their estimates. */
export interface KindReadings {
  readonly readings: readonly Reading[];
  /** Takes the estimates in the order of the readings. */
  scores(estimates: readonly Estimate[]): {
    byIncident: Record<string, IncidentScore>;
    byLookAlike: Record<string, LookAlikeScore>;
  };
}

const CAUGHT = { key: "caught", part: ["caughtIncidents"], whole: ["incidents"] } as const;
const SAVED = { key: "saved", part: ["savedBytes"], whole: ["incidentBytes"] } as const;

/** What is read of every kind of incident and look-alike that occurs; without a clean episode there is no share. */
export function kindReadings(pool: Pool): KindReadings {
  const { kinds, lookAlikeKinds, units } = pool;
  const incidents = kinds.flatMap((_, k): Reading[] => {
    const n = pool.incidentsOf[k];
    const clusters = new Set(units.cluster.filter((_, i) => units.kind[i] === k)).size;
    return [
      { measure: (facts) => facts.shareOfKind(CAUGHT, k), interval: "exact", n, clusters },
      { measure: (facts) => facts.shareOfKind(SAVED, k), interval: "auto", n, clusters },
    ];
  });
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  const episodes = pool.episodes.map(({ value }) => sum(value));
  const lookAlikes = lookAlikeKinds.map(
    (_, k): Reading => ({
      measure: (facts) => facts.specificity(k),
      interval: "exact",
      n: episodes[k],
      clusters: pool.episodes[k].cluster.length,
    }),
  );
  return {
    readings: [...incidents, ...lookAlikes],
    scores(found) {
      const rest = found.slice(incidents.length);
      const ofKind = kinds.map((name, k) => {
        const [recall, valueDetectionRate] = found.slice(2 * k);
        return [name, { recall, valueDetectionRate, n: pool.incidentsOf[k] }] as const;
      });
      const ofLookAlike = lookAlikeKinds.map((name, k) => {
        const score = { specificity: rest[k], n: episodes[k], alarms: sum(pool.charged[k].value) };
        return [name, score] as const;
      });
      return {
        byIncident: Object.fromEntries(ofKind),
        byLookAlike: Object.fromEntries(ofLookAlike),
      };
    },
  };
}

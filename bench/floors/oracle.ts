import { openAlertBuffer } from "../alerts/alert-buffer.ts";
import { sortAlerts } from "../alerts/sort-alerts.ts";
import type { Alerts } from "../alerts.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import type { EvidenceRow, World } from "../world.ts";

/** A ceiling: alerts, and the scoring that they are to be held against. */
export interface Ceiling {
  readonly scoring: Scoring;
  readonly alerts: Alerts;
}

/**
 * The ceiling of a view: one alert for each scored case, on the first row that truth names for it
 * there, with no cool-down. Its recall below 1 is the view's limit, not a detector's.
 */
export function oracle(scoring: Scoring): Ceiling {
  const { world, cases } = scoring;
  return {
    scoring: withoutCoolDown(world, scoring),
    alerts: alertsOn(
      world,
      world.firstRow.map((row, i) => (cases.status[i] === "scored" ? row : null)),
    ),
  };
}

/**
 * The ceiling of all views together: for each case the earliest of their first rows. Every world
 * must be of one dataset; the first stands for them all, and each alert is evidence of its case.
 */
export function oracleOfAny(scorings: readonly Scoring[]): Ceiling {
  const [{ world, cases }] = scorings;
  const first = world.cases.map((_, i) => {
    if (cases.status[i] !== "scored") return null;
    const rows = scorings.map((one) => one.world.firstRow[i]).filter((row) => row !== null);
    rows.sort((a, b) => a.time - b.time);
    return rows.length === 0 ? null : { ...rows[0], row: i };
  });
  const found = first.flatMap((row, i) => (row === null ? [] : [i]));
  const joined: World = {
    ...world,
    cases: world.cases.map((one, i) => ({ ...one, observable: earliest(scorings, i) })),
    firstRow: first,
    evidence: {
      row: Float64Array.from(found),
      subject: Int32Array.from(found),
      bytes: Float64Array.from(found, () => 1),
    },
  };
  return { scoring: withoutCoolDown(joined, scorings[0]), alerts: alertsOn(joined, first) };
}

function withoutCoolDown(world: World, { options }: Scoring): Scoring {
  return openScoring(world, { ...options, coolDown: 0, hold: null });
}

function earliest(scorings: readonly Scoring[], subject: number): number | null {
  const seen = scorings
    .map(({ world }) => world.cases[subject].observable)
    .filter((t) => t !== null);
  return seen.length > 0 ? Math.min(...seen) : null;
}

function alertsOn(world: World, rows: readonly (EvidenceRow | null)[]): Alerts {
  const buffer = openAlertBuffer();
  for (const [i, row] of rows.entries()) {
    if (row !== null) buffer.push({ device: world.cases[i].device, ...row, score: 1 });
  }
  return sortAlerts(buffer.alerts());
}

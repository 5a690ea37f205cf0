import type { Basis } from "../metric.ts";
import { clusterFacts } from "./cluster-facts.ts";
import type { RunContext } from "./facts.ts";
import type { Column, Pool } from "./pool.ts";

/** How many of its basis a number rests on, and how many clusters can move it. */
export interface Rests {
  readonly n: number;
  readonly clusters: number;
}

/** Opens the counts that metrics rest on; those of incidents are moved by clusters with one alone. */
export function restsOf(pool: Pool, { tradeOff }: RunContext): (basis: Basis) => Rests {
  const { n: all, withIncident } = clusterFacts(pool);
  const { columns, units, damage } = pool;
  const total = (...sums: readonly Column[]) =>
    sums.reduce((sum, { value }) => value.reduce((a, b) => a + b, sum), 0);
  const ofAlarms = (n: number): Rests => ({ n, clusters: all });
  const ofIncidents = (n: number): Rests => ({ n, clusters: withIncident });
  const rests: Readonly<Record<Basis, () => Rests>> = {
    incidents: () => ofIncidents(pool.incidents),
    "caught incidents": () => ofIncidents(units.caught.reduce((sum, caught) => sum + caught, 0)),
    cases: () => ofIncidents(damage.length),
    "running line-days": () => ofIncidents(total(columns.daysRunning)),
    "flagged line-days": () => ofAlarms(total(columns.daysFlagged)),
    alarms: () => ofAlarms(total(columns.alarms)),
    "judged alarms": () => ofAlarms(total(columns.hit, columns.late, columns.false)),
    "false alarms": () => ofAlarms(total(columns.false)),
    "late alarms": () => ofAlarms(total(columns.late)),
    // Only clusters with one: lines of a household stand or fall together.
    "flagged lines": () => ({
      n: total(columns.devicesFlagged),
      clusters: columns.devicesFlagged.cluster.length,
    }),
    "bothered lines": () => ofAlarms(total(columns.devicesBothered)),
    thresholds: () => ofAlarms(tradeOff?.length ?? 0),
  };
  return (basis) => rests[basis]();
}

import type { ClusterSums } from "../../../bench/scoring/cluster-sums.ts";
import type { OutcomeRow } from "../../../bench/scoring/outcomes.ts";
import { noCounts, type Tally } from "../../../bench/scoring/tally.ts";
import { DAY } from "../../../datasets/sizes.ts";

/** One line, alone in its cluster: what became of its case, if it has one, and its alarms. */
export interface SmallLine {
  readonly outcome?: OutcomeRow["outcome"];
  /** Incident of its case, where lines share one. */
  readonly incident?: number;
  /** Seconds until it was caught. */
  readonly after?: number;
  readonly counts?: Partial<ClusterSums["counts"]>;
  readonly sums?: Partial<ClusterSums>;
}

/** A tally of lines with ten scored days each; a case moves 100 bytes, of which a catch saves 60. */
export function smallTally(lines: readonly SmallLine[], truth = true): Tally {
  const outcomes = lines.flatMap(({ outcome, incident, after = 60 }, i): OutcomeRow[] => {
    if (outcome === undefined) return [];
    const caught = outcome === "caught";
    const latency = (value: number) => (caught ? value : null);
    return [
      {
        ...{ seed: null, incident: incident ?? i, kind: "bt", device: i, cluster: i, onset: 0 },
        ...{ end: DAY, open: false, outcome, alarmAt: null, observableAt: 0, savedMoney: 0 },
        ...{ totalBytes: 100, leakedBytes: caught ? 40 : 100, savedBytes: caught ? 60 : 0 },
        ...{ latencySeconds: latency(after), latencyFromObservableSeconds: latency(after) },
        ...{ latencyBytes: latency(40), latencyMoney: latency(0), lateBySeconds: null },
        followed: caught ? null : { seconds: DAY / 1000, bytes: 100, money: 0 },
      },
    ];
  });
  const clusters = lines.map(
    ({ counts = {}, sums = {} }, cluster): ClusterSums => ({
      ...{ seed: null, cluster, devices: 1, deviceMs: 10 * DAY, falseOutside: 0 },
      counts: { ...noCounts(), ...counts },
      ...{ daysRunning: 0, daysFlagged: 0, daysRight: 0, collateralBytes: 0, lookAlikes: {} },
      ...{ devicesRight: 0, devicesFlagged: 0, devicesBothered: 0 },
      ...{ moneySaved: 0, moneyAtStake: 0, exposureSaved: 0, exposureAtStake: 0 },
      ...sums,
    }),
  );
  return { status: "ok", truth, lookAlikeKinds: [], clusters, outcomes };
}

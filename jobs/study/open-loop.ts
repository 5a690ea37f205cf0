import type { RecordedWorld } from "../../bench/cutting/recorded-world.ts";
import type { Owner, PolicyAlarm } from "../../bench/policy.ts";
import { openTeamQueue } from "../../bench/reacting/team-queue.ts";
import { SCORING_DEFAULTS } from "../../bench/scoring/scoring-options.ts";
import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { type LoopOutcome, openPolicies, reaches, type SetStrategy } from "./answering.ts";
import type { Heard } from "./heard.ts";
import { mergeHeard } from "./merge-heard.ts";

/** What an open loop knows beside what was heard. */
export interface OpenLoop {
  readonly owner: Owner;
  /** What draws of policies are keyed by. */
  readonly seed: string;
  /** What the strategy's detectors heard. */
  readonly heard: readonly Heard[];
}

/**
 * Answers the alarms of a dataset in order of time. Alarms stay as they were heard on the records:
 * what an answer would have stopped still raises the next.
 */
export function openLoop(
  { fleet, dataset }: RecordedWorld,
  strategy: SetStrategy,
  { owner, seed, heard }: OpenLoop,
): LoopOutcome {
  const { from, warmUp } = dataset.manifest.span;
  const merged = mergeHeard(heard, fleet.payer, {
    ...{ from: from + warmUp, coolDown: SCORING_DEFAULTS.coolDown },
  });
  const inTime = [...merged.values()].flat();
  inTime.sort((a, b) => a.time - b.time || a.device - b.device);
  const queue = openTeamQueue(strategy.team);
  const policies = openPolicies(strategy, { fleet, owner, seed });
  const alarms: PolicyAlarm[] = [];
  const enforcement: EnforcementRow[] = [];
  const wrongPlane: number[] = [];
  for (const [ordinal, each] of inTime.entries()) {
    const alarm = { ...each, ordinal };
    alarms.push(alarm);
    const handled = { ...alarm, time: queue.handledAt(alarm.time) };
    const rows = policies.flatMap((policy) => policy.react(handled));
    if (!reaches(rows, alarm)) wrongPlane.push(ordinal);
    enforcement.push(...rows);
  }
  return { alarms, enforcement, wrongPlane };
}

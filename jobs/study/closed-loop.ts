import type { Owner, PolicyAlarm } from "../../bench/policy.ts";
import type { OpenedPolicy } from "../../bench/reacting/open-policy.ts";
import { openTeamQueue } from "../../bench/reacting/team-queue.ts";
import { SCORING_DEFAULTS } from "../../bench/scoring/scoring-options.ts";
import { couples } from "../../bench/strategy.ts";
import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { DAY } from "../../datasets/sizes.ts";
import { type LoopOutcome, openPolicies, reaches, type SetStrategy } from "./answering.ts";
import { hear } from "./hear.ts";
import type { Heard } from "./heard.ts";
import { mergeHeard } from "./merge-heard.ts";
import { linesOf, type StudyWorld } from "./study-world.ts";

/** One bill's alarms as they are now, and how many of them were answered. */
interface Bill {
  alarms: readonly Heard[];
  answered: number;
  readonly policies: readonly OpenedPolicy[];
}

/** How a loop is run. */
export interface LoopOptions {
  readonly owner: Owner;
  /** Lines that live, with all on their bills; all by default. Where lines wait for each other, all. */
  readonly lines?: readonly number[];
  /** What the strategy's detectors heard in the first life, where that is known already. */
  readonly heard?: readonly (readonly Heard[])[];
  readonly onAnswer?: (answered: number) => void;
}

/**
 * Lets detectors and engine answer each other, alarm by alarm in order of time: a bill's first alarm
 * is answered, its lines live again with that answer, and what is heard then is answered next. Rows
 * that were visible before an answer are the same in the next life, so an alarm that was answered
 * stays; were it otherwise, this would throw. Where a team's queue lets lines wait for each other,
 * the earliest alarm of all comes first; else each bill goes its own way, many at a time.
 */
export function closeLoop(
  world: StudyWorld,
  strategy: SetStrategy,
  { owner, heard, onAnswer, lines = linesOf(world) }: LoopOptions,
): LoopOutcome {
  const { payer } = world.fleet;
  const treated = (enforcement: readonly EnforcementRow[]) => ({
    ...{ safeguards: strategy.safeguards, enforcement },
  });
  const merged = (all: readonly (readonly Heard[])[]) =>
    mergeHeard(all.flat(), payer, { from: scoredFrom(world), coolDown: SCORING_DEFAULTS.coolDown });
  const surroundings = { fleet: world.fleet, owner, seed: world.seed };
  const open = () => openPolicies(strategy, surroundings);
  const queue = openTeamQueue(strategy.team);
  const bills = new Map<number, Bill>();
  const first = heard ?? hear(world, lines, treated([]), strategy.detectors);
  const common = couples(strategy) ? open() : null;
  for (const [bill, alarms] of merged(first)) {
    bills.set(bill, { alarms, answered: 0, policies: common ?? open() });
  }
  const alarms: PolicyAlarm[] = [];
  const enforcement: EnforcementRow[] = [];
  const wrongPlane: number[] = [];
  for (;;) {
    const waiting = [...bills].filter(([, { alarms: all, answered }]) => answered < all.length);
    const due = couples(strategy) ? earliestOf(waiting) : waiting;
    if (due.length === 0) break;
    const moved: number[] = [];
    for (const [payerOf, bill] of due) {
      const next = bill.alarms[bill.answered++] as Heard;
      const alarm = { ...next, ordinal: alarms.length };
      alarms.push(alarm);
      const handled = { ...alarm, time: queue.handledAt(alarm.time) };
      const rows = bill.policies.flatMap((policy) => policy.react(handled));
      if (!reaches(rows, alarm)) wrongPlane.push(alarm.ordinal);
      enforcement.push(...rows);
      // A message alone changes nothing that a detector could see.
      if (rows.some(({ action }) => action !== "notify")) moved.push(payerOf);
    }
    onAnswer?.(alarms.length);
    if (moved.length === 0) continue;
    const again = lines.filter((line) => moved.includes(payer[line] as number));
    const lived = merged(hear(world, again, treated(enforcement), strategy.detectors));
    for (const payerOf of moved) carryOn(bills.get(payerOf) as Bill, lived.get(payerOf) ?? []);
  }
  return { alarms, enforcement, wrongPlane };
}

function earliestOf(waiting: readonly (readonly [number, Bill])[]) {
  const at = ([, { alarms, answered }]: readonly [number, Bill]) => alarms[answered]?.time ?? 0;
  const sorted = [...waiting].sort((a, b) => at(a) - at(b) || a[0] - b[0]);
  return sorted.slice(0, 1);
}

/** Takes what the next life let hear; what was answered must still be there. */
function carryOn(bill: Bill, alarms: readonly Heard[]): void {
  for (let i = 0; i < bill.answered; i++) {
    const before = bill.alarms[i] as Heard;
    const now = alarms[i];
    if (now?.time === before.time && now.device === before.device) continue;
    throw new Error(
      `study: an answer must leave the alarms before it alone, got another than that of line ${before.device} at ${before.time}`,
    );
  }
  bill.alarms = alarms;
}

/** Alarms before the end of the warm-up count for nobody. */
function scoredFrom({ scenario }: StudyWorld): number {
  return scenario.from + scenario.warmUpDays * DAY;
}

import { resolveOptions } from "../../datasets/options.ts";
import { keyedRandom } from "../chance/streams.ts";
import { termsOf } from "../charging/line-terms.ts";
import { PLAIN_NOTICES } from "../charging/notice-terms.ts";
import { PLAIN_HABITS, settingsOf } from "../life/device-life.ts";
import { PLAIN_ACCOUNT } from "../network/wlan-account.ts";
import type { Persona } from "../persona.ts";
import type { Safeguard, SafeguardTargets } from "../safeguard.ts";
import { SAFEGUARDS } from "../safeguards/catalogue.ts";
import type { PlanSetting } from "../scenario.ts";
import type { ShardPlan } from "./shard-plan.ts";

/** What the safeguards of a line made of it, and which of them are on. */
export interface LineTargets {
  readonly targets: SafeguardTargets;
  readonly on: readonly Safeguard[];
}

/** Of which world a line is, and which safeguards there are. */
export type LineSetting = Pick<ShardPlan, "seed" | "scenario" | "safeguards">;

/** A line's targets before any safeguard. */
export function plainTargets(persona: Persona, plan: PlanSetting): SafeguardTargets {
  return {
    settings: settingsOf(persona),
    habits: { ...PLAIN_HABITS },
    account: { ...PLAIN_ACCOUNT },
    terms: termsOf(plan),
    checks: { sessionsAtOnce: 0 },
    notices: { ...PLAIN_NOTICES },
  };
}

/**
 * Gives a line the safeguards that it has. Who has one is keyed by device and safeguard and
 * compared with the share that adopts it, so whoever has it at a share of 0.3 has it at 0.6 too.
 */
export function lineTargets(
  { seed, scenario, safeguards = SAFEGUARDS }: LineSetting,
  persona: Persona,
): LineTargets {
  const plan = scenario.plans[persona.plan] as PlanSetting;
  const targets = plainTargets(persona, plan);
  const on: Safeguard[] = [];
  for (const { use, adoption, options } of scenario.safeguards) {
    const safeguard = safeguards.find(({ name }) => name === use);
    if (safeguard === undefined) throw new RangeError(`safeguards: unknown safeguard ${use}`);
    const { device } = persona;
    if (keyedRandom(seed, device, `adopts/${use}`).uniform() >= adoption) continue;
    const filled = resolveOptions(safeguard, options);
    safeguard.apply(targets, filled, keyedRandom(seed, device, `safeguard/${use}`));
    on.push(safeguard);
  }
  return { targets, on };
}

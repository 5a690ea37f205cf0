import { POLICIES } from "../../bench/policies/catalogue.ts";
import type { Policy, PolicyAlarm, Surroundings } from "../../bench/policy.ts";
import { type OpenedPolicy, openPolicy } from "../../bench/reacting/open-policy.ts";
import type { Strategy } from "../../bench/strategy.ts";
import type { EnforcementRow } from "../../datasets/enforcement.ts";
import type { SetDetector } from "./watch.ts";

/** A strategy whose thresholds are settled. */
export type SetStrategy = Omit<Strategy, "detectors"> & {
  readonly detectors: readonly SetDetector[];
};

/** What a strategy did in a world. */
export interface LoopOutcome {
  readonly alarms: readonly PolicyAlarm[];
  readonly enforcement: readonly EnforcementRow[];
  /** Ordinals of alarms whose network no action reaches. */
  readonly wrongPlane: readonly number[];
}

/** Puts the policies of a strategy to work. */
export function openPolicies(
  { policies }: Pick<SetStrategy, "policies">,
  surroundings: Surroundings,
): readonly OpenedPolicy[] {
  return policies.map(({ use, options }) => openPolicy(policyNamed(use), options, surroundings));
}

/** Whether anything that is stopped lies on the alarm's network; where nothing is to be stopped, nothing misses. */
export function reaches(rows: readonly EnforcementRow[], { plane }: PolicyAlarm): boolean {
  const stops = rows.filter(({ action }) => action !== "notify");
  return stops.length === 0 || stops.some((row) => row.plane === "both" || row.plane === plane);
}

export function policyNamed(name: string): Policy {
  return POLICIES.find((policy) => policy.name === name) as Policy;
}

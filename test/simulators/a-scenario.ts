import type { Tariff } from "../../datasets/billing/tariff.ts";
import { PLAIN_SCENARIO } from "../../simulators/model-kit/model-play.ts";
import type { PlanSetting, Scenario } from "../../simulators/scenario.ts";

const free: Tariff = {
  name: "free",
  summary: "costs nothing",
  source: "made for tests",
  currency: "CNY",
  kind: "overage",
  groups: {},
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
};

const plan: PlanSetting = {
  name: "free",
  share: 1,
  tariff: free,
  suspensionLag: null,
  reinstated: "next-morning",
  usedAtStart: 0,
};

/** A plain scenario in which no incident happens, from midnight on 1 November 2015 in China. */
export function aScenario(changes: Partial<Scenario> = {}): Scenario {
  return { ...PLAIN_SCENARIO, from: Date.UTC(2015, 9, 31, 16), plans: [plan], ...changes };
}

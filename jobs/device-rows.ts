import { KB } from "../datasets/sizes.ts";
import { codeOf } from "../datasets/table.ts";
import { SPLITS } from "../datasets/vocabularies.ts";
import { isEnriched } from "../simulators/engine/is-enriched.ts";
import { splitOf } from "../simulators/engine/placing/split-of.ts";
import type { Persona } from "../simulators/persona.ts";
import type { PlanSetting, Scenario } from "../simulators/scenario.ts";
import type { SmallRow } from "./small-table.ts";

/** What the operator's CRM knows of the line: nothing that was drawn for the simulation alone. */
export function deviceRow(scenario: Scenario, persona: Persona): SmallRow {
  const { name, tariff } = scenario.plans[persona.plan] as PlanSetting;
  const price = tariff.groups["data"];
  return {
    device: persona.device,
    plan: name,
    payer: persona.payer,
    quota: price?.bundleBytes ?? 0,
    price: price ? Math.round((price.amount * 1e6 * KB) / price.perBytes) : 0,
    moneyCap: tariff.moneyCap,
    volumeCap: tariff.volumeCap,
    billingDay: persona.billingDay,
    utcOffset: scenario.utcOffset,
    homeProvince: persona.homeProvince,
    segment: persona.segment,
    deviceType: persona.deviceType,
    activatedAt: persona.activatedAt,
  };
}

/** Where truth puts the line: its half, its cluster, and when it is observed. */
export function truthDeviceRow(seed: string, scenario: Scenario, persona: Persona): SmallRow {
  const { device, household } = persona;
  const half = isEnriched(scenario) ? splitOf(seed, scenario, device) : "test";
  return {
    device,
    split: codeOf(SPLITS, half),
    cluster: household,
    from: scenario.from,
    to: scenario.from + scenario.days * 86_400_000,
  };
}

import { isEnriched } from "../simulators/engine/is-enriched.ts";
import { askedOf } from "../simulators/engine/placing/asked-of.ts";
import { drawPersona } from "../simulators/life/persona.ts";
import type { TrafficModel } from "../simulators/model.ts";
import type { Scenario } from "../simulators/scenario.ts";

/** What was made of a scenario. */
export interface MadeOf {
  readonly seed: string;
  readonly scenario: Scenario;
  readonly models: readonly TrafficModel[];
  /** Episodes of each incident kind and look-alike. */
  readonly made: Readonly<Record<string, number>>;
}

/**
 * Says in words what a scenario lets one misread: no daily use, kinds that were switched off, fewer
 * cases than it asks for, ramps that are cut off, free days that no day of the span is.
 */
export function scenarioWarnings(given: MadeOf): readonly string[] {
  const { scenario, models } = given;
  const { pinned, holidays, days, enrichment } = scenario;
  const roleOf = (name: string) => models.find((model) => model.name === name)?.role;
  const warnings: string[] = [];
  const isQuiet =
    Object.keys(scenario.models).length === 0 &&
    !pinned.some(({ model }) => roleOf(model) === "normal");
  if (isQuiet) {
    warnings.push(
      "no models of daily use are listed: nothing moves but incidents and look-alikes, so an alarm on any traffic looks right",
    );
  }
  const alone = plansThatNobodyShares(given);
  if (alone.length > 0) {
    const why =
      "no two lines of a household have it, so each pays alone; describe them in population.lines with household: true";
    warnings.push(...alone.map((name) => `plan ${name} is shared, but ${why}`));
  }
  const outside = holidays.filter((day) => day < 0 || day >= days).length;
  if (outside > 0) {
    warnings.push(`${outside} of ${holidays.length} clock.holidays lie outside the span`);
  }
  warnings.push(...cutShort(scenario));
  if (enrichment.devicesPerCase === 0) warnings.push(...switchedOff(given));
  return [...warnings, ...shortfalls(given)];
}

/** Shared plans on which every line has a bill of its own. */
function plansThatNobodyShares({ seed, scenario }: MadeOf): string[] {
  const lonely = new Set(scenario.plans.keys());
  for (const i of lonely) if (!scenario.plans[i]?.shared) lonely.delete(i);
  for (let device = 0; device < scenario.devices && lonely.size > 0; device++) {
    const { payer, plan } = drawPersona(seed, scenario, device);
    if (payer !== device) lonely.delete(plan);
  }
  return [...lonely].map((i) => scenario.plans[i]?.name ?? "");
}

/** Kinds that come on over more days than those that begin last have left. */
function cutShort({ shares = {}, days, enrichment }: Scenario): string[] {
  return Object.entries(shares)
    .filter(([, { ramp = 1 }]) => enrichment.toDay - 1 + ramp > days)
    .map(
      ([name, { ramp }]) =>
        `${name} comes on over ${ramp} days, and may begin on day ${enrichment.toDay} of ${days}: what lies past the end is missing; begin earlier (enrichment.to)`,
    );
}

/** Kinds that are listed but neither counted nor pinned, nor look-alikes of one that is counted, where enrichment is 0. */
function switchedOff({ scenario, models }: MadeOf): string[] {
  const { incidents, lookAlikes, shares = {}, pinned, enrichment } = scenario;
  const isCounted = (name = "") => shares[name]?.count !== undefined;
  const standsBeside = (name: string) =>
    enrichment.lookAlikesPerCase > 0 && isCounted(models.find((each) => each.name === name)?.twin);
  const silent = [
    ...Object.keys(incidents).filter((name) => !isCounted(name)),
    ...Object.keys(lookAlikes).filter((name) => !isCounted(name) && !standsBeside(name)),
  ].filter((name) => !pinned.some(({ model }) => model === name));
  if (silent.length === 0) return [];
  return [`enrichment.devicesPerCase is 0, so these never happen: ${silent.join(", ")}`];
}

function shortfalls({ seed, scenario, models, made }: MadeOf): string[] {
  // The one line that lives has what it would have among all.
  if (scenario.only !== undefined) return [];
  const lines: string[] = [];
  const asked = askedOf({ seed, scenario, models });
  const isOff = (name: string) => scenario.without.includes(name);
  const madeOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (made[name] ?? 0), 0);
  for (const { names, what, count } of asked) {
    const present = names.filter((name) => !isOff(name));
    if (present.length === names.length && madeOf(names) < count) {
      lines.push(`${what}: ${madeOf(names)} of ${count} asked for`);
    }
  }
  if (lines.length > 0) {
    const why = "the others found no eligible line, lay past the end, or moved no bytes";
    lines[lines.length - 1] += `; ${why}`;
  }
  const names = Object.keys(scenario.lookAlikes);
  const never = names.filter((name) => !isOff(name) && (made[name] ?? 0) === 0);
  if (isEnriched(scenario) && never.length > 0 && never.length < names.length) {
    lines.push(`listed, but none was made: ${never.join(", ")}`);
  }
  return lines;
}

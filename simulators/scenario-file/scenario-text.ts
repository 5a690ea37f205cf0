import { civilDay, formatCivil, formatUtcOffset } from "../../datasets/civil-time.ts";
import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { PROVINCES } from "../../datasets/places.ts";
import { writeQuantity } from "../../datasets/quantity.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import { DEVICE_TYPES, OPERATING_SYSTEMS, SEGMENTS } from "../../datasets/vocabularies.ts";
import type {
  LineSetting,
  ModelSetting,
  PlanSetting,
  SafeguardSetting,
  Scenario,
} from "../scenario.ts";
import { ACCOUNTS } from "./scenario-population.ts";
import { tripsText } from "./scenario-trips.ts";

/**
 * Writes a resolved scenario as a scenario file that stands on its own: no `extends`, every tariff
 * written out, every number with its unit. Resolving it gives the very same scenario, so what is
 * shown can be kept, changed and generated.
 */
export function scenarioText(scenario: Scenario): Readonly<Record<string, unknown>> {
  const { name, summary, level, preset, attribution, safeguards, split, without } = scenario;
  return {
    billshock: 1,
    ...{ name, summary, preset },
    ...(level === null ? {} : { level, levels: { [level]: {} } }),
    clock: {
      start: dateText(scenario.from, scenario.utcOffset),
      utcOffset: formatUtcOffset(scenario.utcOffset),
      days: scenario.days,
      warmUp: `${scenario.warmUpDays}d`,
      holidays: scenario.holidays.map((day) => dateOf(scenario, day)),
    },
    population: populationOf(scenario),
    network: {
      ...scenario.network,
      down: `${scenario.network.down}bps`,
      up: `${scenario.network.up}bps`,
    },
    models: scenario.models,
    incidents: sharedOf(scenario, scenario.incidents),
    lookAlikes: sharedOf(scenario, scenario.lookAlikes),
    enrichment: enrichmentOf(scenario),
    attribution,
    pinned: scenario.pinned.map((episode) => ({ ...episode, day: dateOf(scenario, episode.day) })),
    safeguards: safeguards.map(safeguardOf),
    without,
    charging: chargingOf(scenario),
    observation: observationOf(scenario),
    ...(scenario.enforcement === undefined
      ? {}
      : { enforcement: scenario.enforcement.map(enforcementOf) }),
    split,
  };
}

function populationOf(scenario: Scenario): Readonly<Record<string, unknown>> {
  const { devices, only, homeProvince, billingDay, atHome, asleep, wlanAccount } = scenario;
  const { firstPasswords, trips, plans, lines } = scenario;
  return {
    devices,
    ...(only === undefined ? {} : { only }),
    ...(homeProvince === undefined ? {} : { homeProvince: PROVINCES[homeProvince] }),
    ...(billingDay === undefined ? {} : { billingDay }),
    ...(atHome ? { atHome } : {}),
    ...(asleep === undefined ? {} : { asleep: nightText(asleep) }),
    ...(wlanAccount === undefined ? {} : { wlanAccounts: ACCOUNTS[wlanAccount] }),
    ...(firstPasswords === undefined ? {} : { firstPasswords }),
    ...(trips === undefined ? {} : { trips: tripsText(trips) }),
    plans: plans.map(planOf),
    ...(lines === undefined ? {} : { lines: lines.map((line) => lineOf(line, plans)) }),
  };
}

function nightText({ from, to }: NonNullable<Scenario["asleep"]>): string {
  const clock = (ms: number) => writeQuantity((ms / HOUR) % 24, "hour of day");
  return `${clock(from)}-${clock(to)}`;
}

function planOf(plan: PlanSetting) {
  const { name, share, shared, tariff, suspensionLag, reinstated, usedAtStart } = plan;
  return {
    ...{ name, share, ...(shared ? { shared } : {}), tariff, reinstated },
    suspensionLag: suspensionLag === null ? "never" : `${suspensionLag}ms`,
    usedAtStart: `${usedAtStart}B`,
  };
}

function lineOf({ from, to, together, persona }: LineSetting, plans: readonly PlanSetting[]) {
  const word = (words: readonly string[], code: number | undefined) =>
    code === undefined ? undefined : words[code];
  const said = {
    lines: `${from}-${to - 1}`,
    household: together,
    plan: persona.plan === undefined ? undefined : plans[persona.plan]?.name,
    segment: word(SEGMENTS, persona.segment),
    deviceType: word(DEVICE_TYPES, persona.deviceType),
    os: word(OPERATING_SYSTEMS, persona.os),
    homeProvince: word(PROVINCES, persona.homeProvince),
    volume: persona.volumeFactor,
    homeWifi: persona.hasHomeWifi,
    workWifi: persona.hasWorkWifi,
    p2pVideo: persona.p2pVideo,
    hotspot: persona.hotspotUser,
    wlanAccount: word(ACCOUNTS, persona.wlanAccount),
    billingDay: persona.billingDay,
    updatesOverCellular: persona.updatesOverCellular,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** What stands at its default is left out. */
function safeguardOf({ use, adoption, options }: SafeguardSetting) {
  if (adoption === 1 && Object.keys(options).length === 0) return use;
  return { use, adoption, ...options };
}

function enforcementOf({ from, until, rate, ...words }: EnforcementRow) {
  return {
    ...words,
    from: momentText(from),
    until: until === null ? "never" : momentText(until),
    rate: rate === 0 ? 0 : `${rate}bps`,
  };
}

function enrichmentOf({ enrichment }: Scenario) {
  const { devicesPerCase, lookAlikesPerCase, fromDay, toDay, maxVolumeFactor, abroad } = enrichment;
  const window = { from: `${fromDay}d`, to: `${toDay}d` };
  const where = abroad ? { abroad } : {};
  return { devicesPerCase, lookAlikesPerCase, ...window, maxVolumeFactor, ...where };
}

function chargingOf({ charging }: Scenario) {
  return {
    volumeLimit: `${charging.volumeLimit}B`,
    overshoot: `${charging.overshoot}B`,
    timeLimit: `${charging.timeLimit}ms`,
    idleRelease: `${charging.idleRelease}ms`,
    mediationDelay: `${charging.mediationDelay}ms`,
  };
}

/** A manifest of an earlier version has not all of them: what it lacks was off, as it is by default. */
function observationOf({ observation }: Scenario) {
  const durations = ["flowLateBy", "probeDelay", "clockSkew", "interim"] as const;
  const texts = durations.flatMap((name) =>
    observation[name] === undefined ? [] : [[name, `${observation[name]}ms`]],
  );
  return { ...observation, ...Object.fromEntries(texts) };
}

function sharedOf({ shares = {} }: Scenario, settings: Readonly<Record<string, ModelSetting>>) {
  const entries = Object.entries(settings);
  return Object.fromEntries(
    entries.map(([name, options]) => {
      const { ramp, ...often } = shares[name] ?? {};
      return [name, { ...options, ...often, ...(ramp === undefined ? {} : { ramp: `${ramp}d` }) }];
    }),
  );
}

function dateOf({ from, utcOffset }: Scenario, day: number): string {
  return dateText(from + day * DAY, utcOffset);
}

function momentText(time: number): string {
  return `${formatCivil(time, 0)}.${String(time % 1000).padStart(3, "0")}Z`;
}

function dateText(time: number, utcOffset: number): string {
  return formatCivil(civilDay(time, utcOffset) * DAY, 0).slice(0, 10);
}

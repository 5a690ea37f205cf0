import { DAY } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { OPERATING_SYSTEMS } from "../../datasets/vocabularies.ts";
import { exp } from "../chance/exact-math.ts";
import { runningSums } from "../chance/running-sums.ts";
import { categorical, chance, integer, normal } from "../chance/samplers.ts";
import { keyedRandom, type Random } from "../chance/streams.ts";
import type { Persona } from "../persona.ts";
import type { Scenario } from "../scenario.ts";
import { householdOf } from "./household.ts";
import { VOLUME_PRESETS } from "./presets/catalogue.ts";
import { UPDATES_OVER_CELLULAR } from "./presets.ts";
import { drawTrip } from "./trips.ts";

/** People of the 31 provinces of the mainland in tenths of a million, in the order of PLACES; census of 2020, rounded. */
const PEOPLE = [
  0, 219, 139, 746, 349, 240, 426, 241, 319, 249, 848, 646, 610, 415, 452, 1015, 994, 578, 664,
  1260, 501, 101, 321, 837, 386, 472, 36, 395, 250, 59, 72, 259,
];
const PEOPLE_SUMS = /* @__PURE__ */ runningSums(PEOPLE);
/** Consumer, student, business, prepaid (chosen). */
const SEGMENT_SUMS = /* @__PURE__ */ runningSums([0, 0.62, 0.15, 0.13, 0.1]);
const ANDROID = /* @__PURE__ */ codeOf(OPERATING_SYSTEMS, "android");
const IOS = /* @__PURE__ */ codeOf(OPERATING_SYSTEMS, "ios");

/**
 * Draws who has a device: everything about it that never changes, under what the scenario says of
 * that line. Keyed by seed, device and
 * household alone, so it is the same for a device alone, in a larger fleet, or beyond the fleet
 * (device numbers need not be below `scenario.devices`), and one device more changes nobody else.
 * About 3 us, and as much again for each lower line of the household where its plan is shared.
 */
export function drawPersona(seed: string, scenario: Scenario, device: number): Persona {
  const persona = drawAlone(seed, scenario, device);
  if (!scenario.plans[persona.plan]?.shared) return persona;
  for (let other = persona.household; other < device; other++) {
    const { household, plan, billingDay } = drawAlone(seed, scenario, other);
    if (household === persona.household && plan === persona.plan) {
      return { ...persona, payer: other, billingDay };
    }
  }
  return persona;
}

/** Who has the device, as if it shared nothing. */
function drawAlone(seed: string, scenario: Scenario, device: number): Persona {
  const household = householdOf(seed, scenario, device);
  const home = drawHome(seed, scenario, household);
  const random = keyedRandom(seed, device, "persona");
  const preset = VOLUME_PRESETS[scenario.preset];
  const sigma = preset.personSigma;
  const volumeFactor = exp(sigma * normal(random) - (sigma * sigma) / 2);
  const segment = categorical(random, SEGMENT_SUMS);
  const account = random.uniform();
  const wlanAccount = scenario.wlanAccount ?? (account < 0.25 ? 1 : account < 0.4 ? 2 : 0);
  const drawn: Persona = {
    device,
    household,
    ...home,
    segment,
    deviceType: chance(random, 0.03) ? 2 : 1,
    os: chance(random, 0.25) ? IOS : ANDROID,
    volumeFactor,
    hasWorkWifi: chance(random, preset.wifiWorkplaces),
    p2pVideo: chance(random, 0.04),
    hotspotUser: chance(random, 0.06),
    wlanAccount,
    accountNumber: 0,
    clientMac: random.bits(),
    activatedAt: scenario.from - (30 + integer(random, 3000)) * DAY,
    billingDay: billingDayOf(random, scenario),
    plan: drawPlan(random, scenario),
    payer: device,
    updatesOverCellular: chance(random, UPDATES_OVER_CELLULAR),
  };
  const said = scenario.lines?.find(({ from, to }) => from <= device && device < to);
  const persona = { ...drawn, ...said?.persona };
  const trip = drawTrip(seed, scenario, persona);
  if (trip !== null) Object.assign(persona, { trip: { first: trip.first, last: trip.last } });
  const accountNumber = persona.wlanAccount === 0 ? 0 : device + 1;
  return { ...persona, ...passwordOf(seed, scenario, device), accountNumber };
}

function drawHome(
  seed: string,
  scenario: Scenario,
  household: number,
): Pick<Persona, "homeProvince" | "hasHomeWifi"> {
  const random = keyedRandom(seed, household, "home");
  const hasHomeWifi = chance(random, VOLUME_PRESETS[scenario.preset].wifiHomes);
  const homeProvince = scenario.homeProvince ?? categorical(random, PEOPLE_SUMS);
  return { homeProvince, hasHomeWifi };
}

/** Drawn from a stream of its own, and nothing where the scenario does not say. */
function passwordOf(
  seed: string,
  { firstPasswords }: Scenario,
  device: number,
): Pick<Persona, "firstPassword"> {
  if (firstPasswords === undefined) return {};
  return { firstPassword: chance(keyedRandom(seed, device, "first-password"), firstPasswords) };
}

function billingDayOf(random: Random, scenario: Scenario): number {
  const drawn = 1 + integer(random, 28);
  return scenario.billingDay ?? drawn;
}

function drawPlan(random: Random, scenario: Scenario): number {
  let left = random.uniform();
  for (let i = 0; i < scenario.plans.length; i++) {
    left -= scenario.plans[i]?.share ?? 0;
    if (left < 0) return i;
  }
  return Math.max(0, scenario.plans.length - 1);
}

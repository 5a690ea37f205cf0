import { resolveOptions } from "../datasets/options.ts";
import { checkParams } from "../datasets/param.ts";
import { DAY, GB, HOUR } from "../datasets/sizes.ts";
import { keyedRandom } from "./chance/streams.ts";
import { ALL_STEPS, PLAIN_NOTICES, stepBits } from "./charging/notice-terms.ts";
import { PLAIN_HABITS, PLAIN_SETTINGS } from "./life/device-life.ts";
import { drawnSets, type OptionSet, setsAtBounds } from "./model-kit/option-sets.ts";
import { ALL_APPS } from "./network/route.ts";
import { PLAIN_ACCOUNT } from "./network/wlan-account.ts";
import type { Safeguard, SafeguardTargets } from "./safeguard.ts";

/** How hard {@link testSafeguard} looks. */
export interface TestSafeguardOptions {
  readonly seed?: string;
  /** Sets of options drawn within their bounds. */
  readonly fuzz?: number;
}

type Room = keyof SafeguardTargets;
type Value = boolean | number | null;
type Rooms = Readonly<Record<Room, Readonly<Record<string, Value>>>>;

/** A target: its kind, and whether a value lets more through than another did. */
interface Rule {
  readonly is: (value: Value) => boolean;
  readonly word: string;
  readonly isLooser: (after: never, before: never) => boolean;
}

const isStop = (value: Value) => typeof value === "number" && Number.isInteger(value) && value >= 0;
const OFF: Rule = {
  is: (value) => typeof value === "boolean",
  word: "true or false",
  isLooser: (after: boolean, before: boolean) => after && !before,
};
const ON: Rule = { ...OFF, isLooser: (after: boolean, before: boolean) => !after && before };
const STOP: Rule = {
  is: isStop,
  word: "a whole number from 0, 0 = no such stop",
  isLooser: (after: number, before: number) => before !== 0 && (after === 0 || after > before),
};
/** Bits of what is kept off: none may be given back. */
const BITS: Rule = {
  is: isStop,
  word: "bits of codes of APPS",
  isLooser: (after: number, before: number) => (before & ~after) !== 0,
};
const HOUR_OF_DAY: Rule = {
  is: (value) => value === null || (isStop(value) && (value as number) < 24),
  word: "a whole hour from 0 to 23, or null",
  isLooser: (after: number | null, before: number | null) => before !== null && after === null,
};
const LAG: Rule = {
  is: (value) => value === null || (typeof value === "number" && value >= 0 && value < Infinity),
  word: "ms from 0, or null",
  isLooser: (after: number | null, before: number | null) =>
    before !== null && (after === null || after > before),
};

/** Twentieths of a bundle at which an owner is told: none may be left out again. */
const STEPS: Rule = {
  ...BITS,
  is: (value) => isStop(value) && (value as number) <= ALL_STEPS,
  word: "bits of twentieths of a bundle",
};
const FACTOR: Rule = { ...LAG, word: "a number from 0, or null" };
const SHARE: Rule = {
  is: (value) => typeof value === "number" && value >= 0 && value <= 1,
  word: "a share from 0 to 1",
  isLooser: (after: number, before: number) => after < before,
};

/** Every target, by the side on which it lets less through. */
const RULES: Readonly<Record<Room, Readonly<Record<string, Rule>>>> = {
  settings: {
    ...{ updatesOverCellular: OFF, automaticUpdates: OFF, updateHour: HOUR_OF_DAY },
    ...{ unseenWifiOnly: BITS, wifiOnly: BITS, wifiFallback: OFF, hotspotTimeout: LAG },
    ...{ firstReleases: OFF, cacheCleared: LAG },
    ...{ otherStores: OFF, unknownLinks: OFF, broadPermissions: OFF, location: OFF },
    ...{ thiefRemoval: LAG, adPlayerRemoval: LAG, relayRemoval: LAG },
  },
  habits: { hotspotOffAtNight: ON, airplaneAtNight: ON, dataOffUnused: ON },
  account: { secondFactor: ON, ownPassword: ON, endsSessions: ON },
  terms: { moneyStop: STOP, volumeStop: STOP, lag: LAG },
  checks: { sessionsAtOnce: STOP },
  notices: {
    ...{ steps: STEPS, moneyStep: STOP, lag: LAG },
    ...{ unusual: FACTOR, unusualBytes: FACTOR, unusualLag: LAG },
    ...{ meterEvery: STOP, meterBytes: STOP, elsewhere: ON },
    ...{ lookEvery: STOP, lookHour: HOUR_OF_DAY, lookFactor: FACTOR },
    ...{ reads: SHARE, actsAfter: LAG },
  },
};

/** Lines before any safeguard, after all others, and in between. */
const LINES: readonly (() => SafeguardTargets)[] = [
  () => ({
    settings: { ...PLAIN_SETTINGS },
    habits: { ...PLAIN_HABITS },
    account: { ...PLAIN_ACCOUNT },
    terms: { moneyStop: 0, volumeStop: 0, lag: null },
    checks: { sessionsAtOnce: 0 },
    notices: { ...PLAIN_NOTICES },
  }),
  () => ({
    settings: { ...PLAIN_SETTINGS },
    habits: { ...PLAIN_HABITS },
    account: { ...PLAIN_ACCOUNT },
    terms: { moneyStop: 100_000, volumeStop: 40 * GB, lag: 6 * HOUR },
    checks: { sessionsAtOnce: 5 },
    notices: {
      ...{ steps: stepBits([1]), moneyStep: 50_000, lag: 6 * HOUR },
      ...{ unusual: 30, unusualBytes: GB, unusualLag: DAY },
      ...{ meterEvery: DAY, meterBytes: GB, elsewhere: false },
      ...{ lookEvery: 7 * DAY, lookHour: null, lookFactor: 10 },
      ...{ reads: 0.2, actsAfter: HOUR },
    },
  }),
  () => ({
    settings: {
      ...{ updatesOverCellular: false, automaticUpdates: false, updateHour: 3 },
      ...{ unseenWifiOnly: ALL_APPS, wifiOnly: ALL_APPS, wifiFallback: false },
      ...{ hotspotTimeout: 0, firstReleases: false, cacheCleared: 0 },
      ...{ otherStores: false, unknownLinks: false, broadPermissions: false, location: false },
      ...{ thiefRemoval: 0, adPlayerRemoval: 0, relayRemoval: 0 },
    },
    habits: { hotspotOffAtNight: true, airplaneAtNight: true, dataOffUnused: true },
    account: { secondFactor: true, ownPassword: true, endsSessions: true },
    terms: { moneyStop: 1, volumeStop: 1, lag: 0 },
    checks: { sessionsAtOnce: 1 },
    notices: {
      ...{ steps: ALL_STEPS, moneyStep: 1, lag: 0 },
      ...{ unusual: 0, unusualBytes: 0, unusualLag: 0 },
      ...{ meterEvery: 1, meterBytes: 1, elsewhere: true },
      ...{ lookEvery: 1, lookHour: 7, lookFactor: 0 },
      ...{ reads: 1, actsAfter: 0 },
    },
  }),
];

/** Throws a RangeError where a safeguard does not say what it is, whom it is for and what is claimed of it. */
export function checkSafeguard(safeguard: Safeguard): void {
  const { name, summary, by, claims, params } = safeguard;
  const isName = typeof name === "string" && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
  must(isName, "a safeguard's name must be in kebab-case", name);
  must(
    typeof summary === "string" && summary !== "",
    `${name}: summary must say what it is`,
    summary,
  );
  const who = ["owner", "seller", "operator"];
  must(who.includes(by), `${name}: by must be one of ${who.join(", ")}`, by);
  const isClaimed = Array.isArray(claims) && claims.length > 0;
  must(isClaimed, `${name}: claims must list the kinds that it is said to prevent`, claims);
  for (const { kind, source } of claims) {
    must(typeof kind === "string" && kind !== "", `${name}: a claim must name a kind`, kind);
    const isSaid = typeof source === "string" && source !== "";
    must(isSaid, `${name}: the claim about ${kind} must say who says so`, source);
  }
  const kinds = new Set(claims.map(({ kind }) => kind));
  must(kinds.size === claims.length, `${name}: claims must name each kind once`, [...kinds]);
  must(
    typeof params === "object" && params !== null,
    `${name}: params must list its options`,
    params,
  );
  checkParams(name, params);
}

/**
 * Tests that a safeguard keeps its contract, and throws in plain words where it doesn't.
 *
 * It turns the safeguard on, with its defaults, each option at its bounds and drawn options, on lines
 * that have no protection, some, and all there is. It checks that it says what it is; changes its
 * targets in place, each to a value of its kind, and makes none looser than it was; gives the same
 * for the same line; and changes something. What it saves it can't see: generate with and without.
 *
 * Needs no test runner.
 *
 * @example
 * testSafeguard(sessionLimit);
 */
export function testSafeguard(safeguard: Safeguard, options: TestSafeguardOptions = {}): void {
  const { seed = "test-safeguard", fuzz = 12 } = options;
  checkSafeguard(safeguard);
  const sets = [{}, ...setsAtBounds(safeguard), ...drawnSets(safeguard, seed, fuzz)];
  let changes = 0;
  for (const given of sets) {
    for (const [n, line] of LINES.entries()) {
      const how = `line ${n}, options ${JSON.stringify(given)}`;
      const before = line() as unknown as Rooms;
      const after = turnedOn(safeguard, line(), { given, seed, how });
      const again = turnedOn(safeguard, line(), { given, seed, how });
      const isSame = JSON.stringify(after) === JSON.stringify(again);
      must(isSame, `${safeguard.name}: ${how}: must give the same for the same line`, "another");
      checkTargets(`${safeguard.name}: ${how}`, before, after);
      if (JSON.stringify(after) !== JSON.stringify(before)) changes++;
    }
  }
  must(changes > 0, `${safeguard.name}: must change a target`, "none, whatever its options");
}

function turnedOn(
  safeguard: Safeguard,
  targets: SafeguardTargets,
  { given, seed, how }: { given: OptionSet; seed: string; how: string },
): Rooms {
  const rooms = { ...targets };
  const filled = Object.freeze(resolveOptions(safeguard, given));
  Object.freeze(targets);
  try {
    safeguard.apply(targets, filled, keyedRandom(seed, 0, `safeguard/${safeguard.name}`));
  } catch (cause) {
    const what = `${safeguard.name}: ${how}: must change targets in place and not throw`;
    throw new RangeError(`${what}, got ${String(cause)}`, { cause });
  }
  return rooms as unknown as Rooms;
}

function checkTargets(where: string, before: Rooms, after: Rooms): void {
  for (const [room, rules] of Object.entries(RULES) as [Room, Readonly<Record<string, Rule>>][]) {
    const had = Object.keys(after[room]);
    const unknown = had.find((name) => !Object.hasOwn(rules, name));
    const known = Object.keys(rules).map((name) => `${room}.${name}`);
    const isKnown = unknown === undefined;
    must(isKnown, `${where}: must change one of ${known.join(", ")}`, `${room}.${unknown}`);
    for (const [name, { is, word, isLooser }] of Object.entries(rules)) {
      const [was, now] = [before[room][name], after[room][name]] as [Value, Value];
      must(is(now), `${where}: ${room}.${name} must be ${word}`, now);
      const isTight = !isLooser(now as never, was as never);
      must(isTight, `${where}: ${room}.${name} must stay where it is tighter, ${was}`, now);
    }
  }
}

function must(holds: boolean, rule: string, got: unknown): void {
  if (!holds) throw new RangeError(`${rule}, got ${String(got)}`);
}

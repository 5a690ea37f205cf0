import type { Fleet } from "../datasets/fleet.ts";
import { checkParams, type Params } from "../datasets/param.ts";
import { GB, HOUR } from "../datasets/sizes.ts";
import { VIEWS } from "../datasets/view.ts";
import { ACTIONS } from "../datasets/vocabularies.ts";
import type { Policy, PolicyAlarm, Surroundings } from "./policy.ts";
import { clockOwner } from "./reacting/clock-owner.ts";
import { openPolicy } from "./reacting/open-policy.ts";

const FROM = 1_730_649_600_000;
const LINES = 4;

/**
 * Tests that a policy keeps its contract, and throws in plain words where it doesn't.
 *
 * It lets the policy answer alarms of several lines, by day and by night, with its defaults and with
 * each option at its bounds. It checks that it says what it is and has a latency; answers the same
 * for the same alarms; answers an alarm without regard to later ones, and to those of other lines;
 * writes no row before the alarm and its latency; does what it says and nothing else; and leaves the
 * fleet as it is.
 *
 * Needs no test runner.
 *
 * @example
 * testPolicy(throttle);
 */
export function testPolicy(policy: Policy): void {
  checkPolicy(policy);
  const done = new Set<string>();
  for (const options of setsOf(policy.params)) {
    const how = `${policy.name}: options ${JSON.stringify(options)}`;
    const all = answers(policy, options, ALARMS);
    for (const { action } of all.flat()) done.add(action);
    must(same(all, answers(policy, options, ALARMS)), `${how}: must answer the same again`);
    for (let n = 1; n < ALARMS.length; n++) {
      const prefix = answers(policy, options, ALARMS.slice(0, n));
      must(
        same(prefix, all.slice(0, n)),
        `${how}: must answer alarm ${n - 1} without those after it`,
      );
    }
    for (let device = 0; device < LINES; device++) {
      const isHere = (alarm: PolicyAlarm) => alarm.device === device;
      const alone = answers(policy, options, ALARMS.filter(isHere));
      const among = all.filter((_, i) => isHere(ALARMS[i] as PolicyAlarm));
      must(same(alone, among), `${how}: must answer line ${device} without the others`);
    }
  }
  const idle = policy.acts.filter((action) => !done.has(action));
  must(idle.length === 0, `${policy.name}: acts must list what it does, got ${idle.join(", ")}`);
}

/** Throws a RangeError where a policy does not say what it is, who applies it and what it reaches. */
export function checkPolicy(policy: Policy): void {
  const { name, summary, by, needs, acts, reaches, params } = policy;
  const isName = typeof name === "string" && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
  must(isName, `a policy's name must be in kebab-case, got ${name}`);
  must(typeof summary === "string" && summary !== "", `${name}: summary must say what it is`);
  const hands = ["owner", "seller", "operator"];
  must(hands.includes(by), `${name}: by must be one of ${hands.join(", ")}, got ${by}`);
  const views: readonly string[] = VIEWS;
  const isView = needs.length > 0 && needs.every((view) => views.includes(view));
  must(isView, `${name}: needs must list views among ${VIEWS.join(", ")}, got ${needs.join()}`);
  const words: readonly string[] = ACTIONS.slice(1);
  const unknown = acts.find((action) => !words.includes(action));
  must(unknown === undefined, `${name}: acts must be known actions, got ${unknown}`);
  const isIdle = acts.length === 0;
  must(isIdle === (reaches === "none"), `${name}: reaches must be none where it does nothing`);
  must(!isIdle || policy.refunds === true, `${name}: must do something, or refund`);
  checkParams(name, params);
  must(params["latency"]?.unit === "ms", `${name}: must have an option latency in ms`);
}

/** Defaults, and each option at its bounds. */
function setsOf(params: Params): Readonly<Record<string, number>>[] {
  const bounds = Object.entries(params).flatMap(([name, { min, max, choices }]) =>
    (choices === undefined ? [min, max] : choices.map((_, i) => i))
      .filter((value) => value !== undefined)
      .map((value) => ({ [name]: value })),
  );
  return [{}, ...bounds];
}

/** Alarms of four lines: in turn, by day and by night, on both networks. */
const ALARMS: readonly PolicyAlarm[] = Array.from({ length: 12 }, (_, ordinal) => ({
  device: (ordinal * 7) % LINES,
  time: FROM + ordinal * 5 * HOUR + ordinal * 61_003,
  view: VIEWS[ordinal % VIEWS.length] as PolicyAlarm["view"],
  score: 1 + ordinal,
  plane: ordinal % 3 === 0 ? ("wlan" as const) : ("cellular" as const),
  ordinal,
}));

function answers(
  policy: Policy,
  options: Readonly<Record<string, number>>,
  alarms: readonly PolicyAlarm[],
) {
  const surroundings = someLines();
  const before = JSON.stringify(surroundings.fleet);
  const opened = openPolicy(policy, options, surroundings);
  const rows = alarms.map((alarm) => opened.react(alarm));
  const isKept = JSON.stringify(surroundings.fleet) === before;
  must(isKept, `${policy.name}: must leave the fleet as it is`);
  return rows;
}

/** Lines of a common plan, whose owners sleep from eleven to seven. */
function someLines(): Surroundings {
  const numbers = (value: number) => new Float64Array(LINES).fill(value);
  const codes = (value: number) => new Uint8Array(LINES).fill(value);
  const fleet: Fleet = {
    deviceCount: LINES,
    from: FROM,
    payer: Uint32Array.from({ length: LINES }, (_, i) => i),
    quota: numbers(5 * GB),
    price: numbers(1e6),
    moneyCap: numbers(50_000),
    volumeCap: numbers(15 * GB),
    billingDay: codes(1),
    utcOffset: new Int32Array(LINES).fill(480),
    homeProvince: codes(1),
    segment: codes(1),
    deviceType: codes(1),
    activatedAt: numbers(0),
  };
  return { fleet, owner: clockOwner(fleet.utcOffset), seed: "test-policy" };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function must(holds: boolean, rule: string): void {
  if (!holds) throw new RangeError(rule);
}

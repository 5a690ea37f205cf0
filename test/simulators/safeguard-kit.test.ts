import { describe, expect, test } from "vitest";
import type { Param } from "../../datasets/param.ts";
import type { Safeguard } from "../../simulators/safeguard.ts";
import { SAFEGUARDS } from "../../simulators/safeguards/catalogue.ts";
import { testSafeguard } from "../../testing.ts";

const most: Param = {
  summary: "sessions at once",
  unit: "count",
  default: 2,
  min: 1,
  max: 9,
  source: "chosen: for the test",
};

/** A safeguard without fault, which each test breaks in one place. */
const plain: Safeguard = {
  name: "plain",
  summary: "few sessions at once",
  by: "operator",
  claims: [{ kind: "wlan-credential-theft", source: "chosen: for the test" }],
  params: { most },
  apply({ checks }, options) {
    const limit = Math.round(options["most"] as number);
    const { sessionsAtOnce: now } = checks;
    checks.sessionsAtOnce = now === 0 ? limit : Math.min(now, limit);
  },
};

const [claim] = plain.claims;
let calls = 0;

const BROKEN: readonly (readonly [string, Partial<Safeguard>, RegExp])[] = [
  ["a name of two words", { name: "Two words" }, /name must be in kebab-case, got Two words/],
  ["no summary", { summary: "" }, /plain: summary must say what it is/],
  ["nobody who turns it on", { by: "state" as never }, /by must be one of owner, seller, operator/],
  ["no claim", { claims: [] }, /claims must list the kinds/],
  ["no claims at all", { claims: undefined as never }, /claims must list the kinds/],
  ["a claim of nothing", { claims: [{ kind: "", source: "x" }] }, /a claim must name a kind/],
  ["a claim by nobody", { claims: [{ kind: "theft", source: "" }] }, /must say who says so/],
  ["a claim made twice", { claims: [claim, claim] as never }, /must name each kind once/],
  ["no params", { params: undefined as never }, /params must list its options/],
  ["an option without source", { params: { most: { ...most, source: "" as never } } }, /a source/],
  ["no effect", { apply() {} }, /plain: must change a target, got none/],
  [
    "a limit that it lifts",
    { apply: ({ checks }) => Object.assign(checks, { sessionsAtOnce: 3 }) },
    /checks.sessionsAtOnce must stay where it is tighter, 1, got 3/,
  ],
  [
    "a stop that it takes away",
    { apply: ({ terms }) => Object.assign(terms, { moneyStop: 0 }) },
    /terms.moneyStop must stay where it is tighter, 100000, got 0/,
  ],
  [
    "a lag that it lengthens",
    { apply: ({ terms }) => Object.assign(terms, { lag: 9 }) },
    /terms.lag must stay where it is tighter, 0, got 9/,
  ],
  [
    "a lag that it takes away",
    { apply: ({ terms }) => Object.assign(terms, { lag: null }) },
    /terms.lag must stay where it is tighter/,
  ],
  [
    "a switch that it opens",
    { apply: ({ settings }) => Object.assign(settings, { updatesOverCellular: true }) },
    /settings.updatesOverCellular must stay where it is tighter, false, got true/,
  ],
  [
    "an app that it lets through again",
    { apply: ({ settings }) => Object.assign(settings, { unseenWifiOnly: 1 }) },
    /settings.unseenWifiOnly must stay where it is tighter, 16383, got 1/,
  ],
  [
    "an hour that it frees",
    { apply: ({ settings }) => Object.assign(settings, { updateHour: null }) },
    /settings.updateHour must stay where it is tighter, 3, got null/,
  ],
  [
    "an hour of no clock",
    { apply: ({ settings }) => Object.assign(settings, { updateHour: 24 }) },
    /settings.updateHour must be a whole hour from 0 to 23, or null, got 24/,
  ],
  [
    "a habit that it ends",
    { apply: ({ habits }) => Object.assign(habits, { hotspotOffAtNight: false }) },
    /habits.hotspotOffAtNight must stay/,
  ],
  [
    "half a session",
    { apply: ({ checks }) => Object.assign(checks, { sessionsAtOnce: 0.5 }) },
    /must be a whole number from 0, 0 = no such stop, got 0.5/,
  ],
  [
    "no number",
    { apply: ({ terms }) => Object.assign(terms, { volumeStop: Number.NaN }) },
    /terms.volumeStop must be a whole number from 0.*, got NaN/,
  ],
  [
    "a word for a switch",
    { apply: ({ account }) => Object.assign(account, { secondFactor: "yes" as never }) },
    /account.secondFactor must be true or false, got yes/,
  ],
  [
    "a time before the record",
    { apply: ({ terms }) => Object.assign(terms, { lag: -1 }) },
    /terms.lag must be ms from 0, or null, got -1/,
  ],
  [
    "a message that it takes back",
    { apply: ({ notices }) => Object.assign(notices, { steps: 1 }) },
    /notices.steps must stay where it is tighter, 524288, got 1/,
  ],
  [
    "steps beyond the bundle",
    { apply: ({ notices }) => Object.assign(notices, { steps: 1 << 20 }) },
    /notices.steps must be bits of twentieths of a bundle, got 1048576/,
  ],
  [
    "messages that fewer read",
    { apply: ({ notices }) => Object.assign(notices, { reads: 0.1 }) },
    /notices.reads must stay where it is tighter, 0.2, got 0.1/,
  ],
  [
    "more than all messages read",
    { apply: ({ notices }) => Object.assign(notices, { reads: 1.1 }) },
    /notices.reads must be a share from 0 to 1, got 1.1/,
  ],
  [
    "a look that it skips",
    { apply: ({ notices }) => Object.assign(notices, { lookEvery: 0 }) },
    /notices.lookEvery must stay where it is tighter, 604800000, got 0/,
  ],
  [
    "an eye that it shuts",
    { apply: ({ notices }) => Object.assign(notices, { lookFactor: null }) },
    /notices.lookFactor must stay where it is tighter, 10, got null/,
  ],
  [
    "less than nothing for usual",
    { apply: ({ notices }) => Object.assign(notices, { unusual: -1 }) },
    /notices.unusual must be a number from 0, or null, got -1/,
  ],
  [
    "a password that it shares again",
    { apply: ({ account }) => Object.assign(account, { ownPassword: false }) },
    /account.ownPassword must stay where it is tighter, true, got false/,
  ],
  [
    "a target of its own",
    { apply: ({ settings }) => Object.assign(settings, { saver: true }) },
    /must change one of settings.updatesOverCellular, .*settings.unseenWifiOnly.*, got settings.saver/,
  ],
  [
    "another record of targets",
    { apply: (targets) => Object.assign(targets, { checks: { sessionsAtOnce: 1 } }) },
    /must change targets in place and not throw/,
  ],
  [
    "options that it writes to",
    { apply: (_, options) => Object.assign(options, { most: 1 }) },
    /must change targets in place and not throw/,
  ],
  [
    "a memory",
    { apply: ({ terms }) => Object.assign(terms, { lag: Math.min(terms.lag ?? 99, calls++ % 2) }) },
    /must give the same for the same line/,
  ],
];

describe("testSafeguard", () => {
  test.each([...SAFEGUARDS.map((unit) => [unit.name, unit] as const), ["plain", plain] as const])(
    "takes %s",
    (_, safeguard) => {
      expect(() => testSafeguard(safeguard)).not.toThrow();
    },
  );

  test.each(BROKEN)("refuses one with %s", (_, change, message) => {
    expect(() => testSafeguard({ ...plain, ...change })).toThrow(message);
  });

  test("looks at each option at its bounds, and at drawn ones", () => {
    const high: Safeguard = {
      ...plain,
      apply({ checks }, options) {
        if (options["most"] === 9) checks.sessionsAtOnce = 2.5;
      },
    };
    expect(() => testSafeguard(high, { fuzz: 0 })).toThrow(/options \{"most":9\}: .* got 2.5/);
    const between: Safeguard = {
      ...plain,
      apply({ checks }, options) {
        if (!Number.isInteger(options["most"])) checks.sessionsAtOnce = -1;
      },
    };
    expect(() => testSafeguard(between, { fuzz: 40 })).toThrow(/got -1/);
  });
});

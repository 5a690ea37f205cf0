import type { NewKind } from "./kind.ts";

const UNIT = `import type { Params } from "../../datasets/param.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  atOnce: {
    summary: "sessions of one account that may run at once",
    unit: "sessions",
    default: 1,
    min: 1,
    max: 100,
    source: "chosen: one phone, one session",
  },
} as const satisfies Params;

/**
 * Lets an account have few sessions at once; what is tighter already stays.
 *
 * Say here who turns it on, how, and what it can't stop.
 */
export const myUnit: Safeguard<typeof params> = {
  name: "MY-UNIT",
  summary: "few sessions of one account at once",
  by: "operator",
  // Kinds that its advocates say it prevents: the engine says where that did not hold.
  claims: [{ kind: "wlan-credential-theft", source: "chosen: name here who says so" }],
  params,

  // It may change settings, habits, account, terms and checks, in place, and nothing else.
  apply({ checks }, { atOnce }) {
    const most = Math.round(atOnce);
    const { sessionsAtOnce: now } = checks;
    checks.sessionsAtOnce = now === 0 ? most : Math.min(now, most);
  },
};
`;

const PLUG_IN = `// What is said to prevent runaway use: it changes settings, habits, account, terms or checks of a
// line, in place, and nothing else; what it saves must come out of models that obey those.
export const safeguard = {
  name: "MY-UNIT",
  summary: "few sessions of one account at once",
  // Who can turn it on: owner, seller or operator.
  by: "operator",
  // Kinds that its advocates say it prevents: the engine says where that did not hold.
  claims: [{ kind: "wlan-credential-theft", source: "chosen: name here who says so" }],
  params: {
    atOnce: {
      summary: "sessions of one account that may run at once",
      unit: "sessions",
      default: 1,
      min: 1,
      max: 100,
      source: "chosen: one phone, one session",
    },
  },

  // settings, habits, account, terms, checks, notices: SafeguardTargets says what each holds. What is tighter already must stay.
  apply({ checks }, { atOnce }) {
    const most = Math.round(atOnce);
    const { sessionsAtOnce: now } = checks;
    checks.sessionsAtOnce = now === 0 ? most : Math.min(now, most);
  },
};
`;

const TEST = `import { expect, it } from "vitest";
import { keyedRandom } from "../../../simulators/chance/streams.ts";
import { PLAIN_NOTICES } from "../../../simulators/charging/notice-terms.ts";
import { PLAIN_HABITS, PLAIN_SETTINGS } from "../../../simulators/life/device-life.ts";
import { PLAIN_ACCOUNT } from "../../../simulators/network/wlan-account.ts";
import type { SafeguardTargets } from "../../../simulators/safeguard.ts";
import { myUnit } from "../../../simulators/safeguards/MY-UNIT.ts";

const targets = (sessionsAtOnce: number): SafeguardTargets => ({
  settings: { ...PLAIN_SETTINGS },
  habits: { ...PLAIN_HABITS },
  account: { ...PLAIN_ACCOUNT },
  terms: { moneyStop: 100_000, volumeStop: 0, lag: null },
  checks: { sessionsAtOnce },
  notices: { ...PLAIN_NOTICES },
});

it.each([
  ["limits who had no limit", 0, 2],
  ["tightens a looser limit", 5, 2],
  ["keeps a tighter limit", 1, 1],
])("MY-UNIT %s, and changes nothing else", (_, before, after) => {
  const changed = targets(before);
  myUnit.apply(changed, { atOnce: 2 }, keyedRandom("s", 0, "safeguard"));
  expect(changed).toEqual(targets(after));
});
`;

/** What is said to prevent runaway use. */
export const safeguard: NewKind = {
  name: "safeguard",
  summary: "what is said to prevent runaway use",
  homes: ["safeguards"],
  plugIn: {
    ending: ".js",
    text: PLUG_IN,
    next: (path) =>
      `turn it on: npx billshock generate city@L1 --safeguard ${path} --with MY-UNIT=0.3 -o data/mine`,
  },
  unit: () => ({
    files: {
      "simulators/safeguards/MY-UNIT.ts": UNIT,
      "test/simulators/safeguards/MY-UNIT.test.ts": TEST,
    },
    catalogues: [
      {
        file: "simulators/safeguards/catalogue.ts",
        list: "SAFEGUARDS",
        from: "./MY-UNIT.ts",
      },
    ],
    next: [
      "npx vitest run test/simulators/safeguards/MY-UNIT.test.ts test/simulators/safeguards/catalogue.test.ts test/simulators/safeguards/effects.test.ts test/names.test.ts",
      "node dist/cli/main.js generate city@L0 --with MY-UNIT=0.3 --dry-run",
    ],
  }),
};

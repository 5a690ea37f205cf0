import type { NewKind } from "./kind.ts";

const UNIT = `import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Cuts the mobile data of guests behind the hotspot and leaves the phone online.
 *
 * Say here who applies it, what it stops, and what runs on.
 */
export const myUnit: Policy<typeof params> = {
  name: "MY-UNIT",
  summary: "guests behind the hotspot get no mobile data",
  by: "operator",
  // Views whose alarms whoever applies it hears of.
  needs: ["flows", "charging"],
  acts: ["cut-data"],
  reaches: "cellular",
  params,
  // Each alarm gets one row. It tells line, time, view, score and network; nothing of what happened.
  open: (options) => held(options, { action: "cut-data", terminal: "guest" }),
};
`;

const TEST = `import { expect, it } from "vitest";
import { myUnit } from "../../../bench/policies/MY-UNIT.ts";
import { openPolicy } from "../../../bench/reacting/open-policy.ts";
import type { Policy } from "../../../bench/policy.ts";
import { smallFleet } from "../reacting/small-fleet.ts";

const owner = { at: (_: number, time: number) => ({ isAwake: true, wakesAt: time }) };

it("MY-UNIT holds from its latency on, for as long as it says", () => {
  const surroundings = { fleet: smallFleet(1), owner, seed: "s" };
  const opened = openPolicy(myUnit as Policy, { latency: 1000, hold: "1h" }, surroundings);
  const alarm = { device: 0, time: 5000, view: "charging", score: 1, ordinal: 0 } as const;
  const rows = opened.react({ ...alarm, plane: "cellular" });
  expect(rows.map(({ from, until }) => [from, until])).toEqual([[6000, 3_606_000]]);
});
`;

/** What follows an alarm. */
export const policy: NewKind = {
  name: "policy",
  summary: "what follows an alarm",
  homes: ["policies"],
  plugIn: null,
  unit: () => ({
    files: {
      "bench/policies/MY-UNIT.ts": UNIT,
      "test/bench/policies/MY-UNIT.test.ts": TEST,
    },
    catalogues: [{ file: "bench/policies/catalogue.ts", list: "POLICIES", from: "./MY-UNIT.ts" }],
    next: ["npx vitest run test/bench/policies test/names.test.ts"],
  }),
};

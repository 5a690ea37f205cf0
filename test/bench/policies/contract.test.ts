import { describe, expect, it } from "vitest";
import { POLICIES } from "../../../bench/policies/catalogue.ts";
import type { Policy, PolicyAlarm } from "../../../bench/policy.ts";
import { checkPolicy, testPolicy } from "../../../bench/policy-kit.ts";
import { HOUR } from "../../../datasets/sizes.ts";

describe.each(POLICIES)("$name", (policy) => {
  it("keeps the contract of a policy", () => {
    expect(() => testPolicy(policy)).not.toThrow();
  });
});

const base = POLICIES.find(({ name }) => name === "cut-data") as Policy;
const reacting = (react: (alarm: PolicyAlarm) => readonly { from: number }[]): Policy => ({
  ...base,
  open: () => ({ react: react as never }),
});
const cut = { action: "cut-data" as const };

describe("the kit finds a policy that", () => {
  let count = 0;
  it.each<[title: string, policy: Policy, rule: RegExp]>([
    [
      "acts before its alarm, as if it saw the future",
      reacting(({ time }) => [{ ...cut, from: time - HOUR }]),
      /cut-data: from must be after the alarm at \d+ and its latency of 900000 ms, got \d+/,
    ],
    [
      "acts sooner than its latency",
      reacting(({ time }) => [{ ...cut, from: time + 1000 }]),
      /from must be after the alarm/,
    ],
    [
      "does what it does not say",
      reacting(({ time }) => [{ from: time + HOUR, action: "suspend-line" }]),
      /must do what it says, cut-data, got suspend-line/,
    ],
    [
      "writes a row that reaches nothing",
      reacting(({ time }) => [{ ...cut, from: time + HOUR, plane: "wlan" }]),
      /cut-data: plane must be cellular for cut-data, got wlan/,
    ],
    [
      "answers otherwise the second time",
      reacting(({ time }) => [{ ...cut, from: time + HOUR + count++ }]),
      /must answer the same again/,
    ],
    [
      "never does what it says",
      { ...base, acts: ["cut-data", "notify"] },
      /acts must list what it does, got notify/,
    ],
    ["has no latency", { ...base, params: {} }, /must have an option latency/],
    ["does nothing at all", { ...base, acts: [], reaches: "none" }, /must do something, or refund/],
    ["nobody can apply", { ...base, by: "thief" as never }, /by must be one of owner/],
    ["needs no view", { ...base, needs: [] }, /needs must list views/],
  ])("%s", (_, policy, rule) => {
    expect(() => testPolicy(policy)).toThrow(rule);
  });

  it("mixes lines", () => {
    const mixing: Policy = {
      ...base,
      open: () => {
        let seen = 0;
        return { react: ({ time }) => [{ ...cut, from: time + HOUR + seen++ }] };
      },
    };
    expect(() => testPolicy(mixing)).toThrow(/must answer line 0 without the others/);
  });
});

it("says who applies each, and asks nobody to hear what he can't", () => {
  for (const policy of POLICIES) expect(() => checkPolicy(policy)).not.toThrow();
  const owners = POLICIES.filter(({ by }) => by === "owner");
  expect(owners.every(({ needs }) => needs.join() === "netstats")).toBe(true);
});

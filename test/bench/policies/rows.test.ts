import { describe, expect, it } from "vitest";
import { POLICIES } from "../../../bench/policies/catalogue.ts";
import type { Owner, Policy } from "../../../bench/policy.ts";
import { openPolicy } from "../../../bench/reacting/open-policy.ts";
import { formatCivil } from "../../../datasets/civil-time.ts";
import type { GivenOptions } from "../../../datasets/options.ts";
import { DAY, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { smallFleet } from "../reacting/small-fleet.ts";

const OFFSET = 480;
/** 02:00 of 5 November 2024 in China. */
const NIGHT = Date.parse("2024-11-05T02:00:00+08:00");
const awake: Owner = { at: (_, time) => ({ isAwake: true, wakesAt: time }) };
const asleep: Owner = { at: () => ({ isAwake: false, wakesAt: NIGHT + 5 * HOUR }) };

function rowsOf(name: string, options: GivenOptions = {}, owner = awake) {
  const policy = POLICIES.find((each) => each.name === name) as Policy;
  const surroundings = { fleet: smallFleet(3), owner, seed: "s" };
  const alarm = { device: 2, time: NIGHT, view: "charging", score: 1, ordinal: 5 } as const;
  return openPolicy(policy, options, surroundings).react({ ...alarm, plane: "cellular" });
}

const clock = (time: number) => formatCivil(time, OFFSET).slice(5);

describe("what follows an alarm at 02:00", () => {
  it.each<[name: string, options: GivenOptions, rows: readonly (readonly unknown[])[]]>([
    ["cut-data", {}, [["cut-data", "11-05 02:15:00", "11-06 02:15:00"]]],
    ["cut-data", { hold: "1h", latency: 0 }, [["cut-data", "11-05 02:00:00", "11-05 03:00:00"]]],
    ["suspend-line", {}, [["suspend-line", "11-05 02:15:00", "11-06 02:15:00"]]],
    ["throttle", { latency: "5m" }, [["throttle", "11-05 02:05:00", "11-06 02:05:00"]]],
    ["block-tether", {}, [["block-tether", "11-05 02:15:00", "11-06 02:15:00"]]],
    ["disconnect-session", {}, [["disconnect-session", "11-05 02:15:00", "11-05 02:15:00"]]],
    ["defer-until", {}, [["block-app", "11-05 02:15:00", "11-05 06:00:00"]]],
    ["defer-until", { hour: 2 }, [["block-app", "11-05 02:15:00", "11-06 02:00:00"]]],
    ["stop-at-cap", {}, [["suspend-line", "11-05 08:34:20", "12-01 00:00:00"]]],
    ["refund", {}, []],
  ])("%s %j", (name, options, rows) => {
    expect(
      rowsOf(name, options).map(({ action, from, until }) => [
        action,
        clock(from),
        clock(until as number),
      ]),
    ).toEqual(rows);
  });

  it("is of the alarm's line, names the alarm, and says who did it", () => {
    const [row] = rowsOf("require-second-factor");
    expect(row).toMatchObject({ device: 2, alarm: 5, by: "seller", plane: "wlan" });
  });
});

describe("notify", () => {
  it("lets an owner who is awake act minutes later, and one who sleeps when she wakes", () => {
    const stops = (owner: Owner) => rowsOf("notify", { reads: 1 }, owner).map(({ from }) => from);
    expect(stops(awake)).toEqual([NIGHT + MINUTE, NIGHT + 11 * MINUTE]);
    expect(stops(asleep)).toEqual([NIGHT + MINUTE, NIGHT + 5 * HOUR + 10 * MINUTE]);
  });

  it("stops nothing where nobody reads it", () => {
    expect(rowsOf("notify", { reads: 0 }).map(({ action }) => action)).toEqual(["notify"]);
  });

  it("is answered by her hand", () => {
    expect(rowsOf("notify", { reads: 1 }).map(({ by }) => by)).toEqual(["operator", "owner"]);
  });
});

describe("escalate", () => {
  it("cuts who does not answer in time, and nobody else", () => {
    const did = (owner: Owner) => rowsOf("escalate", { reads: 1 }, owner).map((row) => row.action);
    expect(did(awake)).toEqual(["notify", "owner-stops"]);
    expect(did(asleep)).toEqual(["notify", "cut-data"]);
  });

  it("waits as long as it says", () => {
    const [, cut] = rowsOf("escalate", { reads: 0, wait: "1h", hold: "2h" });
    expect([cut?.from, cut?.until]).toEqual([NIGHT + MINUTE + HOUR, NIGHT + MINUTE + 3 * HOUR]);
  });
});

it("holds a day by default, as long as the cool-down", () => {
  for (const { params } of POLICIES) expect(params["hold"]?.default ?? DAY).toBe(DAY);
});

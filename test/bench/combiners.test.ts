import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Alerts } from "../../bench/alerts.ts";
import type { CombinerMember, CombinerSpec } from "../../bench/combiner.ts";
import { allOf } from "../../bench/combiners/all-of.ts";
import { anyOf } from "../../bench/combiners/any-of.ts";
import { ensembleRank } from "../../bench/combiners/ensemble-rank.ts";
import { evidence } from "../../bench/combiners/evidence.ts";
import { vote } from "../../bench/combiners/vote.ts";
import { COMBINERS } from "../../bench/combining/catalogue.ts";
import { dailyMaxima } from "../../bench/combining/daily-maxima.ts";
import { isCombinerExpression, parseCombiner } from "../../bench/combining/expression.ts";
import { resolveOptions } from "../../datasets/options.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import type { ViewName } from "../../datasets/view.ts";

/** [hours, device, score]; hours and device make the row's number, it covers the hour before. */
type Row = readonly [hours: number, device: number, score: number];

function alertsOf(rows: readonly Row[]): Alerts {
  const time = Float64Array.from(rows, ([hours]) => hours * HOUR);
  return {
    length: rows.length,
    device: Uint32Array.from(rows, ([, device]) => device),
    time,
    row: Float64Array.from(rows, ([hours, device]) => hours * 10 + device),
    rowStart: time.map((t) => t - HOUR),
    rowEnd: time,
    score: Float64Array.from(rows, ([, , score]) => score),
  };
}

function member(threshold: number, rows: readonly Row[], view: ViewName = "flows"): CombinerMember {
  const reference = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  return { name: "m", view, alerts: alertsOf(rows), threshold, reference, referenceDays: 99 };
}

function combined(
  spec: CombinerSpec,
  members: readonly CombinerMember[],
  given: Readonly<Record<string, number>> = {},
): Row[] {
  const alerts = spec.combine(members, resolveOptions(spec, given));
  return Array.from({ length: alerts.length }, (_, i) => [
    alerts.time[i] / HOUR,
    alerts.device[i],
    alerts.score[i],
  ]);
}

describe("any-of", () => {
  it("measures each alert in its own detector's thresholds, in order of time", () => {
    const members = [member(10, [[1, 0, 5], [3, 0, 20]]), member(2, [[2, 1, 4]], "wlan")]; // biome-ignore format: a table
    expect(combined(anyOf, members)).toEqual([
      [1, 0, 0.5],
      [2, 1, 2],
      [3, 0, 2],
    ]);
  });

  it.each([
    ["a threshold of 0 counts the distance", 0, 3, [[1, 0, 4]]],
    ["a threshold below 0 does too", -2, -2, [[1, 0, 1]]],
    ["a member that never alarms is silent", Infinity, 3, []],
    ["a member whose every alert alarms is at its threshold", -Infinity, 3, [[1, 0, 1]]],
  ])("%s", (_, threshold, score, expected) => {
    expect(combined(anyOf, [member(threshold, [[1, 0, score]])])).toEqual(expected);
  });

  it("names rows while all members read one view, and keeps one alert a row", () => {
    const members = [member(1, [[1, 0, 2]]), member(1, [[1, 0, 3]])];
    const { length, row, score } = anyOf.combine(members, {});
    expect([length, row[0], score[0]]).toEqual([1, 10, 3]);
  });

  it("names no row where members read different views", () => {
    const members = [member(1, [[1, 0, 2]]), member(1, [[1, 0, 3]], "wlan")];
    expect(Array.from(anyOf.combine(members, {}).row)).toEqual([-1, -1]);
  });
});

describe("all-of", () => {
  it("waits for the last member and scores by the weakest", () => {
    const members = [member(1, [[1, 0, 6]]), member(1, [[5, 0, 4]]), member(1, [[9, 0, 5]])];
    expect(combined(allOf, members)).toEqual([[9, 0, 4]]);
  });

  it("does not join alerts of two devices", () => {
    expect(combined(allOf, [member(1, [[1, 0, 6]]), member(1, [[2, 1, 4]])])).toEqual([]);
  });

  it.each([
    [23, [[24, 0, 2]]],
    [24, []],
  ])("joins what lies %i hours apart or not", (apart, expected) => {
    const members = [member(1, [[1, 0, 2]]), member(1, [[1 + apart, 0, 2]])];
    expect(combined(allOf, members)).toEqual(expected);
  });
});

describe("vote", () => {
  it("scores by the member that completes the vote", () => {
    const members = [member(1, [[1, 0, 9]]), member(1, [[2, 0, 3]]), member(1, [[3, 0, 5]])];
    expect(combined(vote, members, { need: 2 })).toEqual([
      [2, 0, 3],
      [3, 0, 5],
    ]);
  });

  it("refuses to need more votes than there are members", () => {
    expect(() => combined(vote, [member(1, [])], { need: 2 })).toThrow(
      "vote: need must be in [1, 1], got 2",
    );
  });

  it("looks at no later alert: a prefix of the alerts gives a prefix of the result", () => {
    const rows: Row[] = Array.from({ length: 60 }, (_, i) => [i, i % 3, (i * 7) % 11]);
    const later: Row[] = rows.map(([hours, device, score]) => [hours + 0.5, device, 11 - score]);
    const whole = combined(vote, [member(2, rows), member(3, later)]);
    const part = combined(vote, [member(2, rows.slice(0, 30)), member(3, later.slice(0, 30))]);
    expect(part.length).toBeGreaterThan(10);
    expect(whole.slice(0, part.length)).toEqual(part);
  });
});

describe("ensemble-rank", () => {
  it("adds the rarities of what was said within the window", () => {
    // 9 of 99 days alerted: above all of them 1 in 100; at the lowest 10 in 100.
    const rows = combined(ensembleRank, [member(1, [[1, 0, 99]]), member(1, [[2, 0, 1]])]);
    expect(rows.map(([, , score]) => score)).toEqual([2, 3]);
  });

  it("ranks by the days of the calibration half alone", () => {
    const alerts = alertsOf([[1, 0, 5], [2, 0, 3], [25, 0, 4], [26, 1, 9]]); // biome-ignore format: a table
    expect(Array.from(dailyMaxima(alerts, Uint8Array.of(1, 0)))).toEqual([4, 5]);
    expect(DAY).toBe(24 * HOUR);
  });
});

describe("evidence", () => {
  // 9 of 99 days alerted: above all of them 1 in 100; at the lowest 10 in 100.
  const seldom = 99;
  const often = 1;

  it("counts cues of several members within hours, each by how seldom it is seen", () => {
    const rows = combined(evidence, [member(1, [[1, 0, seldom]]), member(1, [[2, 0, often]])]);
    expect(rows.map(([, , score]) => score)).toEqual([
      expect.closeTo(1 - 0.01 / 0.2, 12),
      expect.closeTo(1 - 0.01 / 0.2 + (1 - 0.1 / 0.2), 12),
    ]);
  });

  it("lets no cue outweigh two others, however extreme it is", () => {
    const [[, , one], [, , two]] = [
      combined(evidence, [member(1, [[1, 0, 1e300]])])[0] as Row,
      combined(evidence, [member(1, [[1, 0, 7]]), member(1, [[1, 0, 7]])]).at(-1) as Row,
    ];
    expect(one).toBeLessThan(1);
    expect(two).toBeGreaterThan(one);
  });

  it("gives nothing for what is seen on as many days as common says, and then no alert", () => {
    expect(combined(evidence, [member(1, [[1, 0, often]])], { common: 0.1 })).toEqual([]);
    expect(combined(evidence, [member(1, [[1, 0, often]])], { common: 0.11 })).toHaveLength(1);
  });

  it("needs no threshold of a member: one that never alarms is a cue all the same", () => {
    expect(combined(evidence, [member(Infinity, [[1, 0, seldom]])])).toHaveLength(1);
  });

  it("forgets a cue after the window", () => {
    const apart = (hours: number) =>
      combined(evidence, [member(1, [[1, 0, seldom]]), member(1, [[1 + hours, 0, seldom]])])[1];
    expect(apart(5)?.[2]).toBeGreaterThan(1.8);
    expect(apart(6)?.[2]).toBeLessThan(1);
  });

  it("looks at no later alert: a prefix of the alerts gives a prefix of the result", () => {
    const rows: Row[] = Array.from({ length: 60 }, (_, i) => [i, i % 3, (i * 7) % 11]);
    const later: Row[] = rows.map(([hours, device, score]) => [hours + 0.5, device, 11 - score]);
    const whole = combined(evidence, [member(2, rows), member(3, later, "netstats")]);
    const part = combined(evidence, [
      member(2, rows.slice(0, 30)),
      member(3, later.slice(0, 30), "netstats"),
    ]);
    expect(part.length).toBeGreaterThan(10);
    expect(whole.slice(0, part.length)).toEqual(part);
  });
});

describe("the combiner catalogue", () => {
  it("equals the files of its folder, in order", () => {
    const folder = join(import.meta.dirname, "../../bench/combiners");
    const files = readdirSync(folder).map((file) => basename(file, ".ts"));
    expect(COMBINERS.map(({ name }) => name)).toEqual(files.sort());
  });
});

describe("parseCombiner", () => {
  it.each([
    ["any-of(bt-flow-shape, dual-cap:view=charging)", ["bt-flow-shape", "dual-cap:view=charging"]],
    ["all-of( ewma:quick=1,slow=9 , cusum )", ["ewma:quick=1,slow=9", "cusum"]],
    ["vote(./a.js, ./b.js, c):need=3", ["./a.js", "./b.js", "c"]],
  ])("takes %s apart", (text, members) => {
    expect(isCombinerExpression(text)).toBe(true);
    expect(parseCombiner(text).members).toEqual(members);
  });

  it("settles options and writes itself plainly", () => {
    const { options, text } = parseCombiner(" vote( a,b ):need=1");
    expect(options).toEqual({ need: 1, window: DAY });
    expect(text).toBe("vote(a, b):need=1");
  });

  it.each(["dual-cap", "dual-cap:view=charging", "exec:python3 f.py (x)", "./my(1).js"])(
    "leaves %s to the detectors",
    (text) => {
      expect(isCombinerExpression(text)).toBe(false);
    },
  );

  it.each([
    ["any-off(a, b)", "unknown combiner any-off; did you mean any-of?"],
    ["any-of(a, b", "any-of: ) is missing in any-of(a, b"],
    ["any-of(a)", "any-of: members must be two or more, got 1"],
    ["any-of(a, a)", "any-of: members must differ, got a, a"],
    ["any-of(a,, b)", "any-of: a member is missing in (a,, b)"],
    ["any-of(a, vote(b, c))", "any-of: members must be detectors, got vote(b"],
    ["any-of(a, k=1, b)", "any-of: k=1 must stand behind a member and a colon"],
    ["any-of(a, b) need=1", "any-of: options must follow as :k=v, got need=1"],
    ["any-of(a, b):need=1", "any-of: unknown option need; there is none"],
    ["vote(a, b):ned=1", "vote: unknown option ned; did you mean need?"],
    ["vote(a, b):need=0", "vote: need must be in [1, Infinity] count, got 0"],
  ])("refuses %s", (text, message) => {
    expect(() => parseCombiner(text)).toThrow(message);
  });
});

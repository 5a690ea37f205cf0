import { describe, expect, it } from "vitest";
import { ARTEFACT_COLUMNS } from "../../../datasets/audit/artefact-columns.ts";
import type { AuditRow } from "../../../datasets/audit/audit-row.ts";
import { bestThreshold, eventF1 } from "../../../datasets/audit/event-f1.ts";
import { linesOf } from "../../../datasets/audit/event-scores.ts";
import { f1Interval } from "../../../datasets/audit/f1-interval.ts";
import { gateFindings, ruleText, solvableFindings } from "../../../datasets/audit/gate-findings.ts";
import { shareProtocol } from "../../../datasets/audit/kind-protocols.ts";
import { type GatedRule, gateDensity } from "../../../datasets/audit/one-liner-gate.ts";
import { besideOwnPast } from "../../../datasets/audit/own-past.ts";
import { solvableGate } from "../../../datasets/audit/solvable-gate.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";

const scores = (cases: number[], ordinary: number[], weight = 1) => ({
  ...{ cases: Float64Array.from(cases), ordinary: Float64Array.from(ordinary), weight },
});

describe("eventF1", () => {
  it.each([
    ["1 where every case and nothing else is flagged", [5, 6], [1, 2], 1, 5, 1],
    ["halved by wrong days as many as cases", [5, 6], [7, 8], 1, 5, 4 / 6],
    ["less so where ordinary days count for less", [5, 6], [7, 8], 0.5, 5, 4 / 5],
    ["0 where no case is found", [5], [6], 1, 7, 0],
  ])("is %s", (_, cases, ordinary, weight, threshold, f1) => {
    expect(eventF1(scores(cases, ordinary, weight), threshold)).toBeCloseTo(f1, 12);
  });

  it.each([
    ["takes the lowest case that costs nothing", [3, 5, 9], [1, 2], 3],
    ["leaves out a case that costs too much", [1, 8, 9], [2, 3, 4, 5, 6], 8],
    ["counts days of its own score as flagged", [4, 9], [4, 4, 4, 4], 9],
  ])("%s when its threshold is fitted", (_, cases, ordinary, threshold) => {
    expect(bestThreshold(scores(cases, ordinary))).toBe(threshold);
  });
});

describe("f1Interval", () => {
  const half = (count: number) => Array.from({ length: count }, (_, i) => i % 2);
  const lines = (count: number, each: number) =>
    Uint32Array.from({ length: count }, (_, i) => Math.floor(i / each));

  it("holds its figure, and is wider where cases are fewer", () => {
    const widths = [20, 80, 320].map((count) => {
      const asked = scores(half(count), []);
      const { low, high } = f1Interval(asked, new Uint32Array(0), 1);
      const f1 = eventF1(asked, 1);
      expect(low).toBeLessThan(f1);
      expect(high).toBeGreaterThan(f1);
      return high - low;
    });
    expect(widths[0] as number).toBeGreaterThan(1.7 * (widths[1] as number));
    expect(widths[1] as number).toBeGreaterThan(1.7 * (widths[2] as number));
    // 40 of 80 found: the share within .11 of a half, so an F1 of .56 to .76.
    const { low, high } = f1Interval(scores(half(80), []), new Uint32Array(0), 1);
    expect(low).toBeCloseTo(0.56, 1);
    expect(high).toBeCloseTo(0.76, 1);
  });

  it("draws wrong days by the line, so that few lines tell less than many", () => {
    const asked = scores(
      half(80),
      Array.from({ length: 60 }, () => 1),
    );
    const [few, many] = [20, 1].map((each) => f1Interval(asked, lines(60, each), 1)) as [
      ReturnType<typeof f1Interval>,
      ReturnType<typeof f1Interval>,
    ];
    expect(few.high - few.low).toBeGreaterThan(1.3 * (many.high - many.low));
  });

  it("has no width where nothing or everything is found", () => {
    expect(f1Interval(scores([1, 1], []), new Uint32Array(0), 1)).toEqual({ low: 1, high: 1 });
    expect(f1Interval(scores([0, 0], [1]), lines(1, 1), 1)).toEqual({ low: 0, high: 0 });
  });

  it("is the same for the same scores", () => {
    const asked = scores(half(40), [1, 1, 0, 1]);
    expect(f1Interval(asked, lines(4, 2), 1)).toEqual(f1Interval(asked, lines(4, 2), 1));
  });
});

describe("linesOf", () => {
  it("names the line of each ordinary day, and tells two datasets apart", () => {
    const marks = [
      [0, 3, 4],
      [1, 2, 5],
    ].map((test) => ({
      ...{ cases: [], lookAlikes: [] },
      ordinary: { calibration: Uint32Array.from([9]), test: Uint32Array.from(test) },
    }));
    expect([...linesOf(marks, [3, 3], true)]).toEqual([0, 1, 1, 2, 2, 3]);
    expect([...linesOf(marks, [3, 3], false)]).toEqual([3, 7]);
  });
});

describe("besideOwnPast", () => {
  const values = Float64Array.from([2, 4, 8, 16, 4, 100, 50, 10, 20, 40]);

  it.each([
    ["nothing", "absolute", [...values]],
    // Two devices of five days: three days of its own come first, and no day looks ahead.
    ["its own maximum", "own max", [0, 0, 0, 2, 0.25, 0, 0, 0, 0.2, 0.4]],
    ["its own p95", "own p95", [0, 0, 0, 2, 0.25, 0, 0, 0, 0.2, 0.4]],
  ] as const)("puts a day beside %s", (_, form, want) => {
    expect([...besideOwnPast(values, 5, form)]).toEqual(want);
  });
});

describe("gateFindings", () => {
  const rule: GatedRule = {
    ...{ kind: "bt-over-hotspot", view: "flows", feature: "remotes", window: "night" },
    ...{ form: "own max", sign: "above", f1: 0.61, low: 0.5, high: 0.7, cases: 20 },
  };

  it.each([
    ["L1", 1, []],
    [null, 1, []],
    ["my-level", 1, []],
    ["L2", 0.6, []],
    ["L2", 0.61, ["error"]],
    ["L3", 0.46, ["error"]],
    ["L4", 0.31, ["error"]],
  ] as const)("holds %s with %f by one number: %j", (level, f1, levels) => {
    const found = gateFindings([{ ...rule, f1 }], level);
    expect(found.map((finding) => finding.level)).toEqual(levels);
  });

  it("names the kind, the rule, its figure and what the level allows", () => {
    const [finding] = gateFindings([rule], "L2");
    expect(finding?.message).toBe(
      "bt-over-hotspot is caught by flows: remotes of a night, beside own max alone with an event-F1 of 0.61: L2 allows 0.6",
    );
    const low = { ...rule, form: "absolute", sign: "below" } as const;
    expect(ruleText(low)).toBe("flows: remotes of a night, below");
  });

  it("gates no kind with under 20 cases, and says so once", () => {
    const few = [
      { ...rule, cases: 19 },
      { ...rule, view: "charging" as const, cases: 19 },
    ];
    expect(gateFindings(few, "L2")).toEqual([
      expect.objectContaining({ level: "note", check: "one-liner" }),
    ]);
  });
});

describe("solvableGate", () => {
  const kinds = ["a", "b"];
  const of = (a: number, b: number) => [
    { kind: "a", name: "one", f1: a },
    { kind: "b", name: "two", f1: b },
  ];

  it.each([
    ["L1", of(0.95, 0.9), true],
    ["L1", of(1, 0.85), false],
    ["L2", of(0.85, 0.6), true],
    ["L2", of(0.99, 0.59), false],
    ["L2", of(0.65, 0.65), false],
    ["L4", of(0.1, 0.1), true],
  ])("holds %s with %j: %s", (level, references, ok) => {
    expect(solvableGate(kinds, references, level).ok).toBe(ok);
  });

  it("takes the best reference of a kind, and names kinds without any", () => {
    const given = [...of(0.9, 0.9).slice(0, 1), { kind: "a", name: "better", f1: 0.95 }];
    const found = solvableGate(kinds, given, "L1");
    expect(found).toMatchObject({ kinds: [{ name: "better" }], missing: ["b"], ok: false });
  });

  it.each([
    ["L9", of(1, 1), "solvable gate: level must be one of L0, L1, L2, L3, L4, got L9"],
    ["L1", of(2, 1), "solvable gate: f1 of one on a must be in [0, 1], got 2"],
  ])("refuses %s with %j", (level, references, message) => {
    expect(() => solvableGate(kinds, references, level)).toThrow(message);
  });
});

describe("gateDensity", () => {
  it.each([
    ["L1", 3.6],
    ["L2", 1.9],
    ["L3", 1],
    ["L4", 0.5],
    [null, 3.6],
  ])("states %s at %f cases in 1,000 line-days", (level, density) => {
    expect(gateDensity(level)).toBe(density);
  });

  it("is what city@L2 has", () => {
    const { enrichment, days, warmUpDays } = loadScenario("city@L2");
    const cases = 2000 / enrichment.devicesPerCase / (days - warmUpDays);
    expect(cases).toBeCloseTo(gateDensity("L2"), 1);
  });
});

describe("packets", () => {
  it("asks a time to live only where the probe names the system: else nobody knows whose it is", () => {
    const ttl = ARTEFACT_COLUMNS.find(({ name }) => name === "TTL");
    const of = (osFingerprint: number) =>
      ttl?.value({ values: { ttl: 127, osFingerprint } } as unknown as AuditRow);
    expect([of(0), of(1), of(3)]).toEqual([Number.NaN, 127, 127]);
  });

  it("are told in whole bytes and hundredths, not by how many there were", () => {
    const packets = ARTEFACT_COLUMNS.filter(({ group }) => group === "packets");
    const told = (times: number) => {
      const values = {
        up: 121 * times,
        down: 3005 * times,
        packetsUp: 3 * times,
        packetsDown: 2 * times,
      };
      return packets.map(({ value }) => value({ device: 0, values, before: null }));
    };
    expect(told(1)).toEqual([40, 1503, 1.5]);
    expect(told(1000)).toEqual(told(1));
  });
});

describe("solvableFindings", () => {
  const four = (f1s: readonly number[], cases = 20) =>
    f1s.map((f1, i) => ({ kind: `kind-${i}`, name: "evidence of cues", f1, cases }));
  /** Three more kinds at .74; a kind that is told of more often weighs no more in the mean. */
  const twice = (f1s: readonly number[]) => [
    ...f1s.map((f1) => ({ kind: "kind-9", name: "evidence of cues", f1, cases: 20 })),
    ...four([0.74, 0.74, 0.74]),
  ];
  it.each([
    ["all within reach", four([0.7, 0.7, 0.7, 0.7]), "L2", []],
    [
      "one out of reach",
      four([0.59, 0.8, 0.8, 0.8]),
      "L2",
      [/kind-0 is caught by evidence of cues/],
    ],
    [
      "the mean too low",
      four([0.6, 0.65, 0.7, 0.7]),
      "L2",
      [/0\.66 in the mean: L2 asks for 0\.7/],
    ],
    ["one kind of several references", twice([0.1, 0.5]), "L2", [/of 0\.50: L2 asks/, /0\.68 in/]],
    ["too few cases to say", four([0, 0, 0, 0], 19), "L2", []],
    ["a level that promises nothing", four([0, 0, 0, 0]), "L4", []],
    ["no level", four([0, 0, 0, 0]), null, []],
  ])("%s", (_, references, level, messages) => {
    const found = solvableFindings(references, level);
    expect(found.map(({ message }) => message)).toHaveLength(messages.length);
    for (const [i, message] of messages.entries()) expect(found[i]?.message).toMatch(message);
  });
});

describe("shareProtocol", () => {
  it.each([
    ["app-auto-update", "chosen-app-updates", true],
    ["bt-over-hotspot", "game-day", false],
    ["my-own-kind", "game-day", true],
  ])("says of %s and %s: %s", (kind, lookAlike, shares) => {
    expect(shareProtocol(kind, lookAlike)).toBe(shares);
  });
});

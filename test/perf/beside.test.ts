import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compare, faultsOf } from "../../perf/beside/compare.ts";
import type { Comparison, Turn } from "../../perf/beside/comparison.ts";
import { halfSpaceTrees } from "../../perf/beside/half-space-trees.ts";
import { labelledPoints } from "../../perf/beside/labelled-points.ts";
import { nabHarness } from "../../perf/beside/nab.ts";
import { blowUp, wuhanRules } from "../../perf/beside/wuhan-rules.ts";
import { besideFigure } from "../../perf/figures/beside.ts";
import type { PeerAnswer } from "../../perf/peer.ts";

const SLOW = 300_000;
const machine = { cpu: "a", cores: 1, memoryGb: 1, system: "b", node: "20", load: 0 };

function turn(count: number, cpu = 1, units = 10): Turn {
  return { version: "1", units, cpu, answer: { count } };
}

function beside(theirs: readonly PeerAnswer<Turn>[], tolerance = 0): Comparison {
  let round = 0;
  return {
    name: "task",
    unit: "rows",
    tolerance,
    ours: { name: "ours", turn: () => turn(7) },
    peers: [{ name: "other", turn: () => theirs[round++] as PeerAnswer<Turn> }],
  };
}

const ok = (answer: Turn): PeerAnswer<Turn> => ({ status: "ok", answer });

describe("a peer's time", () => {
  it("is kept, round by round, when it finds what we found", () => {
    const found = compare(beside([ok(turn(7, 2)), ok(turn(7, 4))]), 2);
    expect(found.peers).toMatchObject([{ name: "other", cpu: [2, 4] }]);
    expect(faultsOf(found)).toEqual([]);
  });

  it.each<[string, readonly PeerAnswer<Turn>[], string]>([
    ["another count", [ok(turn(8))], "count 8 instead of 7"],
    ["another count in a later round", [ok(turn(7)), ok(turn(6))], "count 6 instead of 7"],
    ["other units", [ok(turn(7, 1, 9))], "units 9 instead of 10"],
    ["a number that is none", [ok(turn(Number.NaN))], "count NaN instead of 7"],
    ["one number too few", [ok({ ...turn(7), answer: {} })], "count undefined instead of 7"],
    ["a failure", [{ status: "failed", why: "it broke" }], "it broke"],
  ])("is not kept with %s, which is a fault", (_what, theirs, why) => {
    const found = compare(beside(theirs), theirs.length);
    expect(faultsOf(found)).toEqual([expect.stringContaining(why)]);
    const figure = besideFigure({ machine, quick: true, rounds: 1, comparisons: [found] });
    expect(figure.split("\n").at(-1)).not.toMatch(/\d x/);
  });

  it("may differ by the tolerance and no more", () => {
    expect(faultsOf(compare(beside([ok(turn(7.5))], 0.5), 1))).toEqual([]);
    expect(faultsOf(compare(beside([ok(turn(7.6))], 0.5), 1))).toHaveLength(1);
  });

  it("is missing without fault where it is not installed, and the table says so", () => {
    const found = compare(beside([{ status: "not installed", why: "no other" }]), 1);
    expect(faultsOf(found)).toEqual([]);
    const figure = besideFigure({ machine, quick: true, rounds: 1, comparisons: [found] });
    expect(figure).toContain("not installed: no other");
  });

  it("says nothing when our own answer changes from round to round", () => {
    let count = 0;
    const unsteady = { ...beside([ok(turn(1))]), ours: { name: "o", turn: () => turn(++count) } };
    expect(() => compare(unsteady, 2)).toThrow("ours must repeat itself, count 2 instead of 1");
  });
});

describe("on a small input others find what we find, or are not installed:", () => {
  const dir = mkdtempSync(join(tmpdir(), "billshock-beside-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const tasks: readonly (readonly [string, () => readonly (Comparison | { missing: string })[]])[] =
    [
      ["GutenTAG", () => labelledPoints(64, 7, 1)],
      ["river", () => [halfSpaceTrees(dir, 3000, 1)]],
      ["NAB", () => [nabHarness(1)]],
      ["pandas and DuckDB", () => wuhanRules(dir, 20, 1)],
    ];

  it.each(tasks)(
    "%s",
    (_who, make) => {
      for (const task of make()) {
        if ("missing" in task) continue;
        expect(faultsOf(compare(task, 1))).toEqual([]);
      }
    },
    SLOW,
  );
});

describe("the records of Wuhan for many lines", () => {
  it("come in order of closing and differ from line to line", () => {
    const night = blowUp(3);
    expect(night.length).toBe(3 * 1099);
    expect(night.time.every((time, i) => i === 0 || time >= night.time[i - 1])).toBe(true);
    const sums = [0, 0, 0];
    for (let i = 0; i < night.length; i++) sums[night.device[i]] += night.down[i];
    expect(sums[0]).toBeLessThan(sums[1]);
    expect(sums[1]).toBeLessThan(sums[2]);
  });
});

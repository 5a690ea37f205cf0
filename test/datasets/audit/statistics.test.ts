import { describe, expect, it } from "vitest";
import { findAtoms } from "../../../datasets/audit/atoms.ts";
import { foldArea } from "../../../datasets/audit/fold-area.ts";
import { heldOutScores } from "../../../datasets/audit/held-out-scores.ts";
import { holm } from "../../../datasets/audit/holm.ts";
import { normalTail } from "../../../datasets/audit/normal-tail.ts";
import type { Sample } from "../../../datasets/audit/sample.ts";
import { topRows } from "../../../datasets/audit/top-rows.ts";
import { keyedUniform, keyOf } from "../../../datasets/keyed.ts";

/** 100 devices of 10 rows; the first half lie inside. */
function sampleBy(value: (row: number, inside: boolean) => number): Sample {
  const rows = Array.from({ length: 1000 }, (_, row) => row);
  const inside = (row: number) => row < 500;
  return {
    columns: [{ name: "x", values: Float64Array.from(rows, (row) => value(row, inside(row))) }],
    labels: Uint8Array.from(rows, (row) => (inside(row) ? 1 : 0)),
    devices: Uint32Array.from(rows, (row) => Math.floor(row / 10)),
  };
}

const mixed = (row: number) => Math.floor(1000 * keyedUniform(keyOf("mixed"), row));

describe("foldArea", () => {
  it.each([
    ["1 where a column tells the sides apart", (_: number, inside: boolean) => (inside ? 1 : 0), 1],
    // Pooled over folds it would be far below, since the base rates of the folds differ.
    ["a half for a column of one value", () => 7, 0.5],
  ])("is %s", (_, value, area) => {
    const sample = sampleBy(value);
    const found = foldArea(sample, heldOutScores(sample));
    expect(found).toMatchObject({ area, low: area, high: area, error: 0 });
  });

  it("has an interval around a half where nothing tells", () => {
    const sample = sampleBy(mixed);
    const { area, low, high } = foldArea(sample, heldOutScores(sample));
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(Math.abs(area - 0.5)).toBeLessThan(0.1);
  });

  it("scores no row by a model that saw its device", () => {
    // Each device has a value of its own: whoever saw it would know its side.
    const sample = sampleBy((row) => (Math.floor(row / 10) * 37) % 101);
    const { area } = foldArea(sample, heldOutScores(sample));
    expect(area).toBeLessThan(0.7);
  });
});

describe("topRows", () => {
  it("is full of a leak in 10 % of the rows, which hardly moves the area", () => {
    const sample = sampleBy((row, inside) => (inside && row % 10 === 0 ? 5000 : mixed(row)));
    const scores = heldOutScores(sample);
    expect(topRows(sample, scores).precision).toBeGreaterThan(0.85);
    expect(foldArea(sample, scores).area).toBeLessThan(0.65);
  });
});

describe("findAtoms", () => {
  it("names the value that one side has", () => {
    const atoms = findAtoms(
      sampleBy((row, inside) => (inside && row % 20 === 0 ? 77 : mixed(row))),
    );
    expect(atoms.cell).toBe("x = 77");
    expect(atoms.inside).toBeCloseTo(0.05, 2);
    expect(atoms.z).toBeGreaterThan(Math.max(...atoms.dealt) + 0.5);
  });

  it("weighs devices and not rows: a value of four devices alone is none", () => {
    const { z, dealt } = findAtoms(sampleBy((row) => (row < 40 ? -5 : mixed(row))));
    expect(z).toBeLessThan(Math.max(...dealt) + 0.5);
  });
});

describe("holm", () => {
  it.each([
    ["multiplies the least by all", [0.01, 0.5, 0.6], [0.03, 1, 1]],
    ["never falls below a smaller one's", [0.02, 0.021], [0.04, 0.04]],
  ])("%s", (_, chances, corrected) => {
    for (const [i, value] of holm(chances).entries()) expect(value).toBeCloseTo(corrected[i], 12);
  });
});

describe("normalTail", () => {
  it.each([
    [0, 0.5],
    [1.959964, 0.025],
    [-1.959964, 0.975],
    [3.090232, 0.001],
  ])("of %d is %d", (z, chance) => expect(normalTail(z)).toBeCloseTo(chance, 6));
});

import { describe, expect, it } from "vitest";
import { sizeAndShareOf, sizeOf } from "../../../perf/fidelity/compared-row.ts";
import { matchBeside } from "../../../perf/fidelity/match-beside.ts";
import { tellApart } from "../../../perf/fidelity/tell-apart.ts";
import { rowsOf } from "./made-up-rows.ts";

describe("the two-sample test", () => {
  it("tells rows of one distribution apart no better than a coin", () => {
    const apart = tellApart({
      rows: rowsOf(300, { seed: "a" }),
      beside: rowsOf(1200, { seed: "b" }),
    });
    // 10 devices a side: the error of an area is about .02.
    expect(apart.all?.area).toBeGreaterThan(0.43);
    expect(apart.all?.area).toBeLessThan(0.57);
    expect(apart).toMatchObject({ rows: [300, 1200], parts: [10, 10] });
  });

  it("tells rows apart whose packets are half as large again, and names the column", () => {
    const rows = rowsOf(300, { seed: "a", packet: 150 });
    const apart = tellApart({ rows, beside: rowsOf(1200, { seed: "b" }) });
    expect(apart.all?.area).toBeGreaterThan(0.98);
    expect(apart.columns[0].name).toBe("mean packet up");
  });

  it("does not look at ports by which rows were told", () => {
    const high = rowsOf(300, { seed: "a" }).map((row) => ({
      ...row,
      values: { ...row.values, hiPortShare: 1 },
    }));
    const beside = rowsOf(1200, { seed: "b" });
    expect(tellApart({ rows: high, beside }).all?.area).toBeGreaterThan(0.98);
    expect(tellApart({ rows: high, beside }, ["share of high ports"]).all?.area).toBeLessThan(0.57);
  });

  it("says nothing of 19 rows, or of rows of four parts", () => {
    const beside = rowsOf(1200, { seed: "b" });
    expect(tellApart({ rows: rowsOf(19, {}), beside }).all).toBeNull();
    const four = rowsOf(300, {}).filter(({ device }) => device < 4);
    expect(tellApart({ rows: four, beside }).all).toBeNull();
  });
});

describe("rows beside rows", () => {
  const small = rowsOf(10, { seed: "a" });
  const large = rowsOf(10, { seed: "b" }).map((row) => ({
    ...row,
    values: { ...row.values, down: row.values.down * 64 },
  }));
  const cellsOf = (rows: typeof small) =>
    new Map(
      [...new Set(rows.map(sizeOf))].map((key) => [
        key,
        { kept: rows.filter((row) => sizeOf(row) === key) },
      ]),
    );

  it("are four of the same size for each, none twice, and none for a size that has none", () => {
    const { rows, beside } = matchBeside(small, cellsOf(rowsOf(200, { seed: "c" })), sizeOf);
    expect(beside).toHaveLength(4 * rows.length);
    expect(new Set(beside).size).toBe(beside.length);
    for (const [i, row] of beside.entries())
      expect(sizeOf(row)).toBe(sizeOf(rows[Math.floor(i / 4)]));
    expect(matchBeside(large, cellsOf(small), sizeOf).rows).toHaveLength(0);
  });

  it("differ in size by a factor of four, and in up share by a fifth", () => {
    const row = (up: number, down: number) => ({
      ...small[0],
      values: { ...small[0].values, up, down },
    });
    expect(sizeOf(row(0, 1024))).toBe(sizeOf(row(4095, 0)));
    expect(sizeOf(row(0, 4096))).toBe(sizeOf(row(4095, 0)) + 1);
    expect(sizeAndShareOf(row(10, 90))).toBe(sizeAndShareOf(row(19, 81)));
    expect(sizeAndShareOf(row(10, 90))).not.toBe(sizeAndShareOf(row(21, 79)));
    expect(sizeAndShareOf(row(100, 0)) - sizeAndShareOf(row(0, 100))).toBe(4);
  });
});

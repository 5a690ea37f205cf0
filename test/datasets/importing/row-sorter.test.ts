import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openRowSorter } from "../../../datasets/importing/row-sorter.ts";

const directory = mkdtempSync(join(tmpdir(), "billshock-sort-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function sorted(rows: readonly (readonly number[])[], memoryRows: number): number[][] {
  const sorter = openRowSorter({ width: 3, keys: 2, directory, memoryRows });
  for (const row of rows) sorter.add(row);
  const out: number[][] = [];
  for (const { values, length } of sorter.blocks()) {
    for (let i = 0; i < length; i++) out.push([...values.subarray(i * 3, i * 3 + 3)]);
  }
  sorter.close();
  return out;
}

describe("sorting rows", () => {
  it.each([1, 2, 7, 100, 5000])("is stable with %i rows in memory", (memoryRows) => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat(3)), { maxLength: 80 });
    fc.assert(
      fc.property(rows, (keys) => {
        const input = keys.map(([a, b], i) => [a, b, i]);
        const expected = input.toSorted(
          (x, y) => (x[0] as number) - (y[0] as number) || (x[1] as number) - (y[1] as number),
        );
        expect(sorted(input, memoryRows)).toEqual(expected);
      }),
      { seed: 1, numRuns: memoryRows === 1 ? 20 : 50 },
    );
  });

  it("gives the same order in memory as over 13 runs of several blocks", () => {
    const input = Array.from({ length: 50_000 }, (_, i) => [(i * 7919) % 1009, (i * 31) % 17, i]);
    expect(sorted(input, 4000)).toEqual(sorted(input, 1_000_000));
  });

  it("leaves nothing behind", () => {
    expect(readdirSync(directory)).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EMPTY_HASH,
  mergeHashes,
  openHash,
  RECORD_TRUTH_COLUMNS,
} from "../../../datasets/format/logical-hash.ts";
import type { Table } from "../../../datasets/table.ts";
import { recordTruth } from "../../../datasets/tables/record-truth.ts";
import { batchOf, batchOfRows, SAMPLE, SAMPLE_WORDS, sampleRows } from "./batches.ts";

const hashOf = (rows: readonly (readonly number[])[], vocabularies = SAMPLE_WORDS): string => {
  const hash = openHash(SAMPLE, { vocabularies });
  hash.add(batchOfRows(SAMPLE, rows));
  return hash.hex();
};

describe("logical hash", () => {
  it("is the same in any order and adds up over parts", () => {
    fc.assert(
      fc.property(sampleRows, fc.nat(40), (rows, cut) => {
        const whole = hashOf(rows);
        expect(hashOf([...rows].reverse())).toBe(whole);
        expect(mergeHashes(hashOf(rows.slice(0, cut)), hashOf(rows.slice(cut)))).toBe(whole);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it("changes with each value of a row", () => {
    fc.assert(
      fc.property(
        sampleRows.filter((rows) => rows.length > 0),
        fc.nat(10),
        (rows, column) => {
          const changed = rows.map((row, i) =>
            i === 0 ? row.map((value, at) => (at === column ? (value === 0 ? 1 : 0) : value)) : row,
          );
          expect(hashOf(changed)).not.toBe(hashOf(rows));
        },
      ),
      { numRuns: 100, seed: 4 },
    );
  });

  it("counts a row that stands twice, twice, and tells two swapped values apart", () => {
    const row = SAMPLE.columns.map((_, i) => i % 2);
    expect(hashOf([row, row])).toBe(mergeHashes(hashOf([row]), hashOf([row])));
    expect(hashOf([row, row])).not.toBe(hashOf([row]));
    const [a, b] = [[...row], [...row]];
    [a[1], a[2], b[1], b[2]] = [7, 8, 8, 7];
    expect(hashOf([a])).not.toBe(hashOf([b]));
  });

  it("is what it was: the bytes of a row are part of the format", () => {
    const hash = openHash(SAMPLE, { vocabularies: SAMPLE_WORDS });
    hash.add(batchOf(SAMPLE, 3000));
    expect(hash.hex()).toBe("ef3c66d7174384115c577fb68de678e7");
    expect(hashOf([])).toBe(EMPTY_HASH);
  });

  it("takes -0 for 0, and an open category by its word, not by its code", () => {
    const zero = SAMPLE.columns.map(() => 0);
    const minus = SAMPLE.columns.map(({ kind }) => (kind === "category" ? 0 : -0));
    expect(hashOf([minus])).toBe(hashOf([zero]));
    const one = [...zero.slice(0, -1), 1];
    const two = [...zero.slice(0, -1), 2];
    expect(hashOf([one], { plan: ["unknown", "a", "b"] })).toBe(
      hashOf([two], { plan: ["unknown", "b", "a"] }),
    );
  });

  it("differs between tables that hold the same values", () => {
    const other: Table = { ...SAMPLE, name: "other" };
    const hash = openHash(other, { vocabularies: SAMPLE_WORDS });
    hash.add(batchOfRows(other, [SAMPLE.columns.map(() => 0)]));
    expect(hash.hex()).not.toBe(hashOf([SAMPLE.columns.map(() => 0)]));
  });

  it("of record truth leaves the row out, which depends on the shards", () => {
    const options = { columns: RECORD_TRUTH_COLUMNS };
    const [a, b] = [openHash(recordTruth, options), openHash(recordTruth, options)];
    a.add(batchOfRows(recordTruth, [[0, 1, 2, 3, 4, 5]]));
    b.add(batchOfRows(recordTruth, [[9, 1, 2, 3, 4, 5]]));
    expect(a.hex()).toBe(b.hex());
  });

  it("spreads: no two of 20,000 similar rows meet in any 32 bits more often than chance", () => {
    const seen = [0, 8, 16, 24].map(() => new Set<string>());
    for (let i = 0; i < 20_000; i++) {
      const hash = openHash(recordTruth);
      hash.add(batchOfRows(recordTruth, [[i, i >> 3, i & 7, 1, 0, 0]]));
      for (const [lane, set] of seen.entries()) set.add(hash.hex().slice(8 * lane, 8 * lane + 8));
    }
    // n^2 / 2^33 = 0.05 collisions are expected a lane; three or more have odds of 2e-5.
    for (const set of seen) expect(set.size).toBeGreaterThan(19_997);
  });

  it("refuses what is no hash, no column and no vocabulary", () => {
    expect(() => mergeHashes("abc")).toThrow("logical hash: must be 32 hex digits, got abc");
    expect(() => openHash(SAMPLE, { columns: ["x"] })).toThrow("must have the column x");
    expect(() => openHash(SAMPLE)).toThrow("vocabulary of plan must be given, got none");
  });
});

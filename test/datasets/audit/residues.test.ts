import { describe, expect, it } from "vitest";
import { ARTEFACT_COLUMNS } from "../../../datasets/audit/artefact-columns.ts";
import { keyedUniform, keyOf } from "../../../datasets/keyed.ts";

const ROWS = 40_000;
/** Bytes within which amounts thin out by e: as steep as what launchers send in a minute of city@L4. */
const SCALE = 12_000;

describe.each([
  ["up", "down"],
  ["down", "up"],
] as const)("residues of bytes %s", (column, other) => {
  const residues = ARTEFACT_COLUMNS.filter(({ name }) => name.startsWith(`${column} mod `));
  const key = keyOf("residues", column);
  const amounts = Array.from({ length: ROWS }, (_, i) => {
    const amount = Math.floor(60_000 - SCALE * Math.log(1 - keyedUniform(key, 2 * i)));
    return [amount, Math.floor(1e6 * keyedUniform(key, 2 * i + 1))] as const;
  });
  const readOf = (value: (typeof residues)[number]["value"], isAlone = false) =>
    amounts
      .map(([amount, beside]) => ({
        ...{ device: 0, before: null },
        values: isAlone ? { [column]: amount } : { [column]: amount, [other]: beside },
      }))
      .map(value)
      .filter((residue) => !Number.isNaN(residue));

  it.each(residues)("$name does not say how fast amounts thin out", ({ name, value }) => {
    const modulus = Number(name.split(" mod ")[1]);
    const read = readOf(value);
    expect(read.length).toBeGreaterThan(ROWS / 3);
    const mean = read.reduce((sum, residue) => sum + residue, 0) / read.length;
    // Five standard errors of the mean of whole residues that are all as frequent.
    const error = (5 * Math.sqrt((modulus * modulus - 1) / 12)) / Math.sqrt(read.length);
    expect(Math.abs(mean - (modulus - 1) / 2)).toBeLessThan(error);
  });

  it("are read of large amounts alone, also where the other direction is missing", () => {
    for (const { value } of residues) {
      const large = amounts.filter(([amount]) => amount >= 65_536).length;
      expect(readOf(value, true)).toHaveLength(large);
    }
  });
});

import { describe, expect, it } from "vitest";
import { type Coverage, type CoverageCell, coverageOf } from "./coverage.ts";

const { BILLSHOCK_COVERAGE } = process.env;
const isFull = BILLSHOCK_COVERAGE === "full";

const RATES = [0.03, 0.2, 0.5, 0.8, 0.97];

/** What users meet: a case alone, a small and a usual city, a large one; one kind and nine. */
const FULL: readonly CoverageCell[] = [
  { kinds: 1, perKind: 8 },
  { kinds: 1, perKind: 20 },
  { kinds: 1, perKind: 36 },
  { kinds: 1, perKind: 150 },
  { kinds: 4, perKind: 9 },
  { kinds: 9, perKind: 4 },
  { kinds: 9, perKind: 12 },
  { kinds: 1, perKind: 32, perCluster: 4 },
].flatMap((size) => RATES.map((rate) => ({ ...size, rate, spread: 1 })));

const SHORT: readonly CoverageCell[] = [
  { kinds: 1, perKind: 36, rate: 0.03, spread: 1 },
  { kinds: 1, perKind: 36, rate: 0.97, spread: 1 },
  { kinds: 9, perKind: 4, rate: 0.5, spread: 1 },
  { kinds: 4, perKind: 9, rate: 0.97, spread: 1 },
  { kinds: 1, perKind: 32, perCluster: 4, rate: 0.03, spread: 1 },
  { kinds: 1, perKind: 32, perCluster: 4, rate: 0.8, spread: 1 },
];

const shareHeld = ({ held, below, above }: Coverage[string]) => held / (held + below + above);

/** Where counts are few or rare, exact intervals hold more often than they promise. */
function mostHeld({ perKind, rate }: CoverageCell): number {
  return rate > 0.1 && rate < 0.9 && perKind >= 100 ? 0.985 : 1;
}

describe("intervals hold the truth as often as they say", () => {
  const cells = (isFull ? FULL : SHORT).map((cell) => ({ perCluster: 1, ...cell }));
  const { runs, replicates } = isFull
    ? { runs: 1000, replicates: 1000 }
    : { runs: 150, replicates: 300 };
  it.each(cells)(
    "$kinds kinds of $perKind incidents, a true share of $rate, $perCluster in a cluster",
    (cell) => {
      const coverage = coverageOf(cell, { runs, replicates, seed: 20_260_725 });
      const line = Object.entries(coverage).map(
        ([name, counts]) => [name, Number((100 * shareHeld(counts)).toFixed(1))] as const,
      );
      if (isFull) console.log(JSON.stringify({ ...cell, ...Object.fromEntries(line) }));
      for (const [name, percent] of line) {
        expect(percent, name).toBeGreaterThanOrEqual(92);
        expect(percent, name).toBeLessThanOrEqual(100 * mostHeld(cell));
      }
    },
    600_000,
  );
});

import type { Tariff } from "../billing/tariff.ts";
import type { BookedLine } from "./bill.ts";

/** How far a bundle or a cap had been used up. */
export interface LimitState {
  /** Bytes of a bundle or of a cap on volume; minor units of a cap on money. */
  readonly limit: number;
  /** Used of it by the records of the period. */
  readonly used: number;
  /** When the record closed that went over it, ms UTC; null: none did. */
  readonly reachedAt: number | null;
}

/** Bundles and caps of a bill, at one moment. */
export interface BillState {
  /** By rating group. What was used before the dataset begins is not among its records. */
  readonly bundles: Readonly<Record<string, LimitState>>;
  /** null: the plan has no such cap. */
  readonly moneyCap: LimitState | null;
  readonly volumeCap: LimitState | null;
}

/**
 * Works out how far the bundles and caps of a plan had been used up by the records of one period,
 * given in order of closing.
 *
 * A bundle counts as used up with the first record that it did not cover whole. That holds too where
 * part of it had gone before the data begins, which the sum of the records alone can't tell.
 */
export function billState(tariff: Tariff, lines: readonly Pick<BookedLine, "line">[]): BillState {
  const bundles: Record<string, LimitState> = {};
  for (const [group, { bundleBytes }] of Object.entries(tariff.groups)) {
    if (bundleBytes === 0 || tariff.kind === "pay-as-you-go") continue;
    const own = lines.filter(({ line }) => line.ratingGroup === group);
    const over = own.find(({ line }) => line.inBundle < line.up + line.down);
    bundles[group] = {
      limit: bundleBytes,
      used: own.reduce((sum, { line }) => sum + line.inBundle, 0),
      reachedAt: over?.line.time ?? null,
    };
  }
  return {
    bundles,
    moneyCap: limitOf(tariff.moneyCap, lines, ({ charged }) => charged),
    volumeCap: limitOf(tariff.volumeCap, lines, ({ up, down }) => up + down),
  };
}

function limitOf(
  limit: number,
  lines: readonly Pick<BookedLine, "line">[],
  amount: (line: BookedLine["line"]) => number,
): LimitState | null {
  if (limit === 0) return null;
  let used = 0;
  let reachedAt: number | null = null;
  for (const { line } of lines) {
    used += amount(line);
    if (used >= limit) reachedAt ??= line.time;
  }
  return { limit, used, reachedAt };
}

import { openRater } from "../../datasets/billing/rating.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import type { Account } from "../world.ts";
import type { RatedRows } from "./ledger-shard.ts";

/**
 * Works out how many bytes of the bundle were used before a line's first row: the data may start in
 * the middle of a billing month. Where a row of the first period was charged, the bundle ran out in
 * it, so what the rows up to there took from the bundle is all that was left. Where none was
 * charged, the bundle never bound, and taking bytes away can't make it: 0 by rating group.
 */
export function openingOf(rows: RatedRows, account: Account | null): number[] | null {
  if (account === null || account.tariff.kind !== "overage" || rows.length === 0) return null;
  const { tariff, calendar } = account;
  const probe = openRater(tariff, calendar);
  probe.book(0, 0, rows.end[0]);
  const { period } = probe;
  const covered = RATING_GROUPS.map(() => 0);
  const opening = RATING_GROUPS.map(() => 0);
  const settled = RATING_GROUPS.map((name) => tariff.groups[name] === undefined);
  for (let i = 0; i < rows.length && settled.includes(false); i++) {
    probe.book(0, 0, rows.end[i]);
    if (probe.period !== period) break;
    const group = rows.ratingGroup[i];
    if (settled[group]) continue;
    const { bundleBytes, incrementBytes } = tariff.groups[RATING_GROUPS[group]];
    if (rows.charged[i] === 0) {
      covered[group] += Math.ceil((rows.up[i] + rows.down[i]) / incrementBytes) * incrementBytes;
      continue;
    }
    opening[group] = Math.max(0, bundleBytes - covered[group] - rows.inBundle[i]);
    settled[group] = true;
  }
  return opening.some((bytes) => bytes > 0) ? opening : null;
}

import type { Manifest, SourceOddity } from "../format/manifest.ts";
import type { Oddity } from "./oddities.ts";
import type { ReadFacts } from "./read-files.ts";

/** What an import has to account for. */
export interface AccountOptions {
  readonly read: ReadFacts;
  readonly skipped: readonly Oddity[];
  readonly warnings: readonly Oddity[];
}

/**
 * Sums up for the manifest what an import left out, bad rows by column and others by reason, and what
 * it wondered at. Reasons may hold values of the file, and those a person's number: none is kept.
 */
export function importAccount(options: AccountOptions): NonNullable<Manifest["imported"]> {
  const { read, skipped, warnings } = options;
  const reasons = new Set(read.badRows.map(({ reason }) => reason));
  const bad = new Map<string, number>();
  for (const { name } of read.badRows) {
    const what = `bad ${name ?? "row"}`;
    bad.set(what, (bad.get(what) ?? 0) + 1);
  }
  return {
    leftOut: [
      ...skipped.filter(({ what }) => !reasons.has(what)).map(withoutWords),
      ...[...bad].map(([what, rows]) => ({ what, rows, bytes: 0 })),
    ],
    odd: warnings.map(withoutWords),
  };
}

/** What stands in quotes is of the file. */
function withoutWords({ what, rows, bytes }: Oddity): SourceOddity {
  return {
    what: what.replace(/"(?:[^"\\]|\\.)*"/g, "(a word)"),
    ...(rows !== undefined && { rows }),
    bytes,
  };
}

import type { Manifest } from "../../datasets/format/manifest.ts";

/** Says of a dataset that was published by force what it misses: a score on it means less. */
export function auditWarnings({ name, level, audit }: Manifest): string[] {
  const failures = audit?.failures ?? [];
  const [first] = failures;
  if (first === undefined) return [];
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : "";
  return [
    `${name}: published by force, it misses the bars of ${level ?? "its scenario"}: ${first}${more}`,
  ];
}

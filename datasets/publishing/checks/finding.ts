/** One thing that verify found. */
export interface Finding {
  /** error: the dataset is not what it says. warning: it may be. note: what was measured. */
  readonly level: "error" | "warning" | "note";
  /** Name of the check, such as `order` or `conservation`. */
  readonly check: string;
  /** Path of the file below the dataset. */
  readonly file: string;
  readonly row?: number;
  readonly message: string;
}

/** Collects findings; keeps the first few of each check and file, and counts the rest. */
export interface Findings {
  add(finding: Finding): void;
  list(): Finding[];
}

const KEPT = 5;

/** Opens an empty collection, whose memory does not grow with the number of bad rows. */
export function openFindings(): Findings {
  const kept: Finding[] = [];
  const counts = new Map<string, { count: number; last: Finding }>();
  return {
    add(finding) {
      const key = `${finding.level} ${finding.check} ${finding.file}`;
      const seen = counts.get(key);
      if (seen === undefined) counts.set(key, { count: 1, last: finding });
      else seen.count++;
      if ((seen?.count ?? 1) <= KEPT) kept.push(finding);
    },
    list() {
      const more = [...counts.values()]
        .filter(({ count }) => count > KEPT)
        .map(({ count, last: { level, check, file } }) => ({
          level,
          check,
          file,
          message: `and ${count - KEPT} more of this check`,
        }));
      return [...kept, ...more];
    },
  };
}

/** A stretch of time, [from, until), ms UTC; Infinity = for good. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** Joins what overlaps or touches, in order of time. */
export function joinWindows(windows: readonly Window[]): readonly Window[] {
  const joined: { from: number; until: number }[] = [];
  for (const { from, until } of windows.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else joined.push({ from, until });
  }
  return joined;
}

/** Whether a moment lies in one of them. */
export function isWithin(windows: readonly Window[], time: number): boolean {
  return windows.some(({ from, until }) => from <= time && time < until);
}

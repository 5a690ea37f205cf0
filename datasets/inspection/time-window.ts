/** A stretch of time, ms UTC: `from` belongs to it, `to` no longer does. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Tells whether something that lasted from `start` to `end` touches the window; a moment does if it lies inside. */
export function touches({ from, to }: TimeWindow, start: number, end: number): boolean {
  return start < to && (end > from || start >= from);
}

/** Finds the first of sorted moments that lies after t, Infinity where none does. */
export function nextAfter(moments: readonly number[], t: number): number {
  for (const moment of moments) if (moment > t) return moment;
  return Infinity;
}

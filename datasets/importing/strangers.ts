/** Counts flow records of which no end is a device. */
export interface Strangers {
  add(source: string, destination: string, bytes: number): void;
  readonly bytes: number;
  /** The addresses that most of those bytes are of, as `"10.8.0.69" (12 rows)`. */
  most(count: number): readonly string[];
}

const KEPT = 65_536;

/**
 * Remembers who spoke when no device did: a wrong address or network is the commonest mistake with
 * flow logs, and its remedy is to see the right one. Keeps the first 65,536 addresses, about 10 MB.
 */
export function openStrangers(): Strangers {
  const counts = new Map<string, { rows: number; bytes: number }>();
  let total = 0;

  function count(address: string, bytes: number): void {
    const found = counts.get(address);
    if (found !== undefined) {
      found.rows++;
      found.bytes += bytes;
    } else if (counts.size < KEPT) counts.set(address, { rows: 1, bytes });
  }

  return {
    get bytes() {
      return total;
    },
    add(source, destination, bytes) {
      total += bytes;
      count(source, bytes);
      count(destination, bytes);
    },
    most: (count) =>
      [...counts]
        .toSorted(([, a], [, b]) => b.bytes - a.bytes || b.rows - a.rows)
        .slice(0, count)
        .map(([address, { rows }]) => `"${address}" (${rows} ${rows === 1 ? "row" : "rows"})`),
  };
}

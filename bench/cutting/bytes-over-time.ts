/** Bytes of rows, each spread evenly over the time that it covers. */
export interface BytesOverTime {
  /** Moments at which a row begins or ends, in order. */
  readonly edges: Float64Array;
  /** Bytes a ms from an edge to the next. */
  readonly rates: Float64Array;
  /** Bytes before a moment. */
  before(time: number): number;
}

/** Rows that cover [start, end) with so many bytes. */
export interface SpreadRows {
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  readonly bytes: ArrayLike<number>;
}

/** Adds rows up over time. A row without extent lies in the ms before its end. O(rows log rows), 48 bytes a row. */
export function bytesOverTime({ start, end, bytes }: SpreadRows): BytesOverTime {
  const { length } = bytes;
  const moments = new Float64Array(2 * length);
  const turns = new Float64Array(2 * length);
  for (let i = 0; i < length; i++) {
    const from = Math.min(start[i], end[i] - 1);
    const rate = bytes[i] / (end[i] - from);
    moments[2 * i] = from;
    moments[2 * i + 1] = end[i];
    turns[2 * i] = rate;
    turns[2 * i + 1] = -rate;
  }
  const order = Uint32Array.from(moments, (_, i) => i).sort((a, b) => moments[a] - moments[b]);
  const edges = Float64Array.from(order, (i) => moments[i]);
  const rates = new Float64Array(order.length);
  const sums = new Float64Array(order.length);
  let rate = 0;
  for (let k = 0; k < order.length; k++) {
    if (k > 0) sums[k] = sums[k - 1] + rate * (edges[k] - edges[k - 1]);
    rate = Math.max(0, rate + turns[order[k]]);
    rates[k] = rate;
  }
  return {
    edges,
    rates,
    before(time) {
      const at = lastAt(edges, time);
      return at < 0 ? 0 : sums[at] + (at + 1 < edges.length ? rates[at] * (time - edges[at]) : 0);
    },
  };
}

/** Last place whose moment is not after `time`, -1 before the first. */
export function lastAt(moments: Float64Array, time: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (moments[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

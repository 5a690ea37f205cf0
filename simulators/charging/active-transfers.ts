/**
 * The transfers of a line that are under way, and how much of each its records hold by now. Arrays
 * grow and are kept, so that nothing is allocated for a transfer.
 */
export class ActiveTransfers {
  length = 0;
  /** Index of each among the day's transfers. */
  index = new Int32Array(64);
  /** End, rate in bytes/ms, and rate times start: asked for at every event. */
  ends = new Float64Array(64);
  slope = new Float64Array(64);
  rise = new Float64Array(64);
  /** Bytes that records hold. */
  toldUp = new Float64Array(64);
  toldDown = new Float64Array(64);
  /** Scratch of a record that closes at its limit, up and down of each side by side. */
  excess = new Float64Array(128);
  before = new Float64Array(128);

  add(index: number, slope: number, start: number, end: number): void {
    if (this.length === this.index.length) this.grow();
    const a = this.length++;
    this.index[a] = index;
    this.ends[a] = end;
    this.slope[a] = slope;
    this.rise[a] = slope * start;
    this.toldUp[a] = 0;
    this.toldDown[a] = 0;
  }

  /** Takes up when they stop now that some were stopped from outside. */
  refit(stop: Float64Array): void {
    for (let a = 0; a < this.length; a++) this.ends[a] = stop[this.index[a] as number] as number;
  }

  /** Overwrites the one at `to` with the one at `from`. */
  move(from: number, to: number): void {
    this.index[to] = this.index[from] as number;
    this.ends[to] = this.ends[from] as number;
    this.slope[to] = this.slope[from] as number;
    this.rise[to] = this.rise[from] as number;
    this.toldUp[to] = this.toldUp[from] as number;
    this.toldDown[to] = this.toldDown[from] as number;
  }

  /** End of the one that ends first, Infinity where none is under way. */
  firstEnd(): number {
    const { length, ends } = this;
    let first = Infinity;
    for (let a = 0; a < length; a++) if (ends[a] < first) first = ends[a];
    return first;
  }

  /** Moment at which they have moved so many bytes beyond what records hold, if nothing else happens. */
  movedAt(beyond: number): number {
    const { length, slope, rise, toldUp, toldDown } = this;
    let bytes = beyond;
    let rate = 0;
    for (let a = 0; a < length; a++) {
      rate += slope[a];
      bytes += toldUp[a] + toldDown[a] + rise[a];
    }
    return bytes / rate;
  }

  private grow(): void {
    const size = this.index.length * 2;
    const index = new Int32Array(size);
    index.set(this.index);
    const larger = (values: Float64Array) => {
      const copy = new Float64Array(size);
      copy.set(values);
      return copy;
    };
    this.index = index;
    this.ends = larger(this.ends);
    this.slope = larger(this.slope);
    this.rise = larger(this.rise);
    this.toldUp = larger(this.toldUp);
    this.toldDown = larger(this.toldDown);
    this.excess = new Float64Array(size * 2);
    this.before = new Float64Array(size * 2);
  }
}

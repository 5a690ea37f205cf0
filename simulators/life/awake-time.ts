import { HOUR } from "../../datasets/sizes.ts";
import type { DeviceLife } from "./device-life.ts";

const MOST_SLICES = 240;

/**
 * The time that a device's owner spends awake on one kind of access, weighted by the hour: where
 * sessions begin. Slices are cut at segments and hours; finding a moment is a binary search.
 */
export class AwakeTime {
  private readonly access: number;
  private readonly eagerness: readonly number[];
  private slices = 0;
  private readonly from = new Float64Array(MOST_SLICES);
  private readonly to = new Float64Array(MOST_SLICES);
  private readonly weight = new Float64Array(MOST_SLICES);

  constructor(access: number, eagerness: readonly number[]) {
    this.access = access;
    this.eagerness = eagerness;
  }

  /** Takes the day that the life has entered. */
  fill(life: Pick<DeviceLife, "today" | "sleptAt" | "wakesAt" | "sleepsAt">, dayStart: number) {
    const { today, sleptAt, wakesAt, sleepsAt } = life;
    this.slices = 0;
    for (let i = 0; i < today.length; i++) {
      if (today.access[i] !== this.access) continue;
      const start = today.start[i];
      const end = today.start[i + 1];
      if (start < sleptAt) this.cut(start, Math.min(end, sleptAt), dayStart);
      this.cut(Math.max(start, wakesAt), Math.min(end, sleepsAt), dayStart);
    }
  }

  /** Moment that lies a share in [0, 1) of the weighted time in; NaN when there is none today. */
  moment(share: number): number {
    const { slices, weight, from, to } = this;
    if (slices === 0) return Number.NaN;
    const target = share * weight[slices - 1];
    let low = 0;
    let high = slices - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (weight[middle] > target) high = middle;
      else low = middle + 1;
    }
    const before = low === 0 ? 0 : weight[low - 1];
    const inside = (target - before) / (weight[low] - before);
    return Math.floor(from[low] + inside * (to[low] - from[low]));
  }

  private cut(start: number, end: number, dayStart: number): void {
    let at = start;
    while (at < end && this.slices < MOST_SLICES) {
      const hour = Math.floor((at - dayStart) / HOUR);
      const next = Math.min(end, dayStart + (hour + 1) * HOUR);
      const before = this.slices === 0 ? 0 : this.weight[this.slices - 1];
      this.from[this.slices] = at;
      this.to[this.slices] = next;
      this.weight[this.slices] = before + (next - at) * (this.eagerness[hour] as number);
      this.slices++;
      at = next;
    }
  }
}

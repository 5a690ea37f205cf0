import { DAY } from "../../datasets/sizes.ts";

/** A line that nobody knows yet is taken to use its bundle evenly, and that counts as so many days (chosen). */
const KNOWN_DAYS = 3;
const DAYS_A_BUNDLE = 30;

/** What a line uses on a usual day, plane by plane: the mean of the civil days that are over. */
export class UsualUse {
  /** Bytes of the day in hand. */
  readonly today: Float64Array;
  private readonly seen: Float64Array;
  private days = 0;

  /** `bundles` holds, for each plane, the bytes that the plan gives for a month. */
  constructor(bundles: readonly number[]) {
    this.today = new Float64Array(bundles.length);
    this.seen = Float64Array.from(bundles, (bytes) => (bytes / DAYS_A_BUNDLE) * KNOWN_DAYS);
  }

  /** Ends the day in hand. */
  endDay(): void {
    for (const [plane, bytes] of this.today.entries()) (this.seen[plane] as number) += bytes;
    this.today.fill(0);
    this.days++;
  }

  /** Bytes of so many ms of usual days. */
  in(plane: number, ms: number): number {
    return ((this.seen[plane] as number) / (KNOWN_DAYS + this.days)) * (ms / DAY);
  }
}

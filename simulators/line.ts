import type { Rater } from "../datasets/rating.ts";
import { DAY, HOUR } from "../datasets/sizes.ts";
import type { PlanSetting } from "./scenario.ts";

/** A charging data record that is still open. */
export interface OpenRecord {
  start: number;
  up: number;
  down: number;
  province: number;
  rat: number;
  roaming: number;
  /** Bytes of episodes in it: three numbers each (episode, up, down). */
  readonly parts: number[];
}

/**
 * One line as the charging plane knows it: its open record, its books, and whether it is blocked or
 * slowed down. Two raters run side by side on a line that an incident hits: the second never hears of
 * the incident's bytes, so that the difference is what the incident cost.
 */
export class Line {
  record: OpenRecord | undefined;
  lastByteAt = 0;
  seq = 0;
  blockedFrom = Infinity;
  blockedUntil = Infinity;
  /** Episodes that the charging plane cut short since somebody last looked. */
  readonly cut: number[] = [];
  readonly plan: PlanSetting;
  readonly rater: Rater;
  readonly clean: Rater;
  private readonly utcOffset: number;
  private blockedInPeriod = -1;

  constructor(plan: PlanSetting, raters: { rater: Rater; clean: Rater }, utcOffset: number) {
    this.plan = plan;
    this.rater = raters.rater;
    this.clean = raters.clean;
    this.utcOffset = utcOffset;
  }

  /** Adds what an episode, or nobody, moved to the open record. */
  add(episode: number, up: number, down: number): void {
    const record = this.record as OpenRecord;
    record.up += up;
    record.down += down;
    if (episode < 0) return;
    const { parts } = record;
    for (let i = 0; i < parts.length; i += 3) {
      if (parts[i] !== episode) continue;
      (parts[i + 1] as number) += up;
      (parts[i + 2] as number) += down;
      return;
    }
    parts.push(episode, up, down);
  }

  /** Looks at the books after a record closed at `time`, and blocks the line where its plan says so. */
  enforce(time: number): void {
    const { rater, plan } = this;
    const { tariff } = plan;
    if (rater.period === this.blockedInPeriod || this.blockedFrom < Infinity) return;
    const bundle = tariff.groups["data"]?.bundleBytes ?? 0;
    const empty = tariff.kind === "prepaid" && rater.periodBytes >= bundle;
    const capped =
      (tariff.moneyCap > 0 && rater.periodCharge >= tariff.moneyCap) ||
      (tariff.volumeCap > 0 && rater.periodBytes >= tariff.volumeCap);
    if (empty) this.block(time);
    else if (capped && plan.suspensionLag !== null) this.block(time + plan.suspensionLag);
  }

  /** True where the plan slows the line down instead of charging it. */
  get throttled(): boolean {
    const { tariff } = this.plan;
    if (tariff.kind !== "throttle") return false;
    return this.rater.periodBytes > (tariff.groups["data"]?.bundleBytes ?? Infinity);
  }

  /** Forgets a block that is over by `time`. */
  release(time: number): void {
    if (time < this.blockedUntil) return;
    this.blockedFrom = Infinity;
    this.blockedUntil = Infinity;
  }

  private block(from: number): void {
    this.blockedInPeriod = this.rater.period;
    this.blockedFrom = from;
    this.blockedUntil =
      this.plan.reinstated === "next-morning" ? this.morningAfter(from) : Infinity;
  }

  /** The owner pays at 10:00 civil time, at the earliest two hours after the line went dead (chosen). */
  private morningAfter(from: number): number {
    const civil = from + this.utcOffset * 60_000 + 2 * HOUR;
    const ten = Math.floor(civil / DAY) * DAY + 10 * HOUR;
    return (ten >= civil ? ten : ten + DAY) - this.utcOffset * 60_000;
  }
}

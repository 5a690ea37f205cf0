import { type BillingCalendar, openRater, type Rater } from "../../datasets/billing/rating.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import type { EpisodeRecord } from "../engine/episode-record.ts";
import type { PlanSetting } from "../scenario.ts";
import { type LineTerms, termsOf } from "./line-terms.ts";

const DATA = codeOf(RATING_GROUPS, "data");
const ROAMING = codeOf(RATING_GROUPS, "roaming");

/**
 * One bill: the books of a line, or of several that share a bundle, and whether they are blocked or
 * slowed down. Two raters run side by side: the second never hears of an incident's bytes, so that
 * the difference is what the incident cost.
 */
export class Books {
  blockedFrom = Infinity;
  blockedUntil = Infinity;
  /** When the package that carries data abroad is over or used up, and when its owner buys another. */
  spentFrom = Infinity;
  spentUntil = Infinity;
  /** The incident whose bytes were booked last: it used up the bundle that is missed now. */
  lastIncident: EpisodeRecord | undefined;
  readonly plan: PlanSetting;
  readonly rater: Rater;
  readonly clean: Rater;
  private readonly terms: Readonly<LineTerms>;
  private readonly utcOffset: number;
  private blockedInPeriod = -1;

  constructor(
    plan: PlanSetting,
    calendar: BillingCalendar,
    terms: Readonly<LineTerms> = termsOf(plan),
  ) {
    this.plan = plan;
    this.terms = terms;
    this.rater = openRater(plan.tariff, calendar);
    this.clean = openRater(plan.tariff, calendar);
    this.rater.preload(DATA, plan.usedAtStart, calendar.from);
    this.clean.preload(DATA, plan.usedAtStart, calendar.from);
    this.utcOffset = calendar.utcOffset;
  }

  /** Looks at the bill after a record closed at `time`, and blocks its lines where the plan says so. */
  enforce(time: number): void {
    const { rater, plan, terms } = this;
    const { tariff } = plan;
    if (rater.period === this.blockedInPeriod || this.blockedFrom < Infinity) return;
    const bundle = tariff.groups["data"]?.bundleBytes ?? 0;
    const empty = tariff.kind === "prepaid" && rater.periodBytes >= bundle;
    const capped =
      (terms.moneyStop > 0 && rater.periodCharge >= terms.moneyStop) ||
      (terms.volumeStop > 0 && rater.periodBytes >= terms.volumeStop);
    if (empty) this.block(time);
    else if (capped && terms.lag !== null) this.block(time + terms.lag);
  }

  /** Rating group of what was carried at home, or abroad: its own where the tariff tells them apart. */
  groupOf(roaming: number): number {
    return roaming === 1 && this.plan.tariff.groups["roaming"] !== undefined ? ROAMING : DATA;
  }

  /** Looks at the package after a record of it closed at `time`: with its last byte or day the line is dead abroad. */
  watchPackage(time: number): void {
    const { rater } = this;
    const until = rater.until(ROAMING);
    if (until === Infinity) return;
    this.spentFrom = Math.max(time, until);
    this.spentUntil = this.paidAfter(this.spentFrom);
  }

  /** When the line goes dead, at home or abroad; a package is another card than the one at home. */
  deadFrom(roaming: number): number {
    const isPackage = roaming === 1 && this.plan.tariff.groups["roaming"]?.validDays !== undefined;
    return isPackage ? this.spentFrom : this.blockedFrom;
  }

  /** True where the plan slows its lines down instead of charging them. */
  get throttled(): boolean {
    const { tariff } = this.plan;
    if (tariff.kind !== "throttle") return false;
    return this.rater.periodBytes > (tariff.groups["data"]?.bundleBytes ?? Infinity);
  }

  /** Forgets a block that is over by `time`. */
  release(time: number): void {
    if (time >= this.blockedUntil) {
      this.blockedFrom = Infinity;
      this.blockedUntil = Infinity;
    }
    if (time >= this.spentUntil) {
      this.spentFrom = Infinity;
      this.spentUntil = Infinity;
    }
  }

  private block(from: number): void {
    this.blockedInPeriod = this.rater.period;
    this.blockedFrom = from;
    this.blockedUntil = this.paidAfter(from);
  }

  /** When a line that went dead comes back. */
  private paidAfter(from: number): number {
    return this.plan.reinstated === "next-morning" ? this.morningAfter(from) : Infinity;
  }

  /** The owner pays at 10:00 civil time, at the earliest two hours after the line went dead (chosen). */
  private morningAfter(from: number): number {
    const civil = from + this.utcOffset * 60_000 + 2 * HOUR;
    const ten = Math.floor(civil / DAY) * DAY + 10 * HOUR;
    return (ten >= civil ? ten : ten + DAY) - this.utcOffset * 60_000;
  }
}

/** What one rating group costs. */
export interface GroupPrice {
  /** Bytes of a period that the plan has paid for. */
  readonly bundleBytes: number;
  /** Price of the rest: `amount` minor units for each `perBytes` bytes. */
  readonly amount: number;
  readonly perBytes: number;
  /** A record counts in steps of this many bytes, rounded up: 1 or 1024. */
  readonly incrementBytes: 1 | 1024;
  /**
   * The bundle is a package, bought when it is needed: it lasts so many days from the first record
   * that it rates, and the next record after them, or after its last byte, buys another. Burnt bytes
   * cost what they were bought for. Absent: the bundle is that of each period.
   */
  readonly validDays?: number;
}

/**
 * How a plan turns records into money. Amounts are integers in the minor unit of `currency`; each
 * record's charge is rounded up to one unit.
 */
export interface Tariff {
  readonly name: string;
  readonly summary: string;
  readonly source: string;
  readonly currency: string;
  /**
   * overage: bytes over the bundle are charged. prepaid: a burnt bundle byte costs what it was
   * bought for and nothing flows after it. throttle: over the bundle the line slows down, for free.
   * pay-as-you-go: no bundle.
   */
  readonly kind: "overage" | "prepaid" | "throttle" | "pay-as-you-go";
  /** Price of each rating group; one that is not named is free, and roaming that is not is data. */
  readonly groups: Readonly<Record<string, GroupPrice>>;
  /** Most that a period is billed, 0 = no cap. */
  readonly moneyCap: number;
  /** Most bytes that a period may carry, 0 = no cap. */
  readonly volumeCap: number;
  /** "month": civil month from the plan's billing day. A number: that many days from the span's start. */
  readonly period: "month" | number;
  /** Rate over the quota in bit/s, for kind throttle. */
  readonly throttle?: number;
}

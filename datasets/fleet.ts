/**
 * What a detector may know before the first row: the operator's CRM (devices.arrow), and nothing
 * drawn for the simulation. Arrays are indexed by device; 0 stands for none.
 */
export interface Fleet {
  readonly deviceCount: number;
  /** First moment of the data, ms UTC. */
  readonly from: number;
  /** Lowest line of those that share one bundle, its caps and one bill; the line itself where none does. */
  readonly payer: Uint32Array;
  /** Bundle of a period, of all lines together that share it. */
  readonly quota: Float64Array;
  /** Millionths of the minor unit for each KB over the bundle. */
  readonly price: Float64Array;
  readonly moneyCap: Float64Array;
  readonly volumeCap: Float64Array;
  /** Civil day of the month on which a period starts. */
  readonly billingDay: Uint8Array;
  /** Minutes east of UTC. */
  readonly utcOffset: Int32Array;
  /** Code of PROVINCES. */
  readonly homeProvince: Uint8Array;
  readonly segment: Uint8Array;
  readonly deviceType: Uint8Array;
  readonly activatedAt: Float64Array;
}

import { billingMonth, startOfBillingMonth } from "../datasets/civil-time.ts";
import type { Fleet } from "../datasets/fleet.ts";
import { KB } from "../datasets/sizes.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../datasets/view.ts";
import { COUNTED_BY, countedRows } from "./counted-rows.ts";

/** Columns that a {@link PlanMeter} needs, and those that it uses where the view has them. */
export const METER_READS = ["time", "device", "up", "down"] as const satisfies ViewColumn[];
/** See {@link METER_READS}. */
export const METER_MAY_READ: readonly ViewColumn[] = [...COUNTED_BY, "charged"];

/** The running month of each line. Results of the last booking lie in fields. */
export interface PlanMeter {
  /** Takes the columns of a batch; call it before the batch's first row. */
  open(batch: ViewBatch): void;
  /**
   * Books row i. False: the row is no use of the line (private Wi-Fi), or belongs to a month that is
   * over, and nothing changed.
   */
  book(row: number): boolean;
  /** Whether the row began a new month. */
  readonly isNewMonth: boolean;
  /** Whether the row counted against the data bundle. */
  readonly inPlan: boolean;
  /** Bytes of the month that count against the data bundle. */
  readonly planBytes: number;
  /** Bytes of the month that the operator bills in any way. */
  readonly billedBytes: number;
  /** Charges of the month in minor units, as far as the view tells. */
  readonly charge: number;
}

/**
 * Meters each line's billing month, as the phone or the operator's rules would.
 *
 * Where the view has `charged` the bill itself is added up. Elsewhere bytes over the bundle are
 * priced from the fleet, which misses what was used before the data begins, the rounding of each
 * record and all that the WLAN costs; in the wlan view nothing can be priced and `charge` stays 0.
 * A plan that counts in days is metered by civil months all the same: the fleet does not tell.
 *
 * O(1) a row, 48 bytes a device.
 */
export function openPlanMeter(fleet: Fleet, view: ViewName): PlanMeter {
  const { deviceCount, quota, price, billingDay, utcOffset } = fleet;
  const operator = countedRows(view, "billed");
  const plan = countedRows(view, "plan");
  const periodStart = new Float64Array(deviceCount).fill(-Infinity);
  const periodEnd = new Float64Array(deviceCount).fill(-Infinity);
  const planBytes = new Float64Array(deviceCount);
  const billedBytes = new Float64Array(deviceCount);
  const charges = new Float64Array(deviceCount);
  const isPriced = view === "flows" || view === "netstats";
  let device = new Uint32Array(0) as ViewBatch["device"];
  let time = new Float64Array(0) as ViewBatch["time"];
  let up = time;
  let down = time;
  let charged: Float64Array | null = null;
  let kind: Uint8Array | null = null;

  function turn(id: number, moment: number): void {
    const day = billingDay[id] || 1;
    const month = billingMonth(moment, utcOffset[id], day);
    periodStart[id] = startOfBillingMonth(month, utcOffset[id], day);
    periodEnd[id] = startOfBillingMonth(month + 1, utcOffset[id], day);
    planBytes[id] = 0;
    billedBytes[id] = 0;
    charges[id] = 0;
  }

  const meter = {
    isNewMonth: false,
    inPlan: false,
    planBytes: 0,
    billedBytes: 0,
    charge: 0,

    open(batch: ViewBatch): void {
      ({ device, time, up, down } = batch);
      kind = operator.column(batch);
      charged = view === "charging" ? batch.charged : null;
    },

    book(row: number): boolean {
      if (kind !== null && operator.skip[kind[row]] === 1) return false;
      const id = device[row];
      meter.isNewMonth = time[row] >= periodEnd[id];
      if (meter.isNewMonth) turn(id, time[row]);
      else if (time[row] < periodStart[id]) return false;
      const bytes = up[row] + down[row];
      meter.inPlan = kind === null || plan.skip[kind[row]] === 0;
      billedBytes[id] += bytes;
      if (meter.inPlan) planBytes[id] += bytes;
      if (charged !== null) charges[id] += charged[row];
      else if (isPriced) {
        charges[id] = (Math.max(0, planBytes[id] - quota[id]) / KB) * (price[id] / 1_000_000);
      }
      meter.planBytes = planBytes[id];
      meter.billedBytes = billedBytes[id];
      meter.charge = charges[id];
      return true;
    },
  };
  return meter;
}

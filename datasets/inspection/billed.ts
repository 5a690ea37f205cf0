import type { Dataset } from "../dataset.ts";
import { type BillLine, openBill } from "./bill.ts";
import { type BillState, billState } from "./bill-state.ts";
import type { TimeWindow } from "./time-window.ts";

/** What a line was billed for records that closed in a window. */
export interface Billed {
  readonly plan: string;
  /** Name of the tariff; null where the dataset tells none. */
  readonly tariff: string | null;
  readonly currency: string;
  /** Other lines on the bill: they share its bundle and caps. */
  readonly billedWith: readonly number[];
  /** The line's own records that closed in the window, in order of closing. */
  readonly records: readonly BillLine[];
  /** Rated for those records, before the cap. */
  readonly charged: number;
  /** First moment of the billing period in which the window ends. */
  readonly periodFrom: number;
  /** Rated in that period before the window began and when it ended, before the cap; of all lines on the bill. */
  readonly ratedBefore: number;
  readonly rated: number;
  /** What of it is billed. */
  readonly billed: number;
  /** Bundles and caps at the window's end; null where the dataset tells no tariff. */
  readonly state: BillState | null;
}

/**
 * Reads what a line was billed: records that closed in the window, since bills follow the order of
 * closing, and where the bill stood; null where the dataset has no charging view.
 *
 * Reads charging of the device's shard once; memory is the records of the periods that the window
 * touches.
 */
export function readBilled(dataset: Dataset, device: number, window: TimeWindow): Billed | null {
  if (!dataset.views.includes("charging")) return null;
  const bill = openBill(dataset, device);
  const { plan, tariff, currency, billedWith } = bill;
  const lines = bill.read(window.from, window.to);
  const periodFrom = bill.periodOf(window.to - 1);
  const ofPeriod = lines.filter(({ period }) => period === periodFrom);
  const records = lines
    .filter(({ of, line }) => of === device && line.time >= window.from)
    .map(({ line }) => line);
  const rated = ofPeriod.at(-1)?.line.total ?? 0;
  const before = ofPeriod.findLast(({ line }) => line.time < window.from);
  return {
    plan,
    tariff: tariff?.name ?? null,
    currency,
    billedWith,
    records,
    charged: records.reduce((sum, { charged }) => sum + charged, 0),
    periodFrom,
    ratedBefore: before?.line.total ?? 0,
    rated,
    billed: bill.billed(rated),
    state: tariff === undefined ? null : stateOf(dataset, billState(tariff, ofPeriod)),
  };
}

/** Records that came with charges of their own do not say what a bundle covered. */
function stateOf({ manifest }: Dataset, state: BillState): BillState {
  const tells = manifest.views.charging?.columns.includes("inBundle") ?? false;
  return tells ? state : { ...state, bundles: {} };
}

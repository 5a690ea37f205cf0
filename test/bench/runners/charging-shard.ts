import type { Shard } from "../../../bench/runners/shard.ts";
import type { Fleet } from "../../../datasets/fleet.ts";
import { allocate, type Values } from "../../../datasets/table.ts";
import { VIEW_TABLES, type ViewBatch, type ViewColumn } from "../../../datasets/view.ts";

/** Devices and rows of the shard below. */
export const DEVICES = 24;
export const ROWS = 6000;

/** Columns of the charging view. */
export const COLUMNS = VIEW_TABLES.charging.columns.map(({ name }) => name) as ViewColumn[];

/** A fleet that knows nothing but its size. */
export const FLEET = {
  deviceCount: DEVICES,
  from: 0,
  quota: new Float64Array(DEVICES),
  utcOffset: new Int32Array(DEVICES),
} as Fleet;

/** Three batches of charging records, one a second, on 24 devices in turn. */
export function chargingBatches(): ViewBatch[] {
  return [0, 2500, 4000].map((from, index, starts) => {
    const length = (starts[index + 1] ?? ROWS) - from;
    const batch: Record<string, Values> = Object.fromEntries(
      VIEW_TABLES.charging.columns.map((column) => [column.name, allocate(column, length)]),
    );
    for (let i = 0; i < length; i++) {
      const row = from + i;
      batch["device"][i] = (row * 7) % DEVICES;
      batch["time"][i] = row * 1000;
      batch["visibleAt"][i] = row * 1000 + 500;
      batch["down"][i] = ((row * 7919) % 10_007) * 100;
      batch["ratingGroup"][i] = 1;
    }
    return { length, ...batch } as unknown as ViewBatch;
  });
}

/** The batches above as a shard that lies in memory. */
export const CHARGING_SHARD: Shard = {
  view: "charging",
  shard: 0,
  devices: { from: 0, to: DEVICES },
  payer: Uint32Array.from({ length: DEVICES }, (_, device) => device),
  key: 7,
  batches: chargingBatches,
};

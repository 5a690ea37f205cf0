import type { Tariff } from "../billing/tariff.ts";
import { KB } from "../sizes.ts";
import { allocate, type Batch } from "../table.ts";
import { devices } from "../tables/devices.ts";

/** What a devices row says of a plan, from its tariff: mobile data's bundle and price, and the caps. */
export function planColumns(tariff: Tariff) {
  const { data } = tariff.groups;
  const isCharged = tariff.kind === "overage" || tariff.kind === "pay-as-you-go";
  return {
    quota: tariff.kind === "pay-as-you-go" ? 0 : (data?.bundleBytes ?? 0),
    price: isCharged && data ? Math.round((data.amount * KB * 1e6) / data.perBytes) : 0,
    moneyCap: tariff.moneyCap,
    volumeCap: tariff.volumeCap,
  };
}

/** Options of {@link importedDevices}. */
export interface ImportedDevicesOptions {
  readonly count: number;
  readonly tariff: Tariff;
  readonly utcOffset: number;
  readonly billingDay: number;
  /** First moment of the data, ms UTC. */
  readonly from: number;
}

/** Makes the devices table of lines of which an import knows the plan and nothing else. */
export function importedDevices(options: ImportedDevicesOptions): Batch {
  const { count, tariff, utcOffset, billingDay, from } = options;
  const values: Readonly<Record<string, number>> = {
    ...planColumns(tariff),
    plan: 1,
    billingDay,
    utcOffset,
    activatedAt: from,
  };
  const columns = Object.fromEntries(
    devices.columns.map((column) => [
      column.name,
      allocate(column, count).fill(values[column.name] ?? 0),
    ]),
  );
  // Nobody says which lines share a bundle, so each pays for itself.
  for (const name of ["device", "payer"]) {
    const numbers = columns[name];
    for (let device = 0; device < count; device++) if (numbers) numbers[device] = device;
  }
  return { length: count, columns };
}

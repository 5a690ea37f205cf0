import { type EnforcementRow, fillEnforcement } from "../../datasets/enforcement.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { DeviceLife, Habits } from "../life/device-life.ts";

/** Which device and civil day. */
interface Night {
  readonly device: number;
  /** First moment of the civil day. */
  readonly from: number;
}

/** Writes what the owner's habits do to a civil day as orders: the network knows no habits. */
export function nightlyOrders(
  { hotspotOffAtNight }: Readonly<Habits>,
  { sleptAt, wakesAt, sleepsAt }: DeviceLife,
  { device, from }: Night,
): readonly EnforcementRow[] {
  if (!hotspotOffAtNight) return [];
  const asleep = [
    [sleptAt, wakesAt],
    [sleepsAt, from + DAY],
  ] as const;
  return asleep
    .map(([start, end]) => [Math.ceil(start), Math.min(Math.ceil(end), from + DAY)] as const)
    .filter(([start, end]) => start < end)
    .map(([start, until]) => blockTether(device, start, until));
}

function blockTether(device: number, from: number, until: number): EnforcementRow {
  const row = fillEnforcement(
    { device, from, until, action: "block-tether", by: "owner" },
    (column, message) => {
      throw new RangeError(`${column} ${message}`);
    },
  );
  return row as EnforcementRow;
}

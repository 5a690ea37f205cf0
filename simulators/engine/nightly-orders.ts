import { type EnforcementRow, fillEnforcement, type GivenRow } from "../../datasets/enforcement.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { DeviceLife, Habits } from "../life/device-life.ts";

/** Which device and civil day. */
interface Night {
  readonly device: number;
  /** First moment of the civil day. */
  readonly from: number;
}

/** Guests are cut off, and find another network or none. */
const NO_HOTSPOT: readonly GivenRow[] = [{ action: "block-tether" }];

/**
 * Apps that run unseen ask again in the morning. Whoever watches or is behind the hotspot does not:
 * a stream that stalls is not watched later, and a guest goes elsewhere.
 */
const NO_CELLULAR: readonly GivenRow[] = [
  { action: "cut-data", terminal: "phone", foreground: "background", retry: "later" },
  { action: "cut-data" },
];

/** What nobody looks at asks again when mobile data is on; that is when its owner uses it, by and for itself. */
const NO_UNSEEN: readonly GivenRow[] = [
  { action: "cut-data", terminal: "phone", foreground: "background", retry: "later" },
];

/** Writes what the owner's habits do to a civil day as orders: the network knows no habits. */
export function nightlyOrders(
  { hotspotOffAtNight, airplaneAtNight, dataOffUnused }: Readonly<Habits>,
  { sleptAt, wakesAt, sleepsAt }: DeviceLife,
  { device, from }: Night,
): readonly EnforcementRow[] {
  const off = [
    ...(hotspotOffAtNight ? NO_HOTSPOT : []),
    ...(airplaneAtNight || dataOffUnused ? NO_CELLULAR : []),
  ];
  if (off.length === 0) return [];
  const byDay = dataOffUnused ? NO_UNSEEN : [];
  const asleep = [
    [sleptAt, wakesAt],
    [sleepsAt, from + DAY],
  ] as const;
  const day = byDay.map((row) => filled({ ...row, device, from, until: from + DAY }));
  const nights = asleep
    .map(([start, end]) => [Math.ceil(start), Math.min(Math.ceil(end), from + DAY)] as const)
    .filter(([start, end]) => start < end)
    .flatMap(([start, until]) => off.map((row) => filled({ ...row, device, from: start, until })));
  return [...day, ...nights];
}

function filled(given: GivenRow): EnforcementRow {
  const row = fillEnforcement({ ...given, by: "owner" }, (column, message) => {
    throw new RangeError(`${column} ${message}`);
  });
  return row as EnforcementRow;
}

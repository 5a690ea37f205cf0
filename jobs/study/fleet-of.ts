import type { Fleet } from "../../datasets/fleet.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import type { SmallRow } from "../small-table.ts";

/** The CRM of a fleet that no dataset holds: what devices.arrow would say of each line. */
export function fleetOf(scenario: Scenario, rows: readonly SmallRow[]): Fleet {
  const column = (name: string) => rows.map((row) => Number(row[name]));
  return {
    ...{ deviceCount: rows.length, from: scenario.from },
    payer: Uint32Array.from(column("payer")),
    quota: Float64Array.from(column("quota")),
    price: Float64Array.from(column("price")),
    moneyCap: Float64Array.from(column("moneyCap")),
    volumeCap: Float64Array.from(column("volumeCap")),
    billingDay: Uint8Array.from(column("billingDay")),
    utcOffset: Int32Array.from(column("utcOffset")),
    homeProvince: Uint8Array.from(column("homeProvince")),
    segment: Uint8Array.from(column("segment")),
    deviceType: Uint8Array.from(column("deviceType")),
    activatedAt: Float64Array.from(column("activatedAt")),
  };
}

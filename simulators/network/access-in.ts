import { ACCESS } from "../../datasets/vocabularies.ts";
import type { Timeline } from "../life/device-life.ts";
import type { Pen } from "../pen.ts";

const CELLULAR = ACCESS.indexOf("cellular");
const WIFI = ACCESS.indexOf("wifi");

/** Finds the network (code of ACCESS) that a demand may take in a segment; 0 = none. */
export function accessIn(today: Timeline, i: number, network: Pen["network"]): number {
  if (network === "cellular-only") return (today.cellularDown[i] as number) > 0 ? CELLULAR : 0;
  const access = today.access[i] as number;
  if (network === "wifi-only") return access === WIFI ? WIFI : 0;
  return access;
}

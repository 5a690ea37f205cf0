import type { DeviceLife } from "../life/device-life.ts";

/** Whether the hotspot went off when its guests fell silent at `silentSince`, and its owner sleeps; NaN = none was there yet. */
export function isHotspotOff(life: DeviceLife, silentSince: number, t: number): boolean {
  const { hotspotTimeout } = life.settings;
  if (hotspotTimeout === null || !(t - silentSince > hotspotTimeout)) return false;
  return !life.awakeAt(t);
}

import type { Safeguard } from "../safeguard.ts";
import { airplaneAtNight } from "./airplane-at-night.ts";
import { antivirus } from "./antivirus.ts";
import { avoidLinks } from "./avoid-links.ts";
import { denyPermissions } from "./deny-permissions.ts";
import { dualCapStop } from "./dual-cap-stop.ts";
import { hotspotOffAtNight } from "./hotspot-off-at-night.ts";
import { locationOff } from "./location-off.ts";
import { manualUpdates } from "./manual-updates.ts";
import { officialStoreOnly } from "./official-store-only.ts";
import { restrictBackground } from "./restrict-background.ts";
import { sessionLimit } from "./session-limit.ts";
import { twoFactorLogin } from "./two-factor-login.ts";
import { wifiOnlyUpdates } from "./wifi-only-updates.ts";

/** Every safeguard that a scenario can name, in order of their names. */
export const SAFEGUARDS: readonly Safeguard[] = [
  airplaneAtNight,
  antivirus,
  avoidLinks,
  denyPermissions,
  dualCapStop,
  hotspotOffAtNight,
  locationOff,
  manualUpdates,
  officialStoreOnly,
  restrictBackground,
  sessionLimit,
  twoFactorLogin,
  wifiOnlyUpdates,
] as readonly Safeguard[];

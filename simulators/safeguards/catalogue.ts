import type { Safeguard } from "../safeguard.ts";
import { airplaneAtNight } from "./airplane-at-night.ts";
import { anomalyAlert } from "./anomaly-alert.ts";
import { antivirus } from "./antivirus.ts";
import { appWifiOnly } from "./app-wifi-only.ts";
import { avoidLinks } from "./avoid-links.ts";
import { checkBill } from "./check-bill.ts";
import { clearCache } from "./clear-cache.ts";
import { denyPermissions } from "./deny-permissions.ts";
import { disconnectOnClosure } from "./disconnect-on-closure.ts";
import { dualCapStop } from "./dual-cap-stop.ts";
import { education } from "./education.ts";
import { geoAlert } from "./geo-alert.ts";
import { hotspotOffAtNight } from "./hotspot-off-at-night.ts";
import { hotspotTimeout } from "./hotspot-timeout.ts";
import { locationOff } from "./location-off.ts";
import { manualUpdates } from "./manual-updates.ts";
import { mobileDataOffByDefault } from "./mobile-data-off-by-default.ts";
import { officialStoreOnly } from "./official-store-only.ts";
import { restrictBackground } from "./restrict-background.ts";
import { scheduleUpdates } from "./schedule-updates.ts";
import { sessionLimit } from "./session-limit.ts";
import { smartDisconnect } from "./smart-disconnect.ts";
import { stayOnStableVersion } from "./stay-on-stable-version.ts";
import { twoFactorLogin } from "./two-factor-login.ts";
import { uniquePasswords } from "./unique-passwords.ts";
import { usageMeter } from "./usage-meter.ts";
import { usageNotices } from "./usage-notices.ts";
import { wifiAssistOff } from "./wifi-assist-off.ts";
import { wifiOnlyUpdates } from "./wifi-only-updates.ts";

/** Every safeguard that a scenario can name, in order of their names. */
export const SAFEGUARDS: readonly Safeguard[] = [
  airplaneAtNight,
  anomalyAlert,
  antivirus,
  appWifiOnly,
  avoidLinks,
  checkBill,
  clearCache,
  denyPermissions,
  disconnectOnClosure,
  dualCapStop,
  education,
  geoAlert,
  hotspotOffAtNight,
  hotspotTimeout,
  locationOff,
  manualUpdates,
  mobileDataOffByDefault,
  officialStoreOnly,
  restrictBackground,
  scheduleUpdates,
  sessionLimit,
  smartDisconnect,
  stayOnStableVersion,
  twoFactorLogin,
  uniquePasswords,
  usageMeter,
  usageNotices,
  wifiAssistOff,
  wifiOnlyUpdates,
] as readonly Safeguard[];

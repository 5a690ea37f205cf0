import { suggest } from "../datasets/nearest-name.ts";
import { creepingTrend } from "./baselines/creeping-trend.ts";
import { cusum } from "./baselines/cusum.ts";
import { ewma } from "./baselines/ewma.ts";
import { robustZ } from "./baselines/robust-z.ts";
import type { DetectorSpec } from "./detector.ts";
import { accountBlock } from "./fleet/account-block.ts";
import { appCohort } from "./fleet/app-cohort.ts";
import { logistic } from "./learners/logistic.ts";
import { segmentQuantiles } from "./learners/segment-quantiles.ts";
import { concurrentSessions } from "./logins/concurrent-sessions.ts";
import { impossibleTravel } from "./logins/impossible-travel.ts";
import { loginBurst } from "./logins/login-burst.ts";
import { newDevice } from "./logins/new-device.ts";
import { provinceVelocity } from "./logins/province-velocity.ts";
import { appBudget } from "./phone/app-budget.ts";
import { backgroundBudget } from "./phone/background-budget.ts";
import { backgroundRunaway } from "./phone/background-runaway.ts";
import { missingWifi } from "./phone/missing-wifi.ts";
import { newApp } from "./phone/new-app.ts";
import { screenOffVideo } from "./phone/screen-off-video.ts";
import { storeUnseen } from "./phone/store-unseen.ts";
import { updateGuard } from "./phone/update-guard.ts";
import { wifiFallback } from "./phone/wifi-fallback.ts";
import { dualCap } from "./rules/dual-cap.ts";
import { equalRecordRun } from "./rules/equal-record-run.ts";
import { highUsage24h } from "./rules/high-usage-24h.ts";
import { moneyCap } from "./rules/money-cap.ts";
import { nightVolume } from "./rules/night-volume.ts";
import { percentAlert } from "./rules/percent-alert.ts";
import { planCap } from "./rules/plan-cap.ts";
import { rateWindow } from "./rules/rate-window.ts";
import { roamingGuard } from "./rules/roaming-guard.ts";
import { volumeCap } from "./rules/volume-cap.ts";
import { btFlowShape } from "./traces/bt-flow-shape.ts";
import { exfilRatio } from "./traces/exfil-ratio.ts";
import { fanOut } from "./traces/fan-out.ts";
import { idleLoad } from "./traces/idle-load.ts";
import { periodicity } from "./traces/periodicity.ts";
import { pushCount } from "./traces/push-count.ts";
import { relaySymmetry } from "./traces/relay-symmetry.ts";
import { storeBatch } from "./traces/store-batch.ts";
import { tetherFingerprint } from "./traces/tether-fingerprint.ts";
import { tetheringMeter } from "./traces/tethering-meter.ts";
import { uplinkSymmetry } from "./traces/uplink-symmetry.ts";
import { uploadApps } from "./traces/upload-apps.ts";
import { uploadRuns } from "./traces/upload-runs.ts";

/** Every detector that ships, family by family, in order of their names. */
export const DETECTORS: readonly DetectorSpec[] = [
  dualCap,
  equalRecordRun,
  highUsage24h,
  moneyCap,
  nightVolume,
  percentAlert,
  planCap,
  rateWindow,
  roamingGuard,
  volumeCap,
  creepingTrend,
  cusum,
  ewma,
  robustZ,
  logistic,
  segmentQuantiles,
  btFlowShape,
  exfilRatio,
  fanOut,
  idleLoad,
  periodicity,
  pushCount,
  relaySymmetry,
  storeBatch,
  tetherFingerprint,
  tetheringMeter,
  uplinkSymmetry,
  uploadApps,
  uploadRuns,
  concurrentSessions,
  impossibleTravel,
  loginBurst,
  newDevice,
  provinceVelocity,
  appBudget,
  backgroundBudget,
  backgroundRunaway,
  missingWifi,
  newApp,
  screenOffVideo,
  storeUnseen,
  updateGuard,
  wifiFallback,
  accountBlock,
  appCohort,
];

/**
 * Finds a detector by its name, and says which was meant when there is none of that name.
 *
 * @example
 * detectorNamed("dual-cap").summary;
 */
export function detectorNamed(name: string): DetectorSpec {
  const spec = DETECTORS.find((detector) => detector.name === name);
  if (spec !== undefined) return spec;
  const names = DETECTORS.map((detector) => detector.name);
  throw new RangeError(`unknown detector ${name}; ${suggest(name, names)}`);
}

export {
  type GivenOptions,
  type ResolvedOptions,
  resolveOptions,
} from "../datasets/options.ts";
export type { OptionsOf, Param } from "../datasets/param.ts";
export { cusum } from "./baselines/cusum.ts";
export { ewma } from "./baselines/ewma.ts";
export { robustZ } from "./baselines/robust-z.ts";
export { DETECTORS, detectorNamed } from "./catalogue.ts";
export { createDetector, fitDetector, type Lessons } from "./create-detector.ts";
export {
  type Detector,
  type DetectorSpec,
  defineDetector,
  type Fitted,
  type LearnsFrom,
  type RowLabels,
} from "./detector.ts";
export { logistic } from "./learners/logistic.ts";
export { segmentQuantiles } from "./learners/segment-quantiles.ts";
export { concurrentSessions } from "./logins/concurrent-sessions.ts";
export { impossibleTravel } from "./logins/impossible-travel.ts";
export { newDevice } from "./logins/new-device.ts";
export { provinceVelocity } from "./logins/province-velocity.ts";
export { appBudget } from "./phone/app-budget.ts";
export { backgroundBudget } from "./phone/background-budget.ts";
export { dualCap } from "./rules/dual-cap.ts";
export { equalRecordRun } from "./rules/equal-record-run.ts";
export { highUsage24h } from "./rules/high-usage-24h.ts";
export { moneyCap } from "./rules/money-cap.ts";
export { nightVolume } from "./rules/night-volume.ts";
export { percentAlert } from "./rules/percent-alert.ts";
export { planCap } from "./rules/plan-cap.ts";
export { rateWindow } from "./rules/rate-window.ts";
export { volumeCap } from "./rules/volume-cap.ts";
export { btFlowShape } from "./traces/bt-flow-shape.ts";
export { exfilRatio } from "./traces/exfil-ratio.ts";
export { tetherFingerprint } from "./traces/tether-fingerprint.ts";
export { uplinkSymmetry } from "./traces/uplink-symmetry.ts";

export { DETECTORS, detectorNamed } from "./catalogue.ts";
export {
  type Detector,
  type DetectorSpec,
  defineDetector,
  type Options,
  type Param,
} from "./detector.ts";
export {
  createDetector,
  type GivenOptions,
  type ResolvedOptions,
  resolveOptions,
} from "./options.ts";
export { dualCap } from "./rules/dual-cap.ts";
export { volumeCap } from "./rules/volume-cap.ts";
export { btFlowShape } from "./traces/bt-flow-shape.ts";

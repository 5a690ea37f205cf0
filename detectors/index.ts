export {
  type GivenOptions,
  type ResolvedOptions,
  resolveOptions,
} from "../datasets/options.ts";
export type { OptionsOf, Param } from "../datasets/param.ts";
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

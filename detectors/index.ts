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

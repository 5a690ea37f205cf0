import type { StrategyDetector } from "../../bench/strategy.ts";
import { codeOf } from "../../datasets/table.ts";
import type { ViewBatch, ViewName } from "../../datasets/view.ts";
import { ACCESS, RATING_GROUPS } from "../../datasets/vocabularies.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { createDetector } from "../../detectors/create-detector.ts";
import type { Detector, DetectorSpec } from "../../detectors/detector.ts";
import { type BillWatch, openBillWatch } from "./bill-watch.ts";
import type { Heard } from "./heard.ts";
import type { StudyWorld } from "./study-world.ts";

/** A detector whose threshold is settled. */
export type SetDetector = Omit<StrategyDetector, "threshold"> & { readonly threshold: number };

/** One detector at work on a life while it is lived. */
export interface Watch {
  readonly view: ViewName;
  /** Takes rows of its view, in order of delivery. */
  rows(batch: ViewBatch): void;
  /** Every alert at or above its threshold. */
  heard(): readonly Heard[];
}

const ACCESS_WLAN = codeOf(ACCESS, "wlan");
const GROUP_WLAN = codeOf(RATING_GROUPS, "wlan");

/** Sets a detector on a life; a fresh one each time, since it remembers what it saw. */
export function openWatch(detector: SetDetector, world: StudyWorld): Watch {
  const { view, use, options, isFloor } = detector;
  if (isFloor) {
    const { charge, at } = options as { readonly charge: number; readonly at: number };
    const bills: BillWatch = openBillWatch(world, { charge, at });
    return { view, ...bills };
  }
  return listening(createDetector(specNamed(use), options, world.fleet, view), detector);
}

export function specNamed(name: string): DetectorSpec {
  return DETECTORS.find((spec) => spec.name === name) as DetectorSpec;
}

/** Listens to a detector at work: every alert at or above its threshold, with the network of its row. */
export function listening(
  detector: Detector,
  { view, threshold }: Pick<SetDetector, "view" | "threshold">,
): Watch {
  const heard: Heard[] = [];
  let scores = new Float64Array(0);
  return {
    view,
    rows(batch) {
      const { length } = batch;
      if (scores.length < length) scores = new Float64Array(length);
      const own = scores.subarray(0, length).fill(Number.NEGATIVE_INFINITY);
      detector.observe(batch, own);
      for (let i = 0; i < length; i++) {
        const score = own[i] as number;
        if (score < threshold || score === Number.NEGATIVE_INFINITY) continue;
        const plane = planeOf(view, batch, i);
        heard.push({ device: batch.device[i], time: batch.visibleAt[i], view, score, plane });
      }
    },
    heard: () => heard,
  };
}

/** The network of a row; what the phone's own counters tell is mobile data. */
function planeOf(view: ViewName, batch: ViewBatch, i: number): Heard["plane"] {
  if (view === "wlan") return "wlan";
  if (view === "flows") return batch.access[i] === ACCESS_WLAN ? "wlan" : "cellular";
  if (view === "charging") return batch.ratingGroup[i] === GROUP_WLAN ? "wlan" : "cellular";
  return "cellular";
}

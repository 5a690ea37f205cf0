import { MB, SECOND } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitRepeatedFetch,
  planRepeatedFetch,
  REPEATED_FETCH_PARAMS,
} from "../../behaviour/repeated-fetch.ts";
import type { TrafficModel } from "../../model.ts";

const minutes = "chosen: a row of tests, here and there in the flat";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0, idle: 0, wifiDown: 0.3 },
    source: "chosen: somebody looks at the needle",
  }),
  ...REPEATED_FETCH_PARAMS,
  hoursMin: { ...REPEATED_FETCH_PARAMS.hoursMin, default: 0.15, source: minutes },
  hoursMax: { ...REPEATED_FETCH_PARAMS.hoursMax, default: 0.6, source: minutes },
  object: {
    ...REPEATED_FETCH_PARAMS.object,
    default: 70 * MB,
    source: "chosen: some fifteen seconds of a median LTE link",
  },
  reached: {
    ...REPEATED_FETCH_PARAMS.reached,
    default: 0.7,
    source: "chosen: a test stops after a time, not after a size",
  },
  rate: {
    ...REPEATED_FETCH_PARAMS.rate,
    default: 100e6,
    source: "chosen: as fast as the link allows",
  },
  pause: {
    ...REPEATED_FETCH_PARAMS.pause,
    default: 20 * SECOND,
    source: "chosen: one looks at the result and starts again",
  },
} as const;

const TEST = [codeOf(APPS, "download", "speed-test")] as const;

/**
 * Measures the cellular link again and again, on purpose, because it is slow or because it is new.
 *
 * The same file from the same server, attempt after attempt, for gigabytes in all; but at the link's
 * own rate, on screen, and over in minutes.
 */
export const speedTest: TrafficModel<typeof params> = {
  name: "speed-test",
  version: 1,
  summary: "a row of speed tests over cellular",
  role: "look-alike",
  twin: "retry-loop",
  cue: "length: over in minutes",
  explanation: "The owner measured the new contract's link, again and again.",
  params,

  plan: (context, options) => planRepeatedFetch(context, options, TEST),

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitRepeatedFetch(context, options, sink);
  },
};

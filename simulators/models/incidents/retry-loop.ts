import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitRepeatedFetch,
  planRepeatedFetch,
  REPEATED_FETCH_PARAMS,
} from "../../behaviour/repeated-fetch.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 0.5, wifiDown: 0.4 },
    source: "chosen: an app that retries does not ask what its owner does",
  }),
  ...REPEATED_FETCH_PARAMS,
} as const;

/**
 * Fetches the same thing again and again, unseen, because each time it fails at the very end.
 *
 * The app asks for Wi-Fi before its first attempt and forgets to before the next, so only what passes
 * over cellular belongs to it. Its marks: a screen that is off, equal pieces, and pauses of seconds. The
 * safeguard restrict-background moves it to Wi-Fi.
 */
export const retryLoop: TrafficModel<typeof params> = {
  name: "retry-loop",
  version: 1,
  summary: "an app fetches the same thing again and again, unseen",
  role: "incident",
  twin: "rat-ping-pong",
  params,

  plan: (context, options) => planRepeatedFetch(context, options),

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitRepeatedFetch(context, options, sink);
  },

  cause() {
    return {
      trigger: "a file that fails its check when it is whole",
      vector: "buggy-release",
      amplifier: "no limit on attempts, and a retry that does not ask for Wi-Fi",
    };
  },
};

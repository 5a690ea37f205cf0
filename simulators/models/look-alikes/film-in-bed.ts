import { GB } from "../../../datasets/sizes.ts";
import {
  emitLeftRunning,
  leftRunningParams,
  planWatched,
  withoutWifi,
} from "../../behaviour/left-running.ts";
import type { TrafficModel } from "../../model.ts";

const shared = leftRunningParams({
  ...{ stream: 0.5, open: 0.2, sync: 0.3, hoursMin: 1.5, hoursMax: 4 },
  source: "chosen: a film or an evening of episodes, now and then an album beside a book",
});

const params = {
  ...shared,
  bytesMax: {
    ...shared.bytesMax,
    default: 9 * GB,
    source: "chosen: four hours in a fine picture",
  },
} as const;

/**
 * Watches a film in bed over cellular, on a night without Wi-Fi, and falls asleep when it is over.
 *
 * Late, long and as large as a stream that nobody watches any more, by the same protocol; but its owner
 * is up for all of it.
 */
export const filmInBed: TrafficModel<typeof params> = {
  name: "film-in-bed",
  version: 1,
  summary: "a film in bed over cellular, watched to its end",
  role: "look-alike",
  twin: "user-mistake",
  cue: "asleep: nothing of it passes while its owner sleeps",
  explanation: "The owner watched a film in bed and knew that there was no Wi-Fi.",
  params,

  plan: (context, options) => [withoutWifi(context, planWatched(context, options))],

  emit(context, options, sink) {
    sink.network = "any";
    emitLeftRunning(context, options, sink);
  },
};

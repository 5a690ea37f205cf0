import { DAY, HOUR } from "../../../datasets/sizes.ts";
import {
  emitLeftRunning,
  leftRunningParams,
  planLeftRunning,
} from "../../behaviour/left-running.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...leftRunningParams({
    ...{ stream: 0.3, open: 0.7, sync: 0, hoursMin: 5, hoursMax: 8.5 },
    source: "chosen: the screen is dark for most, 22:30 to 07",
  }),
  nights: {
    summary: "nights on which it plays, each the second after the one before",
    unit: "count",
    default: 3,
    min: 2,
    max: 14,
    source: "chosen: up to three nights a week",
  },
} as const;

/** No night begins so much later than the first, and its rest. */
const SPARE = HOUR;

/**
 * Plays music, rain or a quiet series all night because its owner sleeps better with it.
 *
 * While everybody sleeps, as long and as large as a stream that was left on by mistake; but it is a
 * habit: it comes again, night after night, and no Wi-Fi is missing, since there is none.
 */
export const sleepStream: TrafficModel<typeof params> = {
  name: "sleep-stream",
  version: 1,
  summary: "music or a quiet series that plays all night on purpose",
  role: "look-alike",
  twin: "user-mistake",
  cue: "nights: it comes again, as a habit does",
  explanation: "The owner falls asleep with music on, has no Wi-Fi and a plan that holds it.",
  params,

  eligible: ({ persona }) => !persona.hasHomeWifi,

  plan(context, options) {
    const planned = planLeftRunning(context, options);
    const nights = Math.round(options.nights);
    return [{ ...planned, end: planned.end + 2 * (nights - 1) * DAY + SPARE }];
  },

  emit(context, options, sink) {
    sink.network = "any";
    emitLeftRunning(context, options, sink, Math.round(options.nights));
  },
};

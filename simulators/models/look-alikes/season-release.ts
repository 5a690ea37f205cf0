import { GB } from "../../../datasets/sizes.ts";
import {
  emitReleaseLoad,
  planReleaseLoad,
  releaseLoadParams,
} from "../../behaviour/release-load.ts";
import type { TrafficModel } from "../../model.ts";

const params = releaseLoadParams({
  ...{ hours: 9, dayBytes: 19 * GB, screenOff: 1 },
  source: "chosen: a season of a series or of podcasts, 7 GB by the evening",
});

/**
 * Fetches a new season on its first day, on every phone whose owner follows it.
 *
 * The same app on many phones from one morning on, with the screen off, and as many bytes as a
 * version that is out of its mind moves in a day; but it is through by the evening. A scenario that
 * gives the incident a `cohort` gives one to this too.
 */
export const seasonRelease: TrafficModel<typeof params> = {
  name: "season-release",
  version: 1,
  summary: "a new season that many phones fetch on its first day",
  role: "look-alike",
  twin: "buggy-app-version",
  cue: "length: it is through by the evening",
  explanation: "The owner follows the series and lets the app fetch new parts over cellular.",
  params,

  plan: (context, options) => [planReleaseLoad(context, options, false)],

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitReleaseLoad(context, options, sink);
  },
};

import { GB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { END_KINDS } from "../../../datasets/vocabularies.ts";
import {
  emitReleaseLoad,
  holdReleasePen,
  planReleaseLoad,
  releaseLoadParams,
} from "../../behaviour/release-load.ts";
import { areTold, emitToldRates, TOLD_RATES } from "../../behaviour/told-rates.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...releaseLoadParams({
    ...{ hours: 72, dayBytes: 7 * GB, screenOff: 1 },
    source: "cited: pocket-casts-android#5591, 21 GB in three days",
  }),
  ended: {
    summary: "who ends it",
    unit: "end",
    default: codeOf(END_KINDS, "provider-fix", "buggy-app-version"),
    min: 0,
    max: END_KINDS.length - 1,
    choices: END_KINDS,
    source: "chosen: its maker takes the version back",
  },
  ...TOLD_RATES,
} as const;

/**
 * Fetches what it has already, day and night, on every phone that got one version of one app, until
 * its maker takes the version back.
 *
 * It reaches the phones one after the other within hours of the release and ends on all of them at one
 * moment. One line alone shows an app that is out of its mind; many lines with the same app, day and
 * end show a release. A scenario says with `cohort` how many it hits. Only what passes over cellular
 * belongs to it; the safeguard restrict-background moves it to Wi-Fi, and with stay-on-stable-version
 * the release never arrives. A case whose rates are on record tells them, and nothing of it is drawn.
 */
export const buggyAppVersion: TrafficModel<typeof params> = {
  name: "buggy-app-version",
  version: 1,
  summary: "one version of an app fetches without end on every phone that has it",
  role: "incident",
  twin: "season-release",
  params,

  plan(context, options) {
    const episode = planReleaseLoad(context, options, true);
    return [{ ...episode, notes: { ...episode.notes, endKind: Math.round(options.ended) } }];
  },

  emit(context, options, sink) {
    if (!context.life.settings.firstReleases) return;
    sink.network = "cellular-only";
    if (areTold(options)) {
      holdReleasePen(context.episode, options, sink);
      emitToldRates(context, options, sink);
    } else {
      emitReleaseLoad(context, options, sink);
    }
  },

  cause() {
    return {
      trigger: "a release that takes what it has for missing",
      vector: "buggy-release",
      amplifier: "updates that every phone installs by itself",
    };
  },
};

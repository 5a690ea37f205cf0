import { HOUR } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { END_KINDS } from "../../../datasets/vocabularies.ts";
import {
  emitLeftRunning,
  leftRunningParams,
  planLeftRunning,
  thingOf,
  withoutWifi,
} from "../../behaviour/left-running.ts";
import type { TrafficModel } from "../../model.ts";

const params = leftRunningParams({
  ...{ stream: 0.34, open: 0.33, sync: 0.33, hoursMin: 4, hoursMax: 8.5 },
  source: "cited: article B, a heavy app left open, auto-sync left on; chosen: each as often",
});

const SELF = codeOf(END_KINDS, "self", "user-mistake");
const OWNER = codeOf(END_KINDS, "owner", "user-mistake");
/** From this hour of the next morning on it is the owner who ends it. */
const RISING = 30.5 * HOUR;

/**
 * Runs on through the night because its owner forgot it, on a night without Wi-Fi: a stream that
 * nobody watches any more, a camera's picture behind a dark screen, or a sync that was left on.
 *
 * Nothing is wrong with any program; so app, protocol and rate are those of wanted use, and the hours
 * alone tell: it goes on while its owner sleeps. The safeguard restrict-background stops what runs
 * behind a dark screen and spares the stream, whose app is on it.
 */
export const userMistake: TrafficModel<typeof params> = {
  name: "user-mistake",
  version: 1,
  summary: "a stream, an app or a sync that its owner left on overnight",
  role: "incident",
  twin: "film-in-bed",
  params,

  plan(context, options) {
    const planned = planLeftRunning(context, options);
    const endKind = planned.end - context.dayStart < RISING ? SELF : OWNER;
    return [withoutWifi(context, { ...planned, notes: { ...planned.notes, endKind } })];
  },

  emit(context, options, sink) {
    emitLeftRunning(context, options, sink);
  },

  cause({ episode }) {
    const { foreground, up } = thingOf(episode);
    const unseen = up ? "a sync that its owner once switched on" : "an app that was never closed";
    return {
      trigger: foreground === 1 ? "an owner who falls asleep in front of a stream" : unseen,
      vector: "setting-left-on",
      amplifier: "a night without Wi-Fi, and nothing that asks whether anybody is there",
    };
  },
};

import { circumstanceParams } from "../../behaviour/circumstances.ts";
import { emitSync, planSync, syncParams } from "../../behaviour/sync-rounds.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.7, idle: 0.3, wifiDown: 0 },
    source: "chosen: some watch the album fill, some leave it to the night",
  }),
  ...syncParams({
    ...{ rounds: 0.05, sends: 1 },
    source: "chosen: one queue of photos; a few apps send them on a timer",
  }),
} as const;

/**
 * Sends a library of photos to a new album in the cloud for the first time, because its owner asked.
 *
 * Sync of one app, mostly unseen, as many bytes as of one that runs wild, by the same protocol; but
 * photo after photo as fast as the link takes them, so it is through in a fraction of the time.
 */
export const firstPhotoSync: TrafficModel<typeof params> = {
  name: "first-photo-sync",
  version: 1,
  summary: "a library of photos goes to a new album for the first time",
  role: "look-alike",
  twin: "runaway-sync",
  cue: "length: it is through within the hour or two that the link needs",
  explanation: "The owner set up an album in the cloud and asked for all photos to go there.",
  params,

  plan: planSync,

  emit: emitSync,
};

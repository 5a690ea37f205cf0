import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitUnseenUploads,
  planUnseenUploads,
  unseenUploadParams,
} from "../../behaviour/unseen-uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 1, idle: 0.85, wifiDown: 0 },
    source: "chosen: recorders send while the phone charges",
  }),
  ...unseenUploadParams({
    ...{ beats: 0.05 },
    source: "chosen: a recorder waits for no orders; some show when they were last heard of",
  }),
} as const;

/**
 * Sends the day's recordings, talks and lessons, to the cloud by night, as its owner set it up.
 *
 * Bursts upwards while everybody sleeps, unseen, of one app; but nothing asks a server every few
 * minutes.
 */
export const voiceMemoUpload: TrafficModel<typeof params> = {
  name: "voice-memo-upload",
  version: 1,
  summary: "a recorder sends the day's talks to the cloud by night",
  role: "look-alike",
  twin: "malware-exfil",
  cue: "beats: nothing asks a server every few minutes",
  explanation: "The owner records talks and let the recorder keep them in the cloud.",
  params,

  eligible: ({ persona }) => !persona.hasHomeWifi,

  plan: planUnseenUploads,

  emit: emitUnseenUploads,
};

import { circumstanceParams } from "../../behaviour/circumstances.ts";
import {
  emitUnseenUploads,
  planUnseenUploads,
  unseenUploadParams,
} from "../../behaviour/unseen-uploads.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.9, idle: 0.1, wifiDown: 0 },
    source: "chosen: clips go out on the way, seldom from a parked car",
  }),
  ...unseenUploadParams({
    ...{ beats: 0.95 },
    source: "chosen: the camera shows its owner where the car is",
  }),
} as const;

/**
 * Sends clips of the dash cam to the cloud through the phone's app, and tells all the while where the
 * car is.
 *
 * Bursts upwards of one app, unseen, with a heartbeat every few minutes, as of malware; but they come
 * while its owner is up and about.
 */
export const dashCamUpload: TrafficModel<typeof params> = {
  name: "dash-cam-upload",
  version: 1,
  summary: "the app of a dash cam sends clips and tells where the car is",
  role: "look-alike",
  twin: "malware-exfil",
  cue: "owner awake: it is day, and the car on its way",
  explanation: "The owner has the dash cam keep its clips in the cloud.",
  params,

  eligible: ({ persona }) => !persona.hasHomeWifi,

  plan: planUnseenUploads,

  emit: emitUnseenUploads,
};

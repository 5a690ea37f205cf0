import { codeOf } from "../../../datasets/table.ts";
import { ACCESS } from "../../../datasets/vocabularies.ts";
import { circumstanceParams, drawCircumstances } from "../../behaviour/circumstances.ts";
import { emitUploads, uploadParams, uploadsAt } from "../../behaviour/uploads.ts";
import type { DeviceLife } from "../../life/device-life.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  ...circumstanceParams({
    ...{ screenOff: 0.7, idle: 0, wifiDown: 0 },
    source: "chosen: the phone goes into a pocket",
  }),
  ...uploadParams({
    ...{ before: 0.9, runs: 0.15, several: 0.5 },
    source: "chosen: what had begun on Wi-Fi",
  }),
} as const;

const CELLULAR = codeOf(ACCESS, "cellular", "walks-out");
const WIFI = codeOf(ACCESS, "wifi", "walks-out");

/**
 * Walks out of the Wi-Fi while albums are on their way, which then go on over cellular.
 *
 * The apps had begun on Wi-Fi, several of them, and the phone is in a pocket; but what is left goes in
 * one run, by day.
 */
export const walksOut: TrafficModel<typeof params> = {
  name: "walks-out",
  version: 1,
  summary: "uploads go on over cellular as their owner leaves the house",
  role: "look-alike",
  twin: "wifi-fallback-upload",
  cue: "owner awake: it is day, and the phone on its way",
  explanation:
    "The owner left the house with uploads on their way and had allowed cellular for them.",
  params,
  spreads: true,

  eligible: ({ persona }) => persona.hasHomeWifi,

  plan(context, options) {
    const drawn = drawCircumstances(context, options);
    return uploadsAt(context, options, { ...drawn, start: leaving(context.life) ?? drawn.start });
  },

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitUploads(context, options, sink);
  },
};

/** When the phone first passes from Wi-Fi to cellular after its owner woke; undefined where it never does. */
function leaving({ today, wakesAt }: DeviceLife): number | undefined {
  for (let i = 1; i < today.length; i++) {
    const leaves = today.access[i - 1] === WIFI && today.access[i] === CELLULAR;
    if (leaves && (today.start[i] as number) > wakesAt) return today.start[i];
  }
  return undefined;
}

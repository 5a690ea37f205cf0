import { MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import {
  emitTripTraffic,
  planTripTraffic,
  tripDays,
  tripTrafficParams,
} from "../../behaviour/trip-traffic.ts";
import type { TrafficModel } from "../../model.ts";

const shared = tripTrafficParams({
  ...{ screenOff: 0.2, upMin: 1, upMax: 1 },
  ...{ startFrom: 15, startTo: 20, hoursMin: 1, hoursMax: 4 },
  source: "chosen: shared from the cafe and before dinner, mostly in front of the album",
});

const params = {
  ...shared,
  piece: {
    ...shared.piece,
    default: 4 * MB,
    source: "cited: a photo is 1.3 to 8 MB",
  },
} as const;

const CLOUD = codeOf(APPS, "cloud", "roaming-photos");

/**
 * Shares the photos of a trip over cellular in roaming, with a travel package that holds them.
 *
 * As many bytes upwards as a map app sends that nobody asked, by the same protocol; but with the album
 * on screen, in some hours of an afternoon.
 */
export const roamingPhotos: TrafficModel<typeof params> = {
  name: "roaming-photos",
  version: 1,
  summary: "a trip's photos shared in roaming on a travel package",
  role: "look-alike",
  twin: "roaming-map-upload",
  cue: "foreground: the album is on screen for most of them",
  explanation: "The owner shared the day's photos and had bought a travel package for it.",
  params,

  days: tripDays,

  plan: planTripTraffic,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitTripTraffic(context, options, sink, CLOUD);
  },
};

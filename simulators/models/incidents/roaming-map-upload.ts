import { codeOf } from "../../../datasets/table.ts";
import { APPS, END_KINDS } from "../../../datasets/vocabularies.ts";
import {
  emitTripTraffic,
  planTripTraffic,
  tripDays,
  tripTrafficParams,
} from "../../behaviour/trip-traffic.ts";
import type { TrafficModel } from "../../model.ts";

const params = tripTrafficParams({
  ...{ screenOff: 1, upMin: 0.72, upMax: 0.95 },
  ...{ startFrom: 7, startTo: 11, hoursMin: 6, hoursMax: 14 },
  source: "cited: article A, in the background on the third day; chosen: while its owner is out",
});

const MAP = codeOf(APPS, "map", "roaming-map-upload");
const OWNER = codeOf(END_KINDS, "owner", "roaming-map-upload");

/**
 * Sends where its owner is, with pictures, all day long on the third day of a trip, because a map app
 * may use the place and the network in the background.
 *
 * The day that a scenario gives it is that third day. Where the phone is, the life alone says: few
 * lives lead abroad, and on all others the same upload runs at home, where no column says roaming.
 * With `abroad` 1 it comes about only abroad: on lines that have a trip of the scenario
 * (`population.trips`), on the third day of it. Its owner finds it in the evening and forbids it. The safeguard restrict-background makes it wait for a Wi-Fi; with deny-permissions
 * or location-off the map has no place to tell.
 */
export const roamingMapUpload: TrafficModel<typeof params> = {
  name: "roaming-map-upload",
  version: 1,
  summary: "a map app uploads all day on the third day of a trip",
  role: "incident",
  twin: "tourist-navigation",
  params,

  days: tripDays,

  plan(context, options) {
    return planTripTraffic(context, options).map((episode) => ({
      ...episode,
      notes: { ...episode.notes, endKind: OWNER },
    }));
  },

  emit(context, options, sink) {
    const { broadPermissions, location } = context.life.settings;
    if (!broadPermissions || !location) return;
    sink.network = "cellular-only";
    emitTripTraffic(context, options, sink, MAP);
  },

  cause() {
    return {
      trigger: "a map app that reports each place of the way",
      vector: "excessive-permission",
      amplifier: "roaming, where each megabyte is dear, and attempts that are repeated",
    };
  },
};

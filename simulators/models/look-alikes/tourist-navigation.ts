import { GB, MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import {
  emitTripTraffic,
  planTripTraffic,
  tripDays,
  tripTrafficParams,
} from "../../behaviour/trip-traffic.ts";
import type { TrafficModel } from "../../model.ts";

const day = "chosen: 3 to 8 hours on screen with pictures from above; 40 to 250 MB without them";

const shared = tripTrafficParams({
  ...{ screenOff: 0.3, upMin: 0.03, upMax: 0.25 },
  ...{ startFrom: 8, startTo: 12, hoursMin: 3, hoursMax: 8 },
  source: day,
});

const params = {
  ...shared,
  bytesMin: { ...shared.bytesMin, default: 150 * MB, source: day },
  bytesMax: { ...shared.bytesMax, default: 2.2 * GB, source: day },
} as const;

const MAP = codeOf(APPS, "map", "tourist-navigation");

/**
 * Finds its owner's way through a foreign town for a day, with a map on screen or in the pocket.
 *
 * The same app and hours as an upload that nobody wants, and often as many bytes; but they come down:
 * tiles, pictures and routes.
 */
export const touristNavigation: TrafficModel<typeof params> = {
  name: "tourist-navigation",
  version: 1,
  summary: "a day of navigation in a foreign town",
  role: "look-alike",
  twin: "roaming-map-upload",
  cue: "up share: tiles and routes come down",
  explanation: "The owner found the way with the map all day and had bought a package for it.",
  params,

  days: tripDays,

  plan: planTripTraffic,

  emit(context, options, sink) {
    sink.network = "cellular-only";
    emitTripTraffic(context, options, sink, MAP);
  },
};

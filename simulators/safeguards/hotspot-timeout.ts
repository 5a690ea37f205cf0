import type { Params } from "../../datasets/param.ts";
import { DAY, MINUTE } from "../../datasets/sizes.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  idle: {
    summary: "time without a byte of any guest after which the hotspot goes off",
    unit: "ms",
    default: 10 * MINUTE,
    min: MINUTE,
    max: DAY,
    source: "chosen: phones offer 5 to 10 minutes and more",
  },
} as const satisfies Params;

/**
 * Turns the hotspot off when no guest has moved anything for a while; who sleeps does not turn it on
 * again. A guest that does not fall silent, such as a torrent or a sync, keeps it on: no kind that
 * there is pauses for long enough by night, so it saves nothing of them. Its password keeps strangers
 * out, of whom no kind has any.
 */
export const hotspotTimeout: Safeguard<typeof params> = {
  name: "hotspot-timeout",
  summary: "the hotspot goes off when no guest moves anything",
  by: "owner",
  claims: [
    { kind: "bt-over-hotspot", source: "chosen: said of hotspots in general" },
    { kind: "hotspot-pc-housekeeping", source: "chosen: said of hotspots in general" },
  ],
  params,
  apply({ settings }, { idle }) {
    settings.hotspotTimeout = Math.min(settings.hotspotTimeout ?? Infinity, Math.round(idle));
  },
};

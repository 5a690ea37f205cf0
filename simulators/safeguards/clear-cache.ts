import type { Params } from "../../datasets/param.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { Safeguard } from "../safeguard.ts";

const params = {
  every: {
    summary: "time between two clearings",
    unit: "ms",
    default: 7 * DAY,
    min: DAY,
    max: 365 * DAY,
    source: "chosen: regularly, says article A; once a week",
  },
} as const satisfies Params;

/**
 * Clears what apps have cached now and then. No mechanism is known by which that saves a byte; what
 * was cached is fetched again, which cache-refill does.
 */
export const clearCache: Safeguard<typeof params> = {
  name: "clear-cache",
  summary: "what apps have cached is cleared regularly",
  by: "owner",
  claims: [
    { kind: "runaway-sync", source: "articles A and B: clear the cache regularly" },
    { kind: "app-auto-update", source: "articles A and B: clear the cache regularly" },
  ],
  params,
  apply({ settings }, { every }) {
    settings.cacheCleared = Math.min(settings.cacheCleared ?? Infinity, Math.round(every));
  },
};

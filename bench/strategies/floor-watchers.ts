import type { Params } from "../../datasets/param.ts";
import { HOUR } from "../../datasets/sizes.ts";
import type { ViewName } from "../../datasets/view.ts";

/** A floor that a strategy may listen to, since people do what it does. */
export interface FloorWatcher {
  readonly name: string;
  readonly view: ViewName;
  readonly params: Params;
}

/** Floors that a strategy may name; all others read truth, or the dice. */
export const FLOOR_WATCHERS: readonly FloorWatcher[] = [
  {
    name: "owner-checks-bill",
    view: "charging",
    params: {
      charge: {
        summary: "minor units since the last look that make the owner look twice",
        unit: "minor units",
        default: 1000,
        min: 0,
        max: 1e9,
        source: "chosen: 10 yuan, what people buy data packs for",
      },
      at: {
        summary: "civil time of the daily look, from midnight",
        unit: "ms",
        default: 7 * HOUR,
        min: 0,
        max: 24 * HOUR,
        source: "chosen: on waking, seven in the morning",
      },
    },
  },
];

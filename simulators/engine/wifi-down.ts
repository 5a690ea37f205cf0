import type { Stretch } from "../model.ts";
import type { Placed } from "./plan-placed.ts";

/** When Wi-Fi is down for what was planned; a fraction of a ms would reach every column of time. */
export function stretchesOf({ model, episodes }: Placed): Stretch[] {
  return episodes.flatMap(({ wifiDown }) => {
    if (wifiDown === undefined) return [];
    const { from, to } = wifiDown;
    if (!(Number.isInteger(from) && Number.isInteger(to) && to > from)) {
      throw new RangeError(
        `${model.name}: wifiDown must be whole ms in order, got ${from} to ${to}`,
      );
    }
    return [wifiDown];
  });
}

import { DAY, HOUR, MINUTE } from "../../datasets/sizes.ts";
import type { Owner } from "../policy.ts";

/** Civil hours in which a clock takes everybody to be awake (chosen). */
const UP = 7 * HOUR;
const ABED = 23 * HOUR;

/** Owners of whom nothing is known but the time of their day: awake from seven to eleven at night. */
export function clockOwner(utcOffset: Int32Array): Owner {
  return {
    at(device, time) {
      const civil = (time + utcOffset[device] * MINUTE) % DAY;
      const isAwake = civil >= UP && civil < ABED;
      const wakesAt = time - civil + (civil < UP ? UP : DAY + UP);
      return { isAwake, wakesAt: isAwake ? time : wakesAt };
    },
  };
}

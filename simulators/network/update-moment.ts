import { DAY, HOUR, MINUTE } from "../../datasets/sizes.ts";
import { mix } from "../chance/mix.ts";
import type { DeviceLife } from "../life/device-life.ts";

/** For how long updates that keep an hour may begin, and within what time those that waited do (chosen). */
const [UPDATE_HOURS, UPDATE_JITTER] = [3 * HOUR, 20 * MINUTE];

/** When what the phone runs by itself may begin: in the hours that its owner set, not on the stroke. */
export function updateMoment(
  at: number,
  dayEnd: number,
  { settings }: Pick<DeviceLife, "settings">,
): number {
  const { updateHour } = settings;
  if (updateHour === null) return at;
  const midnight = dayEnd - DAY;
  const opens = midnight + updateHour * HOUR;
  const since = (((at - opens) % DAY) + DAY) % DAY;
  if (since < UPDATE_HOURS) return at;
  return at - since + DAY + (mix(at) % UPDATE_JITTER);
}

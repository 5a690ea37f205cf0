import type { DeviceLife } from "./device-life.ts";

/** The first moment from `t` on, on the civil day that the life is in, at which its owner is awake; Infinity where there is none. */
export function firstAwake(
  { sleptAt, wakesAt, sleepsAt }: Pick<DeviceLife, "sleptAt" | "wakesAt" | "sleepsAt">,
  t: number,
  dayEnd: number,
): number {
  if (t < sleptAt) return t;
  const at = Math.max(t, Math.ceil(wakesAt));
  return at < Math.min(sleepsAt, dayEnd) ? at : Infinity;
}

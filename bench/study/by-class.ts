import type { ByClass } from "./study-file.ts";

/** Bytes of all classes together. */
export function totalOf({ inUse, background, guest, lookAlike, untold }: ByClass): number {
  return inUse + background + guest + lookAlike + untold;
}

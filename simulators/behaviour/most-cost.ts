import { MOST_NOISE } from "../network/connection-sets.ts";
import type { Protocol } from "../protocol.ts";

/** Most bytes that a protocol sends again for a byte of data. */
export function mostAgain({ again }: Protocol): number {
  return MOST_NOISE * again.most;
}

/** Most bytes that it sends back for one. */
export function mostBack({ back }: Protocol): number {
  return MOST_NOISE * back.most;
}

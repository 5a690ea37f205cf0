import type { Protocol } from "../protocol.ts";

/**
 * Whole bytes of data in so many bytes of a session as a network counted it: published sizes hold
 * what moving the data costs, and the protocol adds that again.
 */
export function dataOf({ back, again }: Protocol, bytes: number): number {
  return Math.round(bytes / (1 + back.median + again.median));
}

import { randomInt } from "node:crypto";

/**
 * Draws a 32-bit number from a key and an index, the same on every machine: bench needs chance that
 * nobody can guess from the data (where batches are cut, which devices are looked at twice), not
 * good statistics. Two rounds of the murmur3 finaliser.
 */
export function keyed(key: number, index: number): number {
  let h = Math.imul(key ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Turns words into a key (FNV-1a). */
export function keyOf(...words: readonly (string | number)[]): number {
  let h = 0x811c9dc5;
  for (const character of words.join("\u0000")) {
    h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return h >>> 0;
}

/** Draws a key that nobody can know before: for what a detector must not be able to foresee. */
export function freshKey(): number {
  return randomInt(0x1_0000_0000);
}

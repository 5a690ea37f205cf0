import { mix } from "./mix.ts";

const TWO_32 = 4_294_967_296;

/**
 * Draws a uniform number in (0, 1) that belongs to a stream, a purpose, a moment (ms) and a whole
 * number, and to nothing else: not to its turn among other draws. So what happens later, or beside
 * it, never moves it. Some ten multiplications; the first three words of the stream are its key.
 *
 * @example
 * const draw = keyedDraw(new Uint32Array([1, 2, 3, 4]), 0, 1446479827199, 7); // 0.1858
 */
export function keyedDraw(
  words: Uint32Array,
  purpose: number,
  moment: number,
  what: number,
): number {
  const high = Math.floor(moment / TWO_32);
  let h = mix((words[0] ^ (moment | 0)) + Math.imul(high, 0x9e3779b1));
  h = mix((h + words[1]) ^ what);
  h = mix((h ^ words[2]) + Math.imul(purpose + 1, 0x85ebca6b));
  return (h + 0.5) / TWO_32;
}

import { mix } from "../chance/mix.ts";

/** Sets plans that a scenario places apart from those of every day. */
const PLACED = 0x40000000;

/** Names what a model plans on a day among all plans of its device; `words` at `offset` are its stream. */
export function planKey(words: Uint32Array, offset: number, day: number): number {
  return mix(mix(day) ^ (words[offset] as number));
}

/** Names an episode that the scenario gives to a device, by its ordinal among those of its model. */
export function placedKey(words: Uint32Array, index: number): number {
  return planKey(words, 0, PLACED + index);
}

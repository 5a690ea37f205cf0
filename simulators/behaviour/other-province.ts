import { PLACES } from "../../datasets/places.ts";
import { integer } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";

/** Provinces are the codes between `unknown` and `abroad`. */
const COUNT = PLACES.length - 2;

/** Draws a province, by its code, that is not the given one. */
export function otherProvince(random: Random, home: number): number {
  const drawn = 1 + integer(random, COUNT - 1);
  return drawn < home ? drawn : drawn + 1;
}

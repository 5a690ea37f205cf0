import type { Params } from "../../datasets/param.ts";
import { integer, uniform } from "../chance/samplers.ts";
import { keyedRandom } from "../chance/streams.ts";

/** Options of a unit that differ from its defaults. */
export type OptionSet = Readonly<Record<string, number>>;

interface Unit {
  readonly name: string;
  readonly params: Params;
}

/** Sets with one option at a bound each; where it has none, at its default. */
export function setsAtBounds({ params }: Unit): readonly OptionSet[] {
  return Object.entries(params).flatMap(([name, { default: usual, min = usual, max = usual }]) =>
    [min, max].map((value) => ({ [name]: value })),
  );
}

/** Sets of all options, each drawn between its bounds, at one, or at its default; the same for a seed. */
export function drawnSets({ name: unit, params }: Unit, seed: string, count: number): OptionSet[] {
  return Array.from({ length: count }, (_, i) => {
    const random = keyedRandom(seed, i, `fuzz/${unit}`);
    const options: Record<string, number> = {};
    for (const [name, param] of Object.entries(params)) {
      const { default: usual, min = usual, max = usual, choices: words } = param;
      const choices = [min, max, usual, uniform(random, min, max)];
      const drawn = choices[integer(random, choices.length)] as number;
      // Between two words there is none.
      options[name] = words === undefined ? drawn : Math.round(drawn);
    }
    return options;
  });
}

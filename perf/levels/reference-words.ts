import type { Cue } from "../../bench/references/catalogue.ts";

/** A kind's reference as a user would write it behind `bench -d`: evidence of its cues. */
export function referenceWords(cues: readonly Cue[]): string {
  const words = cues.map(({ detector, view, options = {} }) => {
    const own = Object.entries(options).map(([name, value]) => `${name}=${value}`);
    return `${detector}:${[...own, `view=${view}`].join(",")}`;
  });
  return `evidence(${words.join(", ")})`;
}

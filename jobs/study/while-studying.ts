import type { StudyWorld } from "./study-world.ts";

/** Does some of a study; whatever is thrown then says in which strategy and world. */
export function whileStudying<T>(
  strategy: string,
  { scenario, seed }: Pick<StudyWorld, "scenario" | "seed">,
  work: () => T,
): T {
  try {
    return work();
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const text = `${strategy} on ${scenario.name}, seed ${seed}: ${error.message}`;
    const Kind = error instanceof RangeError ? RangeError : Error;
    const named = new Kind(text, { cause: error });
    // Where it happened is what a bug report needs.
    if (error.stack !== undefined) named.stack = error.stack.replace(error.message, () => text);
    throw named;
  }
}

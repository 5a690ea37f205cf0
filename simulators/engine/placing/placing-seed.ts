import type { Scenario } from "../../scenario.ts";

/**
 * Seed of what a scenario places. Preset and level are part of it, so that the same cases do not come
 * back under another of them; lines, lives and everyday use are the same people's at all of these.
 * What shares its draws on purpose, such as a run without a model, with a safeguard or under orders,
 * differs in neither.
 */
export function placingSeed(
  seed: string,
  { preset, level }: Pick<Scenario, "preset" | "level">,
): string {
  return `${seed}/${preset}/${level ?? "-"}`;
}

import { keyedRandom } from "../../chance/streams.ts";
import type { Scenario } from "../../scenario.ts";
import type { PlacementSources } from "./open-lines.ts";
import { placingSeed } from "./placing-seed.ts";

/**
 * How many cases of each kind half a block has: one, where weights are equal; else whole numbers
 * whose sums over the blocks follow the weights. They depend on the block alone, never on the fleet.
 */
export function casesOf(
  { seed, scenario }: Pick<PlacementSources, "seed" | "scenario">,
  slot: number,
): Record<string, number> {
  const { shares = {} } = scenario;
  const kinds = Object.keys(scenario.incidents).filter((kind) => shares[kind]?.count === undefined);
  const weightOf = (kind: string) => shares[kind]?.weight ?? 1;
  const sum = kinds.reduce((total, kind) => total + weightOf(kind), 0);
  return Object.fromEntries(
    kinds.map((kind) => {
      const rate = (kinds.length * weightOf(kind)) / sum;
      if (rate === 1) return [kind, 1];
      const phase = keyedRandom(placingSeed(seed, scenario), 0, `weight/${kind}`).uniform();
      return [kind, Math.floor((slot + 1) * rate + phase) - Math.floor(slot * rate + phase)];
    }),
  );
}

/** The look-alikes of a kind take turns; with weights, in a sequence that follows these evenly. */
export function twinAt({ shares = {} }: Scenario, twins: readonly string[], turn: number): string {
  const weights = twins.map((name) => shares[name]?.weight ?? 1);
  if (weights.every((weight) => weight === weights[0])) {
    return twins[turn % twins.length] as string;
  }
  const golden = (turn + 0.5) * 0.618_033_988_749_895;
  let left = (golden - Math.floor(golden)) * weights.reduce((sum, weight) => sum + weight, 0);
  let at = 0;
  while (at < twins.length - 1 && left >= (weights[at] as number)) left -= weights[at++] as number;
  return twins[at] as string;
}

/** Look-alikes of a kind that take turns; those with a count have been placed. */
export function twinsOf(
  { scenario, models }: Pick<PlacementSources, "scenario" | "models">,
  kind: string,
): readonly string[] {
  return Object.keys(scenario.lookAlikes).filter(
    (name) =>
      scenario.shares?.[name]?.count === undefined &&
      models.find((model) => model.name === name)?.twin === kind,
  );
}

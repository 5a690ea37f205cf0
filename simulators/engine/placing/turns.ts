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
function twinAt({ shares = {} }: Scenario, twins: readonly string[], turn: number): string {
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

/** Names of the look-alikes that half a block has for its cases of a kind, in order of their turns. */
export function twinsInHalf(
  sources: Pick<PlacementSources, "seed" | "scenario" | "models">,
  kind: string,
  { block, half, cases }: { readonly block: number; readonly half: number; readonly cases: number },
): string[] {
  const { scenario } = sources;
  const { lookAlikesPerCase } = scenario.enrichment;
  const twins = twinsOf(sources, kind);
  if (twins.length === 0) return [];
  const turn = firstTurn(sources, kind) % twins.length;
  // The halves run half a turn apart, so that neither lacks a twin when blocks are few.
  const shift = half * Math.floor(twins.length / 2) + block * lookAlikesPerCase;
  return Array.from({ length: lookAlikesPerCase * cases }, (_, i) =>
    twinAt(scenario, twins, turn + shift + i),
  );
}

/** Names of the look-alikes of the cases of a kind that has a count, in order of their turns. */
export function twinsOfCounted(
  sources: Pick<PlacementSources, "seed" | "scenario" | "models">,
  kind: string,
): string[] {
  const { scenario } = sources;
  const count = scenario.shares?.[kind]?.count ?? 0;
  const twins = twinsOf(sources, kind);
  if (twins.length === 0) return [];
  const turn = firstTurn(sources, kind) % twins.length;
  return Array.from({ length: count * scenario.enrichment.lookAlikesPerCase }, (_, i) =>
    twinAt(scenario, twins, turn + i),
  );
}

function firstTurn(
  { seed, scenario }: Pick<PlacementSources, "seed" | "scenario">,
  kind: string,
): number {
  return keyedRandom(placingSeed(seed, scenario), 0, `twins/${kind}`).bits();
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

import { resolveOptions } from "../../datasets/options.ts";
import { openStream, Random, STREAM_WORDS } from "../chance/streams.ts";
import type { Episode, PlanContext, TrafficModel } from "../model.ts";
import type { Scenario } from "../scenario.ts";
import type { SetModel } from "./desk.ts";
import type { Placement } from "./placement.ts";
import { placingSeed } from "./placing/placing-seed.ts";
import { placedKey } from "./plan-key.ts";

/** What a model planned for a place of the scenario, and what it goes on with. */
export interface Placed extends SetModel {
  /** Its number among the line's places, that of the place where it began, and the key of its plan. */
  readonly place: number;
  readonly begun: number;
  readonly key: number;
  /** Where its emission goes on drawing. */
  readonly random: Random;
  /** Part of the whole that comes on this day. */
  readonly share: number;
  readonly episodes: readonly Episode[];
}

/** Plans what was placed on a line's civil day, before anything else happens on it. */
export function planPlaced(
  placements: readonly Placement[],
  context: PlanContext,
  of: {
    readonly seed: string;
    readonly scenario: Scenario;
    readonly byName: ReadonlyMap<string, TrafficModel>;
  },
): Placed[] {
  const placed: Placed[] = [];
  for (const [place, placement] of placements.entries()) {
    if (placement.day !== context.day) continue;
    const model = of.byName.get(placement.model) as TrafficModel;
    const words = new Uint32Array(STREAM_WORDS);
    openStream(placingSeed(of.seed, of.scenario), context.life.persona.device, model.name, words);
    const random = new Random().seed(words, 0, placement.index);
    const options = resolveOptions(model, placement.options);
    const key = placedKey(words, placement.index);
    const { share, begun = place } = placement;
    const episodes = model.plan({ ...context, share, random }, options);
    placed.push({ ...{ model, options, place, begun, key }, ...{ random, share, episodes } });
  }
  return placed;
}

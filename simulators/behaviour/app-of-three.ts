import { resolveOptions } from "../../datasets/options.ts";
import type { OptionsOf, Param } from "../../datasets/param.ts";
import type { EmitContext, Episode, PlanContext, Sink, TrafficModel } from "../model.ts";

/** Options of an app from outside the store, wanted or not: which of three things it does. */
export const APP_OF_THREE_PARAMS = {
  uploads: {
    summary: "share of such apps that upload",
    unit: "share",
    default: 0.3,
    min: 0,
    max: 1,
    source: "chosen: CNCERT 2018 has 14.8 % of samples steal, beside 24.3 % that burn data",
  },
  plays: {
    summary: "share that play video; the others relay",
    unit: "share",
    default: 0.5,
    min: 0,
    max: 1,
    source: "chosen: CNCERT 2018 has 24.3 % of samples burn data; of relays there is no figure",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof APP_OF_THREE_PARAMS>;

/** A model with the options with which it is to be used. */
export interface Use {
  readonly model: TrafficModel;
  readonly options: OptionsOf<TrafficModel["params"]>;
}

/** What an app may do: upload, play video, relay. */
export type Three = readonly [uploads: Use, plays: Use, relays: Use];

/** Uses a model with its own options but for these. */
export function useOf<P extends TrafficModel["params"]>(
  model: TrafficModel<P>,
  given: Readonly<Record<string, number>> = {},
): Use {
  return {
    model: model as unknown as TrafficModel,
    options: resolveOptions(model as unknown as TrafficModel, given),
  };
}

/** Plans what one of the three would, with the note which of them it is. */
export function planOneOf(context: PlanContext, options: Options, three: Three): Episode[] {
  const drawn = context.random.uniform();
  const kind = drawn < options.uploads ? 0 : drawn < options.uploads + options.plays ? 1 : 2;
  const { model, options: own } = three[kind];
  return model
    .plan(context, own)
    .map((episode) => ({ ...episode, notes: { ...episode.notes, kind } }));
}

/** Which of the three an episode is. */
export function usedIn({ episode }: Pick<EmitContext, "episode">, three: Three): Use {
  return three[episode.notes?.["kind"] as 0 | 1 | 2];
}

/** Moves what that one does. */
export function emitOneOf(context: EmitContext, three: Three, sink: Sink): void {
  const { model, options } = usedIn(context, three);
  model.emit(context, options, sink);
}

import { Bearer } from "./bearer.ts";
import { drawPersona } from "./life/persona.ts";
import { Link } from "./link.ts";
import type { ModelOptions, TrafficModel } from "./model.ts";
import { type Observers, openObservers } from "./observers/observers.ts";
import { openPlacement, type Placement } from "./placement.ts";
import type { RowSink } from "./rows.ts";
import type { ModelSetting } from "./scenario.ts";
import type { ShardPlan } from "./shard-plan.ts";
import { Random } from "./streams.ts";
import { Transfers } from "./transfers.ts";

/** A model with the options that the scenario gives it. */
export interface SetModel {
  readonly model: TrafficModel;
  readonly options: ModelOptions<TrafficModel["params"]>;
}

/** What all devices of a shard share, one after the other: scratch space, never memory of a device. */
export interface Desk {
  readonly observers: Observers;
  readonly transfers: Transfers;
  readonly link: Link;
  readonly bearer: Bearer;
  readonly random: Random;
  readonly observerRandom: Random;
  /** Normal models that the scenario lists, in the catalogue's order. */
  readonly normal: readonly SetModel[];
  readonly byName: ReadonlyMap<string, TrafficModel>;
  /** Incidents and look-alikes that the scenario gives to a device. */
  readonly placementsOf: (device: number) => readonly Placement[];
}

/** Clears a desk for a shard. */
export function openDesk({ seed, scenario, models }: ShardPlan, sink: RowSink): Desk {
  const transfers = new Transfers();
  return {
    observers: openObservers(scenario, sink),
    transfers,
    link: new Link(transfers),
    bearer: new Bearer(scenario.charging, transfers),
    random: new Random(),
    observerRandom: new Random(),
    normal: models
      .filter(({ name, role }) => role === "normal" && scenario.models[name] !== undefined)
      .map((model) => ({ model, options: optionsOf(model, scenario.models[model.name] ?? {}) })),
    byName: new Map(models.map((model) => [model.name, model])),
    placementsOf: openPlacement({
      ...{ seed, scenario, models },
      drawPersona: (device) => drawPersona(seed, scenario, device),
    }),
  };
}

/** The model's defaults under what the scenario sets. */
export function optionsOf(model: TrafficModel, setting: ModelSetting): SetModel["options"] {
  const options: Record<string, number> = {};
  for (const [name, param] of Object.entries(model.params)) {
    options[name] = setting[name] ?? param.default;
  }
  return options;
}

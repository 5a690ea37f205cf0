import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { resolveOptions } from "../../datasets/options.ts";
import type { OptionsOf } from "../../datasets/param.ts";
import { Random } from "../chance/streams.ts";
import { Bearer } from "../charging/bearer.ts";
import { drawPersona } from "../life/persona.ts";
import type { TrafficModel } from "../model.ts";
import { ConnectionSets } from "../network/connection-sets.ts";
import { Link } from "../network/link.ts";
import { type Observers, openObservers } from "../observers/observers.ts";
import type { RowSink } from "../observers/rows.ts";
import type { Scenario } from "../scenario.ts";
import { openPlacement, type Placement } from "./placement.ts";
import type { ShardPlan } from "./shard-plan.ts";
import { Transfers } from "./transfers.ts";

/** A model with the options that the scenario gives it. */
export interface SetModel {
  readonly model: TrafficModel;
  readonly options: OptionsOf<TrafficModel["params"]>;
}

/** Scratch space of one device's day. Lines on one bill live their day side by side, each on a seat of its own. */
export interface Seat {
  readonly transfers: Transfers;
  readonly link: Link;
  readonly bearer: Bearer;
}

/** What all devices of a shard share, one after the other: scratch space, never memory of a device. */
export interface Desk {
  readonly observers: Observers;
  readonly random: Random;
  /** The seat of the nth line on a bill. */
  readonly seatOf: (nth: number) => Seat;
  /** Normal models that the scenario lists, in the catalogue's order. */
  readonly normal: readonly SetModel[];
  readonly byName: ReadonlyMap<string, TrafficModel>;
  /** Incidents and look-alikes that the scenario gives to a device. */
  readonly placementsOf: (device: number) => readonly Placement[];
  /** What was decided about a device. */
  readonly ordersFor: (device: number) => readonly EnforcementRow[];
  /** Names of what models have set on their pen and no pen has, so far. */
  readonly unheard: () => readonly string[];
}

/** Clears a desk for a shard. */
export function openDesk({ seed, scenario, models }: ShardPlan, sink: RowSink): Desk {
  const seats: Seat[] = [];
  const orders = new Map<number, EnforcementRow[]>();
  for (const row of scenario.enforcement ?? []) {
    orders.set(row.device, [...(orders.get(row.device) ?? []), row]);
  }
  return {
    observers: openObservers(scenario, sink),
    random: new Random(),
    seatOf(nth) {
      seats[nth] ??= openSeat(scenario);
      return seats[nth];
    },
    normal: models
      .filter(({ name, role }) => role === "normal" && scenario.models[name] !== undefined)
      .map((model) => ({ model, options: resolveOptions(model, scenario.models[model.name]) })),
    byName: new Map(models.map((model) => [model.name, model])),
    unheard: () => [...new Set(seats.flatMap(({ link }) => link.unheard()))].sort(),
    ordersFor: (device) => orders.get(device) ?? [],
    placementsOf: openPlacement({
      ...{ seed, scenario, models },
      drawPersona: (device) => drawPersona(seed, scenario, device),
    }),
  };
}

function openSeat({ charging, observation }: Scenario): Seat {
  const transfers = new Transfers(new ConnectionSets(observation));
  return {
    transfers,
    link: new Link(transfers),
    bearer: new Bearer(charging, transfers),
  };
}

import type { EnforcementRow } from "../../datasets/enforcement.ts";
import type { Fleet } from "../../datasets/fleet.ts";
import type { ViewName } from "../../datasets/view.ts";
import { type ShardTruth, simulateShard } from "../../simulators/engine/engine.ts";
import type { Onlooker } from "../../simulators/engine/onlooker.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import type { TrafficModel } from "../../simulators/model.ts";
import type { RowSink } from "../../simulators/observers/rows.ts";
import type { Persona } from "../../simulators/persona.ts";
import type { Safeguard } from "../../simulators/safeguard.ts";
import type { SafeguardSetting, Scenario } from "../../simulators/scenario.ts";
import { deviceRow, truthDeviceRow } from "../device-rows.ts";
import { fleetOf } from "./fleet-of.ts";

/** A scenario that is lived again and again, with one seed. */
export interface StudyWorld {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly models: readonly TrafficModel[];
  readonly safeguards: readonly Safeguard[];
  readonly personas: readonly Persona[];
  readonly fleet: Fleet;
  /** Code of SPLITS of each line. */
  readonly split: Uint8Array;
}

/** What is done in one life: safeguards beside the scenario's own, and rows beside its own. */
export interface Treatment {
  readonly safeguards: readonly SafeguardSetting[];
  readonly enforcement: readonly EnforcementRow[];
}

/** Nothing beside what the scenario itself says. */
export const AS_IT_WAS: Treatment = { safeguards: [], enforcement: [] };

/** Opens a scenario for a study: its people and its CRM, drawn once. */
export function openStudyWorld(
  scenario: Scenario,
  seed: string,
  { models, safeguards }: Pick<StudyWorld, "models" | "safeguards">,
): StudyWorld {
  const devices = Array.from({ length: scenario.devices }, (_, device) => device);
  const personas = devices.map((device) => drawPersona(seed, scenario, device));
  const halves = personas.map((persona) => truthDeviceRow(seed, scenario, persona)["split"]);
  return {
    ...{ scenario, seed, models, safeguards, personas },
    fleet: fleetOf(
      scenario,
      personas.map((persona) => deviceRow(scenario, persona)),
    ),
    split: Uint8Array.from(halves as number[]),
  };
}

/** All lines of a world. */
export function linesOf({ personas }: StudyWorld): readonly number[] {
  return personas.map(({ device }) => device);
}

/** Which lines live, under what, and who looks on. */
export interface Life {
  /** Lines, in order; all on their bills live with them. */
  readonly lines: readonly number[];
  readonly treatment: Treatment;
  readonly views: readonly ViewName[];
  readonly sink?: RowSink;
  readonly onlooker?: Onlooker;
}

const DEAF: RowSink = { rows: () => {}, truth: () => {} };

/**
 * Lives some lines from the first day to the last. The same lines, treatment and seed give the same
 * rows, whoever else lives; a shard no wider than the lines spares drawing all the others.
 */
export function liveLines(world: StudyWorld, life: Life): ShardTruth {
  const { scenario, seed, models, safeguards, personas } = world;
  const { lines, treatment, views, sink = DEAF, onlooker } = life;
  const { first, count } = spanOf(lines, personas);
  const { safeguards: own = [], enforcement: done = [] } = scenario;
  const names = new Set(treatment.safeguards.map(({ use }) => use));
  const { payer } = world.fleet;
  const living = new Set(lines.map((line) => payer[line]));
  // Rows of lines that do not live would be filled in for nothing, life after life.
  const orders = treatment.enforcement.filter(({ device }) => living.has(payer[device]));
  return simulateShard(
    {
      ...{ seed, models, safeguards, first, count, lines, views },
      ...(onlooker === undefined ? {} : { onlooker }),
      scenario: {
        ...scenario,
        safeguards: [...own.filter(({ use }) => !names.has(use)), ...treatment.safeguards],
        enforcement: [...done, ...orders],
      },
    },
    sink,
  );
}

/** The lines between the first and the last, and all on the bills of these. */
function spanOf(lines: readonly number[], personas: readonly Persona[]) {
  let first = lines.reduce((least, line) => Math.min(least, line), Infinity);
  let last = lines.reduce((most, line) => Math.max(most, line), -1);
  // A bill's lines lie in one household, a few numbers apart.
  for (let other = last + 1; other < personas.length; other++) {
    const { household, payer } = personas[other] as Persona;
    if (household > last) break;
    if (payer <= last) last = other;
  }
  for (let line = first; line <= last; line++) {
    first = Math.min(first, personas[line]?.payer ?? first);
  }
  return { first, count: last + 1 - first };
}

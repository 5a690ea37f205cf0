import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../../simulators/models/catalogue.ts";
import { collect, type Row } from "./collect.ts";

const models = [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];

/** Runs a named case of one line: its charging records in order, its other rows and its truth. */
export function runCase(name: string, set: readonly string[] = [], seed = "1") {
  const collected = collect();
  const scenario = loadScenario(name, { set });
  const truth = simulateShard({ seed, scenario, models, first: 0, count: 1 }, collected);
  const charging = [...collected.views.charging].sort((a, b) => at(a, "seq") - at(b, "seq"));
  const { flows, wlan } = collected.views;
  return { charging, flows, wlan, parts: collected.parts.flows, truth };
}

/** A column of a row. */
export function at(row: Row | undefined, column: string): number {
  return row?.[column] as number;
}

/** Bytes of a row, both directions added. */
export function bytes(row: Row | undefined): number {
  return at(row, "up") + at(row, "down");
}

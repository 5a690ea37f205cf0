import type { Batch } from "../../datasets/table.ts";
import type { ViewName } from "../../datasets/view.ts";
import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import type { TrafficModel } from "../../simulators/model.ts";
import type { Scenario } from "../../simulators/scenario.ts";

/** Lines that live alone with one model, and for how long: a case begins on one of the first days. */
const LINES = 24;
/** Among so many lines they are looked for: few may have some kinds. */
const AMONG = 480;
const DAYS = 14;
const FIRST_DAYS = 3;
const SEED = "safeguards";

/** What one safeguard, on every line, leaves of one model's traffic, beside the same lines without it. */
export interface Effect {
  readonly safeguard: string;
  readonly model: string;
  /** Lines on which it happened without the safeguard, and of these where nothing is billed with it. */
  readonly cases: number;
  readonly prevented: number;
  /** Shares left of what the operator bills for, and of what the phone moves; NaN where there was none. */
  readonly billed: number;
  readonly moved: number;
}

/** Bytes of one world by line: what the operator carried, and what the phone's counters say. */
interface Bytes {
  readonly billed: Float64Array;
  readonly phone: Float64Array;
}

/** Lives lines on which nothing but the model happens, under no safeguard and under each of them. */
export function effectsOn(model: TrafficModel, safeguards: readonly string[]): Effect[] {
  const scenario = aloneWith(model);
  const without = live(scenario);
  const happened = [...without.billed.keys()].filter((line) => (without.billed[line] ?? 0) > 0);
  return safeguards.map((use) => {
    const guarded = live({ ...scenario, safeguards: [{ use, adoption: 1, options: {} }] });
    return {
      ...{ safeguard: use, model: model.name, cases: happened.length },
      prevented: happened.filter((line) => guarded.billed[line] === 0).length,
      billed: sum(guarded.billed) / sum(without.billed),
      moved: sum(guarded.phone) / sum(without.phone),
    };
  });
}

function aloneWith(model: TrafficModel): Scenario {
  const city = loadScenario("city@L2", { devices: AMONG, days: DAYS });
  const isNormal = model.role === "normal";
  const may = model.eligible ?? (() => true);
  const lines = Array.from({ length: AMONG }, (_, device) => device)
    .filter((device) => may({ persona: drawPersona(SEED, city, device) }))
    .slice(0, LINES);
  const options = { ...city.incidents, ...city.lookAlikes, ...city.models }[model.name] ?? {};
  return {
    ...city,
    devices: 1 + (lines.at(-1) ?? 0),
    ...{ incidents: {}, lookAlikes: {}, shares: {} },
    enrichment: { ...city.enrichment, devicesPerCase: 0, lookAlikesPerCase: 0 },
    models: isNormal ? { [model.name]: options } : {},
    pinned: isNormal
      ? []
      : lines.map((device) => ({ model: model.name, device, day: device % FIRST_DAYS, options })),
  };
}

function live(scenario: Scenario): Bytes {
  const { devices } = scenario;
  const bytes = { billed: new Float64Array(devices), phone: new Float64Array(devices) };
  const into = { flows: bytes.billed, netstats: bytes.phone } as const;
  const rows = (view: ViewName, { length, columns }: Batch) => {
    if (view !== "flows" && view !== "netstats") return;
    const { device, up, down } = columns as Record<"device" | "up" | "down", Float64Array>;
    for (let i = 0; i < length; i++) into[view][device[i] as number] += up[i] + down[i];
  };
  const plan = { seed: SEED, scenario, models: OWN_MODELS, first: 0, count: devices };
  simulateShard(plan, { rows, truth: () => {} });
  return bytes;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { ModelSetting } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";
import { collect, sum } from "../collect.ts";

const SEED = "quiet-lines";
const LINES = 24;
const DAYS = 5;

/** What is lived beside the safeguards of a run. */
export interface Quiet {
  readonly options?: ModelSetting;
  /** A normal model is lived every day, any other one once a line. */
  readonly normal?: true;
  /** Options of the safeguards. */
  readonly filled?: Readonly<Record<string, number>>;
}

/** Lines on which nothing but the model happens, each from one of three days on; all have the safeguards. */
export function quietLines(model: string, safeguards: readonly string[], quiet: Quiet = {}) {
  const { options = {}, normal, filled = {} } = quiet;
  const plain = aScenario({ devices: LINES, days: DAYS });
  const eligible = OWN_MODELS.find(({ name }) => name === model)?.eligible ?? (() => true);
  const devices = Array.from({ length: LINES }, (_, device) => device).filter((device) =>
    eligible({ persona: drawPersona(SEED, plain, device) }),
  );
  const scenario = {
    ...plain,
    safeguards: safeguards.map((use) => ({ use, adoption: 1, options: filled })),
    models: normal ? { [model]: options } : {},
    pinned: normal ? [] : devices.map((device) => ({ model, device, day: device % 3, options })),
  };
  const rows = collect();
  const shard = { seed: SEED, scenario, models: OWN_MODELS, first: 0, count: LINES };
  const { episodes } = simulateShard(shard, rows);
  const bytes = (view: "flows" | "netstats") => sum(rows.views[view], "up", "down");
  return {
    billed: bytes("flows"),
    phone: bytes("netstats"),
    flows: rows.views.flows,
    cases: episodes,
    scenario,
    seed: SEED,
  };
}

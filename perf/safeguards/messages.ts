import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { type ShardTruth, simulateShard } from "../../simulators/engine/engine.ts";
import type { Scenario } from "../../simulators/scenario.ts";

/** Lines of an ordinary city on which nothing is wrong, and for how long. */
const LINES = 96;
const DAYS = 28;

/** What a safeguard tells owners on whose lines nothing is wrong, a line and 30 days. */
export interface Messages {
  readonly safeguard: string;
  readonly told: number;
  readonly looks: number;
  /** Share of the lines that are told anything. */
  readonly lines: number;
}

/** Counts the messages of those safeguards that send any, or have an owner look. */
export function messagesOf(safeguards: readonly string[]): Messages[] {
  const city = loadScenario("city@L2", { devices: LINES, days: DAYS });
  const enrichment = { ...city.enrichment, devicesPerCase: 0 };
  const quiet = { ...city, enrichment, incidents: {}, lookAlikes: {}, shares: {} };
  return safeguards.flatMap((use) => {
    const scenario = { ...quiet, safeguards: [{ use, adoption: 1, options: {} }] };
    if (toldIn({ ...scenario, days: 1 }, 1).length === 0) return [];
    const notices = toldIn(scenario, LINES);
    const months = (LINES * DAYS) / 30;
    const sum = (of: "told" | "looks") => notices.reduce((all, owner) => all + owner[of], 0);
    const lines = notices.filter(({ told }) => told > 0).length / LINES;
    return [{ safeguard: use, told: sum("told") / months, looks: sum("looks") / months, lines }];
  });
}

function toldIn(scenario: Scenario, count: number): ShardTruth["notices"] {
  const plan = { seed: "safeguards", scenario, models: OWN_MODELS, first: 0, count };
  const views = ["charging"] as const;
  return simulateShard({ ...plan, views }, { rows: () => {}, truth: () => {} }).notices;
}

import { DAY } from "../../../datasets/sizes.ts";
import type { ViewName } from "../../../datasets/view.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { type ShardTruth, simulateShard } from "../../../simulators/engine/engine.ts";
import { type Collected, collect, type Row } from "../collect.ts";

/** What observers told of a few lines, and what they say of it. */
export interface ObservedCity {
  readonly rows: Collected;
  readonly truth: ShardTruth;
}

const LINES = 16;
const DAYS = 9;

/** When it ends, ms UTC. */
export const CITY_END: number = loadScenario("city@L1").from + DAYS * DAY;

/** A few lines of the city with what is said of its observers; a part of them alone where it is asked for. */
export function observedCity(
  observation: readonly string[],
  { first = 0, count = LINES, days = DAYS } = {},
): ObservedCity {
  const set = [...observation.map((key) => `observation.${key}`), "enrichment.devicesPerCase=16"];
  const scenario = loadScenario("city@L1", { set, devices: LINES, days });
  const rows = collect();
  const plan = { seed: "seen", scenario, models: OWN_MODELS, first, count };
  return { rows, truth: simulateShard(plan, rows) };
}

/** Truth parts whose row is missing, or holds less than all parts of it name. */
export function overdrawn({ views, parts }: Collected, view: ViewName): readonly string[] {
  const key = ({ device, seq }: Row) => `${device}/${seq}`;
  const held = new Map(views[view].map((row) => [key(row), row]));
  const named = new Map<string, { up: number; down: number }>();
  for (const part of parts[view]) {
    const { up = 0, down = 0 } = named.get(key(part)) ?? {};
    named.set(key(part), { up: up + Number(part["up"]), down: down + Number(part["down"]) });
  }
  const isMore = (place: string, { up, down }: { up: number; down: number }) => {
    const row = held.get(place);
    return row === undefined || up > Number(row["up"]) || down > Number(row["down"]);
  };
  return [...named].filter(([place, sums]) => isMore(place, sums)).map(([place]) => place);
}

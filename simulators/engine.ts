import { DAY } from "../datasets/sizes.ts";
import { VIEWS, type ViewName } from "../datasets/view.ts";
import { openDesk } from "./desk.ts";
import { DeviceRun } from "./device-run.ts";
import type { EpisodeRecord } from "./episode-record.ts";
import type { Persona } from "./life/device-life.ts";
import { drawPersona } from "./life/persona.ts";
import type { Observers } from "./observers/observers.ts";
import type { Evidence, RowSink, Undelivered } from "./rows.ts";
import type { ShardPlan } from "./shard-plan.ts";

/** Version of the byte stream: it grows when the same scenario and seed give other rows. */
export const STREAM_VERSION = 1;

/** What a shard leaves beside its rows. */
export interface ShardTruth {
  readonly personas: readonly Persona[];
  /** Episodes that moved bytes, in order of their numbers. */
  readonly episodes: readonly EpisodeRecord[];
  readonly evidence: Readonly<Record<ViewName, ReadonlyMap<number, Evidence>>>;
  readonly lost: Readonly<Record<ViewName, Readonly<Undelivered>>>;
  readonly inFlight: Readonly<Record<ViewName, Readonly<Undelivered>>>;
}

/**
 * Simulates consecutive devices of a scenario, day by day, and delivers the rows of the four views
 * in order. A device's rows depend on nothing but the scenario, the seed and its own number: not on
 * the shard, the other devices, or who computes it. Memory holds one day's rows, whatever the span.
 */
export function simulateShard(
  plan: ShardPlan,
  sink: RowSink,
  onDay?: (day: number) => void,
): ShardTruth {
  const { scenario, views = VIEWS } = plan;
  const desk = openDesk(plan, sink);
  const { observers } = desk;
  const devices = Array.from({ length: plan.count }, (_, i) => plan.first + i);
  const runs = devices
    .filter((device) => scenario.only === undefined || device === scenario.only)
    .map((device) => new DeviceRun(plan, device, desk));
  const spanEnd = scenario.from + scenario.days * DAY;
  for (let day = 0; day < scenario.days; day++) {
    for (const run of runs) run.day(day, desk);
    const watermark = Math.min(scenario.from + (day + 1) * DAY, spanEnd);
    for (const view of views) observers[view].rows.flush(watermark);
    for (const view of VIEWS) if (!views.includes(view)) observers[view].rows.discard();
    onDay?.(day);
  }
  for (const view of views) observers[view].rows.finish();
  return {
    personas: devices.map((device) => drawPersona(plan.seed, scenario, device)),
    episodes: runs.flatMap((run) => run.episodes.filter(({ up, down }) => up + down > 0)),
    evidence: eachView((view) => observers[view].rows.evidence),
    lost: eachView((view) => (view === "flows" ? observers.flows.lost : NOTHING)),
    inFlight: eachView((view) => (views.includes(view) ? inFlight(view, observers) : NOTHING)),
  };
}

const NOTHING: Readonly<Undelivered> = { up: 0, down: 0 };

function eachView<T>(of: (view: ViewName) => T): Record<ViewName, T> {
  return {
    flows: of("flows"),
    charging: of("charging"),
    netstats: of("netstats"),
    wlan: of("wlan"),
  };
}

/** Bytes that moved before the end of the span in rows that became visible after it. */
function inFlight(view: ViewName, observers: Observers): Readonly<Undelivered> {
  const moved = view === "charging" ? observers.flows.moved : observers[view].moved;
  const lost = view === "flows" ? observers.flows.lost : NOTHING;
  const { totals } = observers[view].rows;
  return { up: moved.up - totals.up - lost.up, down: moved.down - totals.down - lost.down };
}

import { DAY } from "../../datasets/sizes.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { householdsEnd } from "../life/household.ts";
import { drawPersona } from "../life/persona.ts";
import type { Observers } from "../observers/observers.ts";
import type { Evidence, RowSink, Undelivered } from "../observers/rows.ts";
import type { Persona } from "../persona.ts";
import { BillRun } from "./bill-run.ts";
import { openDesk } from "./desk.ts";
import type { EpisodeRecord } from "./episode-record.ts";
import type { ToldOwner } from "./line-notices.ts";
import type { ShardPlan } from "./shard-plan.ts";

/** Version of the byte stream: it grows when the same scenario and seed give other rows. */
export const STREAM_VERSION = 7;

/** What a shard leaves beside its rows. */
export interface ShardTruth {
  readonly personas: readonly Persona[];
  /** Which device had which safeguard, in order of devices. */
  readonly safeguards: readonly { readonly device: number; readonly safeguard: string }[];
  /** What the owners were told who are told anything, in order of devices. */
  readonly notices: readonly Readonly<ToldOwner>[];
  /** Episodes that moved bytes, in order of their numbers. */
  readonly episodes: readonly EpisodeRecord[];
  readonly evidence: Readonly<Record<ViewName, ReadonlyMap<number, Evidence>>>;
  readonly lost: Readonly<Record<ViewName, Readonly<Undelivered>>>;
  readonly inFlight: Readonly<Record<ViewName, Readonly<Undelivered>>>;
  /** Bytes that a view tells a second time, lost or in flight among them. */
  readonly repeated: Readonly<Record<ViewName, Readonly<Undelivered>>>;
  /** Names of what models have set on their pen and no pen has: it changed nothing. */
  readonly unheard: readonly string[];
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
  const personas = devices.map((device) => drawPersona(plan.seed, scenario, device));
  const bills = billsOf(plan, personas).map((lines) => new BillRun(plan, lines, desk));
  const spanEnd = scenario.from + scenario.days * DAY;
  for (let day = 0; day < scenario.days; day++) {
    for (const bill of bills) bill.day(day, desk);
    const watermark = Math.min(scenario.from + (day + 1) * DAY, spanEnd);
    for (const view of views) observers[view].rows.flush(watermark);
    for (const view of VIEWS) if (!views.includes(view)) observers[view].rows.discard();
    onDay?.(day);
  }
  for (const view of views) observers[view].rows.finish();
  if (plan.onlooker !== undefined) for (const bill of bills) bill.tell(plan.onlooker);
  return {
    personas,
    unheard: desk.unheard(),
    safeguards: bills
      .flatMap(({ lines }) => lines)
      .flatMap(({ persona: { device }, safeguards }) =>
        safeguards.map((safeguard) => ({ device, safeguard })),
      )
      .sort((a, b) => a.device - b.device),
    notices: bills
      .flatMap(({ lines }) => lines.flatMap(({ notices }) => notices?.count ?? []))
      .sort((a, b) => a.device - b.device),
    episodes: bills
      .flatMap(({ lines }) => lines.flatMap(({ episodes }) => episodes))
      .filter(({ up, down }) => up + down > 0)
      .sort((a, b) => a.number - b.number),
    evidence: eachView((view) => observers[view].rows.evidence),
    lost: eachView((view) => observers[view].rows.lost),
    repeated: eachView((view) => observers[view].rows.repeated),
    inFlight: eachView((view) => (views.includes(view) ? inFlight(view, observers) : NOTHING)),
  };
}

/**
 * The lines that live, by the bill that they are on; who lives alone lives with those on its bill.
 * Throws where the shard cuts a bill: its books are kept in one place.
 */
function billsOf(plan: ShardPlan, personas: readonly Persona[]): Persona[][] {
  const { scenario, seed, first, count } = plan;
  const next = first + count;
  const beyond = scenario.plans.some(({ shared }) => shared) ? householdsEnd(scenario, next) : next;
  for (let device = next; device < beyond; device++) {
    const { payer } = drawPersona(seed, scenario, device);
    if (payer < next) throw cutBill(plan, payer, device);
  }
  const bills = new Map<number, Persona[]>();
  for (const persona of personas) {
    const { device, payer } = persona;
    if (payer < first) throw cutBill(plan, payer, device);
    bills.set(payer, [...(bills.get(payer) ?? []), persona]);
  }
  const { only } = scenario;
  const living = only === undefined ? plan.lines : [only];
  const lines = [...bills.values()];
  if (living === undefined) return lines;
  const wanted = new Set(living);
  return lines.filter((bill) => bill.some(({ device }) => wanted.has(device)));
}

function cutBill({ first, count }: ShardPlan, payer: number, device: number): RangeError {
  return new RangeError(
    `population.lines: lines that share a bundle must lie in one shard, got lines ${payer} and ${device} beside a shard of lines ${first} to ${first + count - 1}; begin the household at a multiple of the lines in a shard`,
  );
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

/** Bytes that moved before the end of the span, or were told again, in rows that became visible after it. */
function inFlight(view: ViewName, observers: Observers): Readonly<Undelivered> {
  const moved = view === "charging" ? observers.flows.moved : observers[view].moved;
  const { totals, lost, repeated } = observers[view].rows;
  return {
    up: moved.up + repeated.up - totals.up - lost.up,
    down: moved.down + repeated.down - totals.down - lost.down,
  };
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Action,
  type EnforcementRow,
  fillEnforcement,
  type GivenRow,
} from "../../../datasets/enforcement.ts";
import { DAY } from "../../../datasets/sizes.ts";
import { VIEWS, type ViewName } from "../../../datasets/view.ts";
import { ACTIONS, APPS } from "../../../datasets/vocabularies.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import type { Scenario } from "../../../simulators/scenario.ts";
import { type Collected, collect, type Row } from "../collect.ts";
import { BUSY, BUSY_MODELS } from "./busy-world.ts";

/*
 * A decision at T changes no row that was visible before T: whoever decides by what was seen would
 * else find that it had seen something else.
 */
const DEVICES = 16;
const DAYS = 3;
/** A block of sixteen lines, in each half of which every kind happens, so that there is much to stop. */
const SET = ["enrichment.devicesPerCase=16", "enrichment.from=0d", "enrichment.to=2d"];

const MODELS = [...OWN_MODELS, ...BUSY_MODELS];
const city = (more: readonly string[] = []) =>
  loadScenario("city@L1", { set: [...SET, ...more], devices: DEVICES, days: DAYS });

const PLANETS: readonly (readonly [title: string, scenario: Scenario])[] = [
  ["a busy world", BUSY],
  [
    "a busy world with contention",
    { ...BUSY, network: { down: 2e6, up: 1e6, sigma: 0.6, contention: true } },
  ],
  ["an ordinary city", city()],
  [
    "a city with contention, losses and lost stops",
    city([
      ...["network.contention=true", "observation.flowLoss=0.02", "observation.lostStop=0.3"],
      ...["network.down=6Mbps", "network.up=2Mbps"],
    ]),
  ],
  ["the night of Wuhan", loadScenario("wuhan-2015")],
  ["the night of Nanjing", loadScenario("nanjing-2015", { set: ["enforcement=[]"] })],
];

/** What a line showed in one view: when each row became visible, and all that it and truth say, as text. */
interface Shown {
  readonly times: readonly number[];
  readonly rows: readonly string[];
}

/** Everything that was seen of each line, view by view. */
type World = Readonly<Record<ViewName, readonly Shown[]>>;

function live(scenario: Scenario, devices: number): World {
  const rows = collect();
  simulateShard({ seed: "decide", scenario, models: MODELS, first: 0, count: devices }, rows);
  return Object.fromEntries(
    VIEWS.map((view) => [view, shownIn(rows, view, devices)]),
  ) as unknown as World;
}

function shownIn({ views, parts }: Collected, view: ViewName, devices: number): Shown[] {
  // Row numbers move with other lines' rows, ordinals on the line do not.
  const key = ({ device, seq }: Row) => `${device}/${seq}`;
  const truth = new Map<string, string>();
  for (const part of parts[view]) {
    const said = [part["episode"], part["up"], part["down"]].join("/");
    truth.set(key(part), `${truth.get(key(part)) ?? ""} ${said}`);
  }
  const shown = Array.from({ length: devices }, () => ({
    times: [] as number[],
    rows: [] as string[],
  }));
  for (const row of views[view]) {
    const { times, rows } = shown[row["device"] as number] as (typeof shown)[number];
    times.push(row["visibleAt"] as number);
    rows.push(Object.values(row).join() + (truth.get(key(row)) ?? ""));
  }
  return shown;
}

/** The first row of the factual line that was visible before the decision and is not the same after it. */
function firstChanged(was: Shown, is: Shown, time: number): string | null {
  for (const [i, row] of was.rows.entries()) {
    if ((was.times[i] as number) >= time) break;
    if (is.rows[i] !== row) return `${row} became ${is.rows[i]}`;
  }
  const count = was.times.findIndex((visible) => visible >= time);
  const more = is.times[count < 0 ? was.times.length : count] ?? Infinity;
  return more < time ? `a row more at ${more}` : null;
}

const KNOWN_ACTIONS = ACTIONS.slice(1) as readonly Action[];

/** A random action that its table allows, with what narrows it down. */
const drawn = fc.record({
  action: fc.constantFrom(...KNOWN_ACTIONS),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  lasts: fc.option(fc.integer({ min: 1, max: 2 * DAY }), { nil: null }),
  app: fc.constantFrom("any", "any", ...APPS.slice(1)),
  spares: fc.boolean(),
  waits: fc.boolean(),
  guests: fc.boolean(),
  rate: fc.integer({ min: 8_000, max: 4_000_000 }),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

const BY_APP = ["throttle", "block-app", "defer-to-wifi"];
const BY_GUEST = ["throttle", "block-new-login", "disconnect-session", "cut-data"];
const MAY_WAIT = ["block-app", "block-new-login", "disconnect-session", "cut-data", "suspend-line"];

function order(device: number, { from: spanFrom, days }: Scenario, draw: Drawn): EnforcementRow {
  const { action, lasts } = draw;
  const from = spanFrom + Math.floor(draw.at * days * DAY);
  const given: GivenRow = {
    ...{ device, action, from, until: lasts === null ? null : from + lasts },
    ...(BY_APP.includes(action)
      ? { app: draw.app, foreground: draw.spares ? "background" : "any" }
      : {}),
    ...(draw.waits && MAY_WAIT.includes(action) ? { retry: "later" } : {}),
    ...(draw.guests && BY_GUEST.includes(action) ? { terminal: "guest" } : {}),
    ...(action === "throttle" ? { rate: draw.rate } : {}),
  };
  return fillEnforcement(given, (column, message) => {
    throw new RangeError(`${column} ${message}`);
  }) as EnforcementRow;
}

describe.each(PLANETS)("a decision in %s", (_title, scenario) => {
  const { devices } = scenario;
  const factual = live(scenario, devices);

  it("changes no row that was visible before it, in any view, on any line", () => {
    let changed = 0;
    fc.assert(
      fc.property(fc.array(drawn, { minLength: devices, maxLength: devices }), (draws) => {
        const enforcement = draws.map((draw, device) => order(device, scenario, draw));
        const decided = live({ ...scenario, enforcement }, devices);
        for (const view of VIEWS) {
          for (const [device, row] of enforcement.entries()) {
            const [was, is] = [factual[view][device] as Shown, decided[view][device] as Shown];
            expect(firstChanged(was, is, row.from), `${view}: ${JSON.stringify(row)}`).toBe(null);
            if (firstChanged(was, is, Infinity) !== null) changed++;
          }
        }
      }),
      { seed: 5, numRuns: devices === 1 ? 20 : 5, endOnFailure: true },
    );
    // A table that nobody obeys would pass as well.
    expect(changed).toBeGreaterThan(10);
  });
});

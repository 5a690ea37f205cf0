import { describe, expect, it } from "vitest";
import { DAY, HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import type { ShardPlan } from "../../../simulators/engine/shard-plan.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import type { Scenario } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";
import { collect, type Row, sum } from "../collect.ts";

/** Some hundred transfers a day at random moments, some of them long and large. */
const chatter: TrafficModel = {
  name: "chatter",
  version: 1,
  summary: "transfers at any time",
  role: "normal",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart, random }, _options, sink) {
    for (let i = 0; i < 120; i++) {
      sink.foreground = i % 2 === 0 ? 1 : 0;
      const start = dayStart + Math.floor(random.uniform() * DAY);
      const down = Math.floor(random.uniform() * (i % 40 === 0 ? 900 : 3) * MB);
      sink.transfer(start, Math.floor(down / 9), down, 1e6 + random.uniform() * 2e7);
    }
    sink.session({
      ...{ start: dayStart + 20 * HOUR, end: dayStart + 30 * HOUR, up: MB, down: 5000 * MB },
      ...{ province: 3, nas: 7, clientMac: 9, method: 1, own: 1, terminateCause: 1 },
    });
  },
};

/** The whole night, at a steady rate. */
const leak: TrafficModel = {
  ...chatter,
  name: "leak",
  role: "incident",
  plan: ({ dayStart }) => [{ start: dayStart + 20 * HOUR, end: dayStart + 28 * HOUR }],
  emit({ dayStart }, _options, sink) {
    sink.bytes = "all";
    sink.network = "cellular-only";
    sink.guess = 10;
    for (let m = 0; m < 480; m++) {
      sink.transfer(dayStart + 20 * HOUR + m * MINUTE, 1000 + m, 4 * MB + m, 6e5);
    }
  },
  cause: () => ({ trigger: "t", vector: "v", amplifier: "a" }),
};

const SCENARIO: Partial<Scenario> = {
  days: 4,
  models: { chatter: {} },
  incidents: { leak: {} },
  pinned: [{ model: "leak", device: 1, day: 1, options: {} }],
};

function run(changes: Partial<Scenario> = {}, shard: Partial<ShardPlan> = {}) {
  const scenario = aScenario({ ...SCENARIO, ...changes });
  const rows = collect();
  const plan = { seed: "s", scenario, models: [chatter, leak], first: 0, count: 4, ...shard };
  const truth = simulateShard(plan, rows);
  return { ...rows, truth, spanEnd: scenario.from + scenario.days * DAY };
}

/** Code of an app that nobody else here has. */
const SYSTEM = 12;

const byDevice = (rows: readonly Row[], device: number) =>
  rows.filter((row) => row["device"] === device);

describe("the engine", () => {
  const full = run();

  it("gives every view rows in order of (visibleAt, device, seq), seq without a hole", () => {
    for (const view of VIEWS) {
      const rows = full.views[view];
      expect(rows.length).toBeGreaterThan(50);
      for (const [i, row] of rows.entries()) {
        const before = rows[i - 1];
        if (!before) continue;
        const key = [row, before].map((r) => [r["visibleAt"], r["device"], r["seq"]] as number[]);
        const [now, then] = key as [number[], number[]];
        const at = now.findIndex((value, k) => value !== then[k]);
        expect(now[at]).toBeGreaterThan(then[at] as number);
      }
      for (let device = 0; device < 4; device++) {
        const seqs = byDevice(rows, device).map((row) => row["seq"] as number);
        expect([...seqs].sort((a, b) => a - b)).toEqual([...seqs.keys()]);
      }
    }
  });

  it("conserves every byte between the views, short of what is in flight", () => {
    const seen = (view: "flows" | "charging" | "wlan") => [
      sum(full.views[view], "up") + full.truth.inFlight[view].up,
      sum(full.views[view], "down") + full.truth.inFlight[view].down,
    ];
    expect(seen("flows")).toEqual(seen("charging"));
    const overWlan = full.views.flows.filter((row) => row["access"] === 3);
    expect(seen("wlan")[1]).toBeGreaterThanOrEqual(sum(overWlan, "down"));
    const cellularOf = (view: "flows" | "netstats") =>
      sum(
        full.views[view].filter((row) => row["access"] === 1),
        "up",
        "down",
      );
    const inFlight = full.truth.inFlight.flows.up + full.truth.inFlight.flows.down;
    expect(Math.abs(cellularOf("flows") - cellularOf("netstats"))).toBeLessThanOrEqual(inFlight);
  });

  it("gives an incident exactly its bytes in every view that sees it", () => {
    const [incident] = full.truth.episodes;
    expect(full.truth.episodes).toHaveLength(1);
    const wanted = [480 * 1000 + (480 * 479) / 2, 480 * 4 * MB + (480 * 479) / 2];
    expect([incident?.up, incident?.down]).toEqual(wanted);
    for (const view of ["flows", "charging", "netstats"] as const) {
      expect([sum(full.parts[view], "up"), sum(full.parts[view], "down")], view).toEqual(wanted);
      for (const part of full.parts[view]) {
        const row = full.views[view][part["row"] as number] as Row;
        expect([row["device"], row["seq"]]).toEqual([part["device"], part["seq"]]);
        expect(part["up"]).toBeLessThanOrEqual(row["up"] as number);
        expect(part["down"]).toBeLessThanOrEqual(row["down"] as number);
      }
    }
    expect(full.parts.wlan).toEqual([]);
  });

  it("carries what midnight cuts over to the next day, and gives each bucket of the phone its part", () => {
    const long: TrafficModel = {
      ...leak,
      plan: ({ dayStart }) => [{ start: dayStart + 21 * HOUR, end: dayStart + 29 * HOUR }],
      emit({ dayStart }, _options, sink) {
        sink.network = "cellular-only";
        sink.bytes = "all";
        sink.transfer(dayStart + 21 * HOUR, 7_000_003, 90_000_001, 25_000);
      },
    };
    const rows = collect();
    const scenario = aScenario({ ...SCENARIO, models: {} });
    const truth = simulateShard({ seed: "s", scenario, models: [long], first: 0, count: 2 }, rows);
    expect(truth.episodes.map(({ up, down }) => [up, down])).toEqual([[7_000_003, 90_000_001]]);
    for (const view of ["flows", "charging", "netstats"] as const) {
      expect([sum(rows.views[view], "up"), sum(rows.views[view], "down")]).toEqual([
        7_000_003, 90_000_001,
      ]);
      for (const part of rows.parts[view]) {
        const row = rows.views[view][part["row"] as number] as Row;
        expect([part["up"], part["down"]]).toEqual([row["up"], row["down"]]);
      }
    }
    const days = new Set(
      rows.views.netstats.map((row) =>
        Math.floor(((row["start"] as number) - scenario.from) / DAY),
      ),
    );
    expect(days.size).toBe(2);
    expect(rows.views.netstats.length).toBeGreaterThan(3);
  });

  it("names every row of a stranger's session in truth, and each of its bytes", () => {
    const thief: TrafficModel = {
      ...leak,
      emit({ dayStart }, _options, sink) {
        sink.session({
          ...{
            start: dayStart + 20 * HOUR,
            end: dayStart + 30 * HOUR,
            up: 1001,
            down: 5_000_000_007,
          },
          ...{ province: 3, nas: 7, clientMac: 9, method: 1, own: 0, terminateCause: 1 },
        });
      },
    };
    const rows = collect();
    const scenario = aScenario({ ...SCENARIO, models: {} });
    simulateShard({ seed: "s", scenario, models: [thief], first: 0, count: 2 }, rows);
    expect(rows.parts.wlan).toHaveLength(rows.views.wlan.length);
    expect(rows.views.wlan.length).toBe(61);
    for (const view of ["flows", "charging", "wlan"] as const) {
      expect([sum(rows.parts[view], "up"), sum(rows.parts[view], "down")]).toEqual([
        1001, 5_000_000_007,
      ]);
    }
    expect(rows.views.netstats).toEqual([]);
  });

  it("draws every day anew", () => {
    const ofDay = (day: number) =>
      full.views.flows
        .filter((row) => row["access"] === 1)
        .map((row) => (row["start"] as number) - aScenario().from - day * DAY)
        .filter((time) => time >= 0 && time < DAY && time % MINUTE !== 0);
    const [monday, tuesday] = [ofDay(1), ofDay(2)];
    expect(monday.length).toBeGreaterThan(40);
    expect(monday.filter((time) => tuesday.includes(time)).length).toBeLessThan(3);
  });

  it.each([
    ["two shards instead of one", run({}, { count: 2 }), [0, 1]],
    ["a device alone", run({}, { first: 2, count: 1 }), [2]],
    ["one device more", run({}, { count: 5 }), [0, 1, 2, 3]],
    ["two lines alone out of a list", run({}, { lines: [1, 3] }), [1, 3]],
  ])("makes the same rows of a device with %s", (_what, other, devices) => {
    const strip = ({ row: _row, ...rest }: Row) => rest;
    for (const view of VIEWS) {
      for (const device of devices) {
        expect(byDevice(other.views[view], device)).toEqual(byDevice(full.views[view], device));
        expect(byDevice(other.parts[view], device).map(strip)).toEqual(
          byDevice(full.parts[view], device).map(strip),
        );
      }
    }
  });

  it.each(VIEWS)("makes the same rows of %s when nobody observes the others", (view) => {
    const alone = run({}, { views: [view] });
    expect(alone.views[view]).toEqual(full.views[view]);
    expect(alone.parts[view]).toEqual(full.parts[view]);
    for (const other of VIEWS) if (other !== view) expect(alone.views[other]).toEqual([]);
  });

  it("keeps the prefix of every view when the horizon grows", () => {
    const longer = run({ days: 6 });
    for (const view of VIEWS) {
      const prefix = longer.views[view].filter(
        (row) => (row["visibleAt"] as number) < full.spanEnd,
      );
      expect(prefix).toEqual(full.views[view]);
    }
  });

  it("changes no byte of the others when an incident is left out", () => {
    const without = run({ without: ["leak"] });
    expect(without.truth.episodes).toEqual([]);
    for (const view of ["flows", "netstats"] as const) {
      const total = (rows: readonly Row[]) => sum(rows, "up", "down");
      expect(total(full.views[view]) - total(full.parts[view])).toBe(total(without.views[view]));
    }
  });

  it("counts the peers of a transfer once in a minute, though the radio network changed within it", () => {
    const steady: TrafficModel = {
      ...chatter,
      plan: ({ day, dayStart }) => (day === 0 ? [{ start: dayStart, end: dayStart + DAY }] : []),
      emit({ dayStart }, _options, sink) {
        sink.network = "cellular-only";
        sink.remotes = 50;
        sink.transfer(dayStart, 0, 80_000_000, 10_000);
      },
    };
    const rows = collect();
    const scenario = aScenario({ days: 4, models: { chatter: {} } });
    simulateShard({ seed: "s", scenario, models: [steady], first: 0, count: 40 }, rows);
    const peers = rows.views.flows.map((row) => row["peers"] as number);
    expect(peers.length).toBeGreaterThan(10_000);
    // The largest draw of a minute doubles the remotes of a set; a set counted twice would double that.
    expect(Math.max(...peers)).toBeLessThanOrEqual(104);
  });

  it("changes no transfer of the others when a model is added", () => {
    const hum: TrafficModel = {
      ...chatter,
      name: "hum",
      emit({ dayStart, random }, _options, sink) {
        sink.guess = SYSTEM;
        for (let i = 0; i < 50; i++) {
          sink.transfer(dayStart + Math.floor(random.uniform() * DAY), 900, 12_000_000, 4e6);
        }
      },
    };
    const rows = collect();
    const scenario = aScenario({ ...SCENARIO, models: { chatter: {}, hum: {} } });
    const models = [hum, chatter, leak];
    simulateShard({ seed: "s", scenario, models, first: 0, count: 4 }, rows);
    const added = rows.views.flows.filter((row) => row["app"] === SYSTEM);
    expect(added.length).toBeGreaterThan(200);
    const seen = (all: readonly Row[]) =>
      all
        .filter((row) => row["app"] !== SYSTEM)
        .map(({ device, start, time, up, down, app, access, peers, flows }) =>
          [device, start, time, up, down, app, access, peers, flows].join(),
        )
        .sort();
    expect(seen(rows.views.flows)).toEqual(seen(full.views.flows));
  });

  it("makes other rows from another seed", () => {
    expect(run({}, { seed: "t" }).views.flows).not.toEqual(full.views.flows);
  });

  describe("an episode that needs the Wi-Fi to be down", () => {
    const NIGHT = { from: 20 * HOUR, to: 30 * HOUR };
    const outage: TrafficModel = {
      ...leak,
      plan: ({ dayStart }) => [
        { start: dayStart + 19 * HOUR, end: dayStart + 20 * HOUR, everyday: true },
        {
          ...{ start: dayStart + 20 * HOUR, end: dayStart + 28 * HOUR },
          wifiDown: { from: dayStart + NIGHT.from, to: dayStart + NIGHT.to },
        },
      ],
      emit({ episode }, _options, sink) {
        sink.bytes = "all";
        sink.transfer(episode.start, 0, 4 * MB, 6e6);
      },
    };
    const at = (day: number) => day * DAY + aScenario().from;
    const lines = Array.from({ length: 12 }, (_, device) => device);
    const pinned = lines.map((device) => ({ model: "leak", device, day: 1, options: {} }));
    const made = (without: readonly string[], pins = pinned) =>
      run({ pinned: pins, without }, { models: [chatter, outage], count: lines.length });
    const onWifi = ({ views }: ReturnType<typeof run>) =>
      views.netstats.filter(({ access, start, time }) => {
        const lies =
          (start as number) >= at(1) + NIGHT.from && (time as number) <= at(1) + NIGHT.to;
        return lies && access === 2;
      });

    it("takes it from everything on the phone, over midnight too, and from nobody else", () => {
      expect(onWifi(made([], [])).length).toBeGreaterThan(20);
      expect(onWifi(made([]))).toEqual([]);
    });

    it("leaves it down for whoever leaves the episode out, and changes no row of others", () => {
      const out = made(["leak"]);
      expect(onWifi(out)).toEqual([]);
      expect(out.truth.episodes).toEqual([]);
    });

    it("books what is everyday to nobody", () => {
      const { truth } = made([]);
      expect(truth.episodes.map(({ down }) => down)).toEqual(lines.map(() => 4 * MB));
    });

    it.each([
      ["a fraction of a ms", 0.5, 8 * HOUR],
      ["no time at all", 0, 0],
    ])("is refused where it is down for %s", (_, from, to) => {
      const fault: TrafficModel = {
        ...outage,
        plan: ({ dayStart }) => [
          {
            ...{ start: dayStart, end: dayStart + HOUR },
            wifiDown: { from: dayStart + from, to: dayStart + to },
          },
        ],
      };
      expect(() => run({ pinned }, { models: [chatter, fault], count: lines.length })).toThrow(
        /^leak: wifiDown must be whole ms in order, got \d+(\.5)? to \d+$/,
      );
    });
  });

  it("refuses a transfer that begins before the day that planned it", () => {
    const early: TrafficModel = {
      ...chatter,
      emit: ({ dayStart }, _, sink) => sink.transfer(dayStart - 5, 0, MB, 1e6),
    };
    expect(() => run({}, { models: [early, leak] })).toThrow(
      "chatter: a transfer must begin on the day that planned it, or later, got 5 ms before it",
    );
  });
});

import { describe, expect, it } from "vitest";
import {
  type EnforcementRow,
  fillEnforcement,
  type GivenRow,
} from "../../../datasets/enforcement.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../datasets/sizes.ts";
import { APPS, CAUSES, END_KINDS, TERMINATE_CAUSES } from "../../../datasets/vocabularies.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { endKindOf } from "../../../simulators/engine/episode-record.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import type { Scenario } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";
import { collect, type Row, sum } from "../collect.ts";

const [VIDEO, CLOUD, DOWNLOAD, LEAK] = ["video", "cloud", "download", "map"].map((app) =>
  APPS.indexOf(app as "video"),
) as [number, number, number, number];
const BYTES = 1_000_003;

/** Every minute: video on screen, a sync in the background, and a guest behind the hotspot. */
const home: TrafficModel = {
  name: "home",
  version: 1,
  summary: "the phone on screen and off, and its guest",
  role: "normal",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart }, _options, sink) {
    for (let m = 0; m < 1440; m++) {
      const start = dayStart + m * MINUTE;
      for (const app of [VIDEO, CLOUD, DOWNLOAD]) {
        // A guest's pen may hold whatever the phone did before it: the phone books neither.
        sink.app = app === DOWNLOAD ? VIDEO : app;
        sink.guess = app;
        sink.foreground = app === CLOUD ? 0 : 1;
        sink.terminal = app === DOWNLOAD ? 1 : 0;
        sink.network = app === DOWNLOAD ? "cellular-only" : "any";
        sink.transfer(start, 1000, BYTES, 2e6);
      }
    }
  },
};

/** From the civil hour on, half a day; on the phone as on a stolen account. */
const leakFrom = (name: string, hour: number): TrafficModel => ({
  ...home,
  name,
  role: "incident",
  plan: ({ dayStart }) => [{ start: dayStart + hour * HOUR, end: dayStart + (hour + 8) * HOUR }],
  emit({ episode }, _options, sink) {
    sink.network = "cellular-only";
    sink.app = 0;
    sink.guess = LEAK;
    for (let t = episode.start; t < episode.end; t += MINUTE) sink.transfer(t, 10, BYTES, 2e6);
  },
  cause: () => ({ trigger: "t", vector: "v", amplifier: "a" }),
});
const leak = leakFrom("leak", 9);
const lateLeak = leakFrom("late-leak", 14.5);

/** One session an hour, each of three hours: of the phone, of the household's laptop, of a stranger. */
const wlan: TrafficModel = {
  ...home,
  name: "wlan",
  emit({ dayStart }, _options, sink) {
    for (let hour = 0; hour < 20; hour++) {
      const start = dayStart + hour * HOUR + 10 * MINUTE;
      const [who] = [hour % 3];
      sink.session({
        ...{ start, end: start + 3 * HOUR, up: 1001, down: 7 * BYTES + hour, province: 3 },
        ...{ nas: 7, clientMac: who, method: 1, own: who === 0 ? 1 : 0, terminateCause: 1 },
        ...(who === 2 ? { stranger: true } : {}),
      });
    }
  },
};

const MODELS = [home, wlan, leak, lateLeak];
const SCENARIO = aScenario({
  ...{ days: 3, devices: 1, atHome: true, models: { home: {}, wlan: {} } },
  network: { down: 40e6, up: 12e6, sigma: 0, contention: false },
  incidents: { leak: {}, "late-leak": {} },
  pinned: ["leak", "late-leak"].map((model) => ({ model, device: 0, day: 0, options: {} })),
});
/** Noon of the first day, and two hours later. */
const T = SCENARIO.from + 12 * HOUR;
const UNTIL = T + 2 * HOUR;

function live(rows: readonly GivenRow[], changes: Partial<Scenario> = {}) {
  const enforcement = rows.map((given) => {
    const full = { device: 0, from: T, until: UNTIL, ...given };
    return fillEnforcement(full, (column, message) => {
      throw new RangeError(`${column} ${message}`);
    }) as EnforcementRow;
  });
  const seen = collect();
  const scenario = { ...SCENARIO, ...changes, enforcement };
  const truth = simulateShard({ seed: "s", scenario, models: MODELS, first: 0, count: 1 }, seen);
  return { ...seen.views, truth };
}
type World = ReturnType<typeof live>;

const started = (rows: readonly Row[], from: number, to: number) =>
  rows.filter((row) => (row["start"] as number) >= from && (row["start"] as number) < to);
/** Bytes that the probe saw of an app, over cellular. */
const moved = ({ flows }: World, app: number, from: number, to: number) =>
  sum(
    started(flows, from, to).filter((row) => row["app"] === app && row["access"] === 1),
    "down",
  );
const told = (world: World, status: number) =>
  world.wlan
    .filter((row) => row["status"] === status)
    .map((row) => [row["time"], row["session"]] as [number, number]);
const starts = (world: World) => told(world, 1);
const stops = (world: World) => told(world, 3);

describe("what is done about a line", () => {
  const factual = live([]);
  const ALL = [VIDEO, CLOUD, DOWNLOAD, LEAK] as const;

  it.each<readonly [string, GivenRow, readonly number[]]>([
    ["cut-data", { action: "cut-data" }, ALL],
    ["cut-data for guests", { action: "cut-data", terminal: "guest" }, [DOWNLOAD]],
    ["cut-data off screen", { action: "cut-data", foreground: "background" }, [CLOUD, DOWNLOAD]],
    ["suspend-line", { action: "suspend-line" }, ALL],
    ["block-tether", { action: "block-tether" }, [DOWNLOAD]],
    ["block-app", { action: "block-app", app: "video" }, [VIDEO]],
    ["block-app off screen", { action: "block-app", foreground: "background" }, [CLOUD]],
    ["owner-stops", { action: "owner-stops" }, [LEAK]],
    ["notify", { action: "notify" }, []],
    ["block-new-login", { action: "block-new-login" }, []],
  ])("%s stops its own bytes on cellular and no others, while it holds", (_what, row, stopped) => {
    const world = live([row]);
    for (const app of ALL) {
      const isStopped = stopped.includes(app);
      const asked = moved(factual, app, T, UNTIL);
      expect(asked).toBeGreaterThan(100 * BYTES);
      expect(moved(world, app, T, UNTIL), `${APPS[app]}`).toBe(isStopped ? 0 : asked);
      expect(moved(world, app, UNTIL, UNTIL + 5 * HOUR)).toBe(
        moved(factual, app, UNTIL, UNTIL + 5 * HOUR),
      );
    }
  });

  it("notify moves nothing at all: what its owner does is a row of its own", () => {
    const world = live([{ action: "notify" }]);
    for (const view of ["flows", "charging", "netstats", "wlan"] as const) {
      expect(world[view], view).toEqual(factual[view]);
    }
  });

  it.each([
    ["none", 0],
    ["later", 1],
  ])("what is stopped and asks again %s comes when it is over, or never", (retry, share) => {
    const world = live([{ action: "block-app", app: "video", retry }]);
    const end = SCENARIO.from + 2 * DAY;
    const missing = moved(factual, VIDEO, T, UNTIL);
    const more = moved(world, VIDEO, UNTIL, end) - moved(factual, VIDEO, UNTIL, end);
    expect(more).toBe(share * missing);
  });

  it.each(["cut-data", "suspend-line"])("%s takes the bearer down: the record closes", (action) => {
    const closed = live([{ action }]).charging.find((row) => row["time"] === T);
    expect(CAUSES[closed?.["cause"] as number]).toBe("managementIntervention");
    expect(factual.charging.some((row) => row["time"] === T)).toBe(false);
  });

  it.each([64_000, 500_000])("throttle to %i bit/s is one bucket for the whole line", (rate) => {
    const world = live([{ action: "throttle", rate }]);
    const bytes = ALL.reduce((total, app) => total + moved(world, app, T, UNTIL), 0);
    const room = (rate * 2 * HOUR) / 8000;
    expect(bytes).toBeLessThanOrEqual(room);
    expect(bytes).toBeGreaterThan(0.9 * room);
    // Demands give up: the morning after is as it was.
    const after = UNTIL + 10 * MINUTE;
    for (const app of ALL) {
      expect(moved(world, app, T, UNTIL)).toBeGreaterThan(0);
      expect(moved(world, app, after, after + 5 * HOUR)).toBe(
        moved(factual, app, after, after + 5 * HOUR),
      );
    }
  });

  it("a throttle above what is asked for changes no byte", () => {
    const world = live([{ action: "throttle", rate: 100_000_000 }]);
    for (const app of ALL) expect(moved(world, app, T, UNTIL)).toBe(moved(factual, app, T, UNTIL));
  });

  it("a throttle of an app leaves the others their pace", () => {
    const world = live([{ action: "throttle", rate: 64_000, app: "video" }]);
    expect(moved(world, VIDEO, T, UNTIL)).toBeLessThanOrEqual((64_000 * 2 * HOUR) / 8000);
    for (const app of [CLOUD, DOWNLOAD, LEAK]) {
      expect(moved(world, app, T, UNTIL)).toBe(moved(factual, app, T, UNTIL));
    }
  });
});

describe("what is done about an account", () => {
  const factual = live([]);
  const inWindow = ([time]: [number, number]) => time >= T && time < UNTIL;
  const numbers = (pairs: readonly [number, number][]) => pairs.map(([, session]) => session);

  it("block-new-login refuses logins, lets open sessions run, and calls none otherwise", () => {
    const world = live([{ action: "block-new-login" }]);
    expect(starts(world)).toEqual(starts(factual).filter((start) => !inWindow(start)));
    const kept = new Set(numbers(starts(world)));
    expect(stops(world)).toEqual(stops(factual).filter(([, session]) => kept.has(session)));
    expect(stops(world).filter(inWindow).length).toBeGreaterThan(1);
  });

  it("a refused login of the household comes back, a stranger's does not", () => {
    const world = live([{ action: "block-new-login", retry: "later" }]);
    const refused = starts(factual).filter(inWindow);
    expect(refused.length).toBe(2);
    const back = starts(world).filter(([time]) => time === UNTIL);
    // At 12:10 the phone's, at 13:10 the laptop's; the stranger comes at 14:10.
    expect(numbers(back).sort()).toEqual(numbers(refused).sort());
    const wide = live([{ action: "block-new-login", retry: "later", until: UNTIL + HOUR }]);
    expect(starts(wide).filter(([time]) => time === UNTIL + HOUR)).toHaveLength(2);
  });

  it("disconnect-session ends the open ones at once and refuses nobody", () => {
    const world = live([{ action: "disconnect-session" }]);
    expect(starts(world)).toEqual(starts(factual));
    const ended = world.wlan.filter((row) => row["time"] === T && row["status"] === 3);
    expect(ended).toHaveLength(3);
    for (const row of ended) {
      expect(TERMINATE_CAUSES[row["terminateCause"] as number]).toBe("Admin-Reset");
    }
    const [after] = starts(world).filter(inWindow);
    const next = world.wlan.filter((row) => row["session"] === after?.[1]);
    expect(next).toEqual(
      factual.wlan
        .filter((row) => row["session"] === after?.[1])
        .map((row, i) => ({
          ...row,
          seq: next[i]?.["seq"],
        })),
    );
  });

  it("disconnected clients that ask again are back half a minute later, with the rest", () => {
    const world = live([{ action: "disconnect-session", retry: "later" }]);
    const back = starts(world).filter(([time]) => time === T + 30 * SECOND);
    expect(back).toHaveLength(3);
    const lost = sum(factual.wlan, "down") - sum(world.wlan, "down");
    // Half a minute of each was never asked for again.
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThan((3 * 8 * BYTES * 31) / (3 * 3600));
  });

  it("disconnect-session of guests spares the phone", () => {
    const world = live([{ action: "disconnect-session", terminal: "guest" }]);
    expect(stops(world).filter(([time]) => time === T)).toHaveLength(2);
  });

  it("require-second-factor keeps strangers out and the household in", () => {
    const world = live([{ action: "require-second-factor", from: SCENARIO.from, until: null }]);
    const clients = (rows: readonly Row[]) => [...new Set(rows.map((row) => row["clientMac"]))];
    expect(clients(factual.wlan).sort()).toEqual([0, 1, 2]);
    expect(clients(world.wlan).sort()).toEqual([0, 1]);
    expect(starts(world).length).toBe(3 * 14);
  });

  it.each([
    ["cut-data", false],
    ["suspend-line", true],
  ])("%s reaches the account: %s", (action, reaches) => {
    const world = live([{ action }]);
    const refused = starts(world).filter(inWindow).length === 0;
    const ended = stops(world).filter(([time]) => time === T).length === 3;
    expect([refused, ended]).toEqual([reaches, reaches]);
  });
});

describe("what its owner does", () => {
  it("ends what runs unwanted, not what begins later, and truth says who ended it", () => {
    const kindsOf = (world: World) =>
      world.truth.episodes.map((episode) => [
        episode.model.name,
        END_KINDS[endKindOf(episode)],
        episode.end <= T,
      ]);
    expect(kindsOf(live([]))).toEqual([
      ["leak", "self", false],
      ["late-leak", "self", false],
    ]);
    expect(kindsOf(live([{ action: "owner-stops", until: null }]))).toEqual([
      ["leak", "owner", true],
      ["late-leak", "self", false],
    ]);
    expect(kindsOf(live([{ action: "suspend-line", until: null }]))).toEqual([
      ["leak", "suspension", true],
    ]);
  });

  it("an incident that goes on after a block ended by itself", () => {
    const [first] = live([{ action: "suspend-line", until: T + HOUR }]).truth.episodes;
    expect(END_KINDS[endKindOf(first as never)]).toBe("self");
  });
});

describe("what is deferred to Wi-Fi", () => {
  const changes: Partial<Scenario> = {
    ...{ pinned: [], devices: 1 },
    lines: [{ from: 0, to: 1, persona: { hasHomeWifi: true, hasWorkWifi: false } }],
  };
  const { atHome: _, ...roaming } = { ...SCENARIO, ...changes };
  const lived = (rows: readonly GivenRow[]) =>
    live(rows, { ...roaming, atHome: undefined as never });

  it("waits off cellular and comes home; guests and the other apps do not notice", () => {
    const row = { action: "defer-to-wifi", app: "cloud", from: SCENARIO.from, until: null };
    const [was, is] = [lived([]), lived([row])];
    const end = SCENARIO.from + 3 * DAY;
    expect(moved(was, CLOUD, 0, end)).toBeGreaterThan(200 * BYTES);
    expect(moved(is, CLOUD, 0, end)).toBe(0);
    const onWifi = ({ netstats }: World) =>
      sum(
        netstats.filter((entry) => entry["app"] === CLOUD && entry["access"] === 2),
        "down",
      );
    const cameHome = onWifi(is) - onWifi(was);
    expect(cameHome).toBeGreaterThan(0.8 * moved(was, CLOUD, 0, end));
    for (const app of [VIDEO, DOWNLOAD])
      expect(moved(is, app, 0, end)).toBe(moved(was, app, 0, end));
  });
});

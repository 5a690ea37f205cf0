import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import { STREAM_WORDS } from "../../../simulators/chance/streams.ts";
import type { Transfers } from "../../../simulators/engine/transfers.ts";
import {
  type DeviceLife,
  PLAIN_SETTINGS,
  type Settings,
} from "../../../simulators/life/device-life.ts";
import { TERMINALS } from "../../../simulators/life/terminals.ts";
import type { Sink } from "../../../simulators/model.ts";
import type { Carried } from "../../../simulators/network/carried.ts";
import { Link } from "../../../simulators/network/link.ts";
import { ALL_APPS } from "../../../simulators/network/route.ts";
import { PLAIN_ACCOUNT, WlanAccount } from "../../../simulators/network/wlan-account.ts";
import type { Pen } from "../../../simulators/pen.ts";
import { someTransfers } from "../some-transfers.ts";

const NOTHING = 0;
const CELLULAR = ACCESS.indexOf("cellular");
const WIFI = ACCESS.indexOf("wifi");

/** From that hour on: the default route, and whether there is cellular coverage. */
type Segment = readonly [hour: number, access: number, covered?: boolean];

/** 8 Mbit/s down and 4 up on cellular, ten times as much on Wi-Fi: a MB a second, and half a MB up. */
const CELL_DOWN = 8_000_000;
const CELL_UP = 4_000_000;

function lifeOf(segments: readonly Segment[], dayStart: number): DeviceLife {
  const { length } = segments;
  const start = Float64Array.from(segments, ([hour]) => dayStart + hour * HOUR);
  const rate = (pick: (segment: Segment) => number) => Float64Array.from(segments, pick);
  const wifi = (access: number) => (access === WIFI ? 10 : 1);
  const none = new Uint8Array(length);
  const today = {
    ...{ length, start: Float64Array.from([...start, dayStart + DAY]) },
    access: Uint8Array.from(segments, ([, access]) => access),
    ...{ rat: none, province: none, roaming: none, place: none },
    rateDown: rate(([, access]) => wifi(access) * CELL_DOWN),
    rateUp: rate(([, access]) => wifi(access) * CELL_UP),
    cellularDown: rate(([, , covered = true]) => (covered ? CELL_DOWN : 0)),
    cellularUp: rate(([, , covered = true]) => (covered ? CELL_UP : 0)),
  };
  const segmentAt = (t: number) => start.findLastIndex((from) => from <= t);
  const awakeAt = (t: number) => t >= dayStart + 7 * HOUR && t < dayStart + 23 * HOUR;
  const about = { persona: { os: 1 }, settings: { ...PLAIN_SETTINGS }, awakeAt };
  return { today, segmentAt, ...about } as unknown as DeviceLife;
}

/** Lives days of the given segments, of which the first brings a demand, on a phone with these switches. */
function lived(
  days: readonly (readonly Segment[])[],
  demand: (link: Sink) => void,
  switches: Partial<Settings> = {},
): Transfers {
  const transfers = someTransfers();
  const link = new Link(transfers);
  const account = new WlanAccount({
    ...{ terms: { ...PLAIN_ACCOUNT }, checks: { sessionsAtOnce: 0 }, orders: null },
    ...{ lostStop: 0, words: new Uint32Array(STREAM_WORDS) },
  });
  const carried: Carried = { account, orders: null, later: [] };
  for (const [day, segments] of days.entries()) {
    const life = lifeOf(segments, day * DAY);
    Object.assign(life.settings, switches);
    link.enter(life, (day + 1) * DAY, carried);
    link.bytes = "all";
    if (day === 0) demand(link);
    link.admit();
  }
  return transfers;
}

/** Transfers as [start, end, access, up, down], times from the first midnight. */
function live(
  days: readonly (readonly Segment[])[],
  demand: (link: Sink) => void,
  switches: Partial<Settings> = {},
): number[][] {
  const transfers = lived(days, demand, switches);
  return Array.from({ length: transfers.length }, (_, i) => [
    transfers.start[i],
    transfers.stop[i],
    transfers.access[i],
    transfers.movedUp[i],
    transfers.movedDown[i],
  ]);
}

const OFFLINE: readonly Segment[] = [[0, NOTHING, false]];
const COVERED: readonly Segment[] = [[0, CELLULAR]];
const LATE: readonly Segment[] = [
  [0, NOTHING, false],
  [5, CELLULAR],
];

const MAIL = APPS.indexOf("mail");
const PUSH = APPS.indexOf("push");
const PC = TERMINALS.indexOf("pc");
/** Cellular until the evening, then Wi-Fi. */
const EVENING: readonly Segment[] = [
  [0, CELLULAR],
  [20, WIFI],
];
/** A Wi-Fi that carries nothing, and cellular beside it; in the evening it is back. */
const DEAD: readonly Segment[] = [
  [0, NOTHING],
  [20, WIFI],
];

describe("the phone's switches", () => {
  const at = (switches: Partial<Settings>, pen: Partial<Pen>, day = EVENING) =>
    live(
      [day, day],
      (link) => {
        Object.assign(link, { app: MAIL, foreground: 0, ...pen });
        link.transfer(HOUR, 0, 1000, 8000);
      },
      switches,
    ).map(([start = 0, , access]) => [Math.floor(start / HOUR), access]);

  it.each<[string, Partial<Settings>, Partial<Pen>, number[][]]>([
    ["let unseen apps through as they come", {}, {}, [[1, CELLULAR]]],
    ["keep an unseen app to Wi-Fi", { unseenWifiOnly: ALL_APPS }, {}, [[20, WIFI]]],
    [
      "keep it from cellular though it asks for that alone",
      { unseenWifiOnly: ALL_APPS },
      { network: "cellular-only" },
      [[20, WIFI]],
    ],
    [
      "let it through while it is on screen",
      { unseenWifiOnly: ALL_APPS },
      { foreground: 1 },
      [[1, CELLULAR]],
    ],
    ["let pushed messages through", { unseenWifiOnly: ALL_APPS }, { app: PUSH }, [[1, CELLULAR]]],
    ["let other apps through", { unseenWifiOnly: 1 << PUSH }, {}, [[1, CELLULAR]]],
    [
      "never hold up a guest",
      { unseenWifiOnly: ALL_APPS, wifiOnly: ALL_APPS },
      { terminal: PC },
      [[1, CELLULAR]],
    ],
    ["keep an app off cellular seen or not", { wifiOnly: 1 << MAIL }, {}, [[20, WIFI]]],
    [
      "lose what its owner would have looked at on the way",
      { wifiOnly: 1 << MAIL },
      { foreground: 1 },
      [],
    ],
    ["run an update at any hour", {}, { timed: 1 }, [[1, CELLULAR]]],
    ["keep an update to its hour", { updateHour: 21 }, { timed: 1 }, [[21, WIFI]]],
    ["keep it to that of the next day", { updateHour: 0 }, { timed: 1 }, [[1, CELLULAR]]],
    ["hold nothing else to that hour", { updateHour: 21 }, {}, [[1, CELLULAR]]],
  ])("%s", (_, switches, pen, expected) => {
    expect(at(switches, pen)).toEqual(expected);
  });

  it("stay on a Wi-Fi that carries nothing, whatever an unseen app asks for", () => {
    const asks = { network: "cellular-only" } as const;
    const stays = { wifiFallback: false };
    expect(at({}, asks, DEAD)).toEqual([[1, CELLULAR]]);
    expect(at(stays, asks, DEAD)).toEqual([[20, WIFI]]);
    expect(at(stays, { ...asks, foreground: 1 }, DEAD)).toEqual([[1, CELLULAR]]);
    expect(at(stays, { ...asks, terminal: PC }, DEAD)).toEqual([[1, CELLULAR]]);
  });

  it.each([
    ["a guest that pauses by night loses its hotspot", 1, 6, 1],
    ["one that pauses for less keeps it", 1, 1.1, 2],
    ["an owner who is awake turns it on again", 8, 12, 2],
  ])("with a time-out of ten minutes, %s", (_, first, second, moved) => {
    const switches = { hotspotTimeout: 10 * MINUTE };
    const pieces = live(
      [COVERED],
      (link) => {
        link.terminal = PC;
        for (const hour of [first, second]) link.transfer(hour * HOUR, 0, 1000, 8000);
      },
      switches,
    );
    expect(pieces).toHaveLength(moved);
  });
});

describe("a demand", () => {
  it("in the foreground gives up where there is no network: nobody waits at the screen for one", () => {
    expect(live([LATE], (link) => link.transfer(HOUR, 0, 1000, 1e6))).toEqual([]);
  });

  it("in the background waits for the network, and over midnight", () => {
    const demand = (link: Sink) => {
      link.foreground = 0;
      link.transfer(HOUR, 0, 1000, 8000);
    };
    const soon = [[5 * HOUR, 5 * HOUR + 1000, CELLULAR, 0, 1000]];
    expect(live([LATE], demand)).toEqual(soon);
    expect(live([OFFLINE, OFFLINE, COVERED], demand)).toEqual([
      [2 * DAY, 2 * DAY + 1000, CELLULAR, 0, 1000],
    ]);
  });

  it("that must have Wi-Fi waits for it though there is cellular, foreground or not", () => {
    const home: readonly Segment[] = [
      [0, CELLULAR],
      [20, WIFI],
    ];
    const moved = live([home], (link) => {
      link.network = "wifi-only";
      link.transfer(HOUR, 0, 1000, 8000);
    });
    expect(moved).toEqual([[20 * HOUR, 20 * HOUR + 1000, WIFI, 0, 1000]]);
  });

  it("for cellular only takes it at home too, where it is covered", () => {
    const home: readonly Segment[] = [
      [0, WIFI, false],
      [3, WIFI, true],
    ];
    const moved = live([home], (link) => {
      link.network = "cellular-only";
      link.transfer(HOUR, 0, 1000, 8000);
    });
    expect(moved).toEqual([[3 * HOUR, 3 * HOUR + 1000, CELLULAR, 0, 1000]]);
  });

  it.each([
    [7, 1],
    [8, 0],
  ])(
    "that finds no network for %d days is served %d times, since an app waits a week",
    (days, times) => {
      const silence = Array.from({ length: days }, () => OFFLINE);
      const moved = live([...silence, COVERED], (link) => {
        link.foreground = 0;
        link.transfer(0, 0, 1000, 8000);
      });
      expect(moved).toHaveLength(times);
    },
  );

  it.each([
    ["its own rate", 0, 1_000_000, 4e6, 2000],
    ["the downlink", 0, 1_000_000, 1e9, 1000],
    ["the uplink", 1_000_000, 0, 1e9, 2000],
    ["the slower direction of the two", 1_000_000, 1_000_000, 1e9, 2000],
  ])("is no faster than %s", (_what, up, down, rate, lasts) => {
    const moved = live([COVERED], (link) => link.transfer(0, up, down, rate));
    expect(moved).toEqual([[0, lasts, CELLULAR, up, down]]);
  });

  it("goes on in the next network where the phone leaves one, and loses no byte", () => {
    const moving: readonly Segment[] = [
      [0, CELLULAR],
      [1, WIFI],
    ];
    const moved = live([moving], (link) => link.transfer(HOUR - MINUTE, 0, 120_000_000, CELL_DOWN));
    expect(moved.map(([, , access]) => access)).toEqual([CELLULAR, WIFI]);
    expect(moved.map(([, , , , down]) => down)).toEqual([60_000_000, 60_000_000]);
    expect(moved[0]?.[1]).toBe(HOUR);
  });

  it("goes on the next day where midnight cuts it", () => {
    const moved = live([COVERED, COVERED], (link) =>
      link.transfer(DAY - MINUTE, 0, 90_000_000, CELL_DOWN),
    );
    expect(moved).toEqual([
      [DAY - MINUTE, DAY, CELLULAR, 0, 60_000_000],
      [DAY, DAY + MINUTE / 2, CELLULAR, 0, 30_000_000],
    ]);
  });

  it.each([
    [0.5, 1, 1e6],
    [-1, 1, 1e6],
    [1, 1, 0],
  ])(
    "of %d bytes up and %d down at %d bit/s is refused with the model's name",
    (up, down, rate) => {
      const demand = (link: Sink) => {
        Object.assign(link, { model: "leak" });
        link.transfer(0, up, down, rate);
      };
      expect(() => live([COVERED], demand)).toThrow(/^leak: a transfer must move whole bytes/);
    },
  );
});

describe("bytes of a demand", () => {
  const moved = (bytes: "all" | "data", up: number, down: number) => {
    const [, , , movedUp, movedDown] = live([COVERED], (link) => {
      link.bytes = bytes;
      link.transfer(HOUR, up, down, 8_000_000);
    })[0] as [number, number, number, number, number];
    return [movedUp, movedDown];
  };

  it("are all that moves, where a record told them", () => {
    expect(moved("all", 1000, 9_000_000)).toEqual([1000, 9_000_000]);
  });

  it("are what somebody sent and got, and the protocol adds headers and acknowledgements", () => {
    const [up, down] = moved("data", 0, 9_000_000) as [number, number];
    // 40 bytes of headers on 1,400 or so down; an acknowledgement of 40 to 60 for one to four of them up.
    expect(down / 9_000_000).toBeGreaterThan(1.01);
    expect(down / 9_000_000).toBeLessThan(1.15);
    expect(up / down).toBeGreaterThan(0.003);
    expect(up / down).toBeLessThan(0.06);
  });
});

describe("a session on the operator's WLAN", () => {
  it("keeps its connections over midnight", () => {
    const transfers = lived([COVERED, COVERED], (link) =>
      link.session({
        ...{ start: 20 * HOUR, end: 28 * HOUR, up: 1e6, down: 9e6, province: 1, nas: 3 },
        ...{ clientMac: 5, method: 1, own: 1, terminateCause: 1 },
      }),
    );
    expect(transfers.length).toBe(2);
    const [evening, night] = [0, 1].map((i) => {
      const set = transfers.set[i] as number;
      const { fatDown, full, remotes, tuples, ttl, guess } = transfers.sets;
      return [fatDown, full, remotes, tuples, ttl, guess].map((column) => column[set]);
    });
    expect(night).toEqual(evening);
  });
});

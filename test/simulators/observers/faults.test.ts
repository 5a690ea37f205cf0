import { describe, expect, it } from "vitest";
import { MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { VIEWS, type ViewName } from "../../../datasets/view.ts";
import { ACCESS, APPS } from "../../../datasets/vocabularies.ts";
import { power } from "../../../simulators/chance/exact-math.ts";
import { grouped, type Row, sum } from "../collect.ts";
import { CITY_END, type ObservedCity, observedCity, overdrawn } from "./observed-city.ts";

/*
 * What a fault of an observer does to a few lines of the city, beside what a perfect one told of them.
 * Which share of all lines or places it has is told by shares-of-lines.test.ts.
 */
const SYSTEM = codeOf(APPS, "system");
const WAYS = ["up", "down"] as const;

const perfect = observedCity([]);

/** Rows without their numbers and moments of delivery, by device. */
const named = (row: Row, ...names: readonly string[]) => names.map((name) => row[name]).join("/");
const FLOW = ["device", "time", "app", "access", "ttl", "osFingerprint", "province"] as const;
const flowOf = (row: Row) => named(row, ...FLOW);
type Counted = Record<"up" | "down" | "packetsUp" | "packetsDown" | "flows" | "peers", number>;
const byFlow = (rows: readonly Row[]) => new Map(rows.map((row) => [flowOf(row), row]));

/**
 * What was told, was lost, or is under way is what moved, and what was told twice. What is under way is
 * what the engine makes of the others: that it is counted right is told further down.
 */
function expectAllDeclared({ rows, truth }: ObservedCity, view: ViewName): void {
  for (const way of WAYS) {
    const whole = sum(perfect.rows.views[view], way) + perfect.truth.inFlight[view][way];
    const told = sum(rows.views[view], way) + truth.inFlight[view][way];
    expect(told + truth.lost[view][way] - truth.repeated[view][way]).toBe(whole);
    expect(truth.inFlight[view][way]).toBeGreaterThanOrEqual(0);
  }
}

/** Everything that an observer may miss or tell twice. */
const ALL = [
  ...["profile=messy", "sampling=10", "uplink=0.5", "flowTwice=0.1"],
  ...["clockSkew=10m", "nat=0.5", "vpnTwice=0.5"],
];

describe("what is under way at the end", () => {
  it.each<[string, readonly string[]]>([
    ["of a perfect observer", []],
    ["of one that counts a packet in 20", ["sampling=20"]],
    ["of one that is not told what was sent", ["uplink=0"]],
    ["of one that loses rows", ["flowLoss=0.1", "counterLoss=0.1"]],
    ["of one that tells rows twice", ["flowTwice=0.5", "flowLateBy=6h", "vpnTwice=0.5"]],
    ["of one that does all of it", ALL],
  ])("%s is what comes on the day after", (_, observation) => {
    const { inFlight } = observedCity(observation).truth;
    const { views } = observedCity(observation, { days: 10 }).rows;
    for (const [view, ahead] of [
      ["flows", 0],
      ["netstats", 10 * MINUTE],
    ] as const) {
      const late = views[view].filter(
        ({ time, visibleAt }) =>
          (time as number) <= CITY_END + ahead && (visibleAt as number) >= CITY_END,
      );
      for (const way of WAYS) expect(inFlight[view][way], `${view} ${way}`).toBe(sum(late, way));
    }
  });
});

describe("a probe that counts one packet in 20", () => {
  const sampled = observedCity(["sampling=20"]);
  const { flows } = sampled.rows.views;
  const whole = byFlow(perfect.rows.views.flows);
  const pairs = flows.map((row) => [row, whole.get(flowOf(row)) as Row] as const);

  it("keeps one in 20 of all packets, with as large a share of the bytes, and declares the rest", () => {
    for (const column of ["packetsUp", "packetsDown", ...WAYS]) {
      const share = sum(flows, column) / sum(perfect.rows.views.flows, column);
      expect(share * 20, column).toBeGreaterThan(0.97);
      expect(share * 20, column).toBeLessThan(1.03);
    }
    expectAllDeclared(sampled, "flows");
  });

  it("tells of no row more than it moved, nor more 5-tuples and remotes than packets", () => {
    const isSound = ([row, before]: readonly [Row, Row]) => {
      const { up, down, packetsUp, packetsDown, flows: tuples, peers } = row as Counted;
      const most = Math.min(packetsUp + packetsDown, (before as Counted).flows);
      const isWithin = up <= (before as Counted).up && down <= (before as Counted).down;
      const hasPackets = up > 0 === packetsUp > 0 && packetsUp + packetsDown > 0;
      return isWithin && hasPackets && tuples <= most && peers <= tuples && peers >= 1;
    };
    expect(pairs.length).toBeGreaterThan(10_000);
    expect(pairs.filter((pair) => !isSound(pair))).toEqual([]);
  });

  it("loses the rows of few packets altogether, as chance has it", () => {
    const packets = (row: Row) => (row["packetsUp"] as number) + (row["packetsDown"] as number);
    const kept = byFlow(flows);
    const small = perfect.rows.views.flows.filter((row) => packets(row) <= 20);
    const left = small.filter((row) => kept.has(flowOf(row))).length;
    const expected = small.reduce((sum, row) => sum + 1 - power(1 - 1 / 20, packets(row)), 0);
    expect(small.length).toBeGreaterThan(200);
    expect(Math.abs(left - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it("leaves truth no more of a row than the row holds, and names no row without a byte of the episode", () => {
    expect(overdrawn(sampled.rows, "flows")).toEqual([]);
    for (const { up, down } of sampled.rows.parts.flows as Record<"up" | "down", number>[]) {
      expect(up + down).toBeGreaterThan(0);
    }
    const share = sum(sampled.rows.parts.flows, "down") / sum(perfect.rows.parts.flows, "down");
    expect(share * 20).toBeGreaterThan(0.95);
    expect(share * 20).toBeLessThan(1.05);
  });
});

describe("a source that does not tell the bytes sent", () => {
  const blind = observedCity(["uplink=0"]);
  const { flows } = blind.rows.views;

  it("has none in any row, and declares all that was sent as lost", () => {
    expect(sum(flows, "up", "packetsUp")).toBe(0);
    expect(sum(blind.rows.parts.flows, "up")).toBe(0);
    expectAllDeclared(blind, "flows");
    expect(blind.truth.lost.flows.down).toBe(0);
  });

  it("tells all that was received, and loses the rows in which nothing was", () => {
    const received = perfect.rows.views.flows.filter(({ down }) => (down as number) > 0);
    expect(flows.map(flowOf)).toEqual(received.map(flowOf));
    expect(sum(flows, "down")).toBe(sum(perfect.rows.views.flows, "down"));
    expect(sum(blind.rows.parts.flows, "down")).toBe(sum(perfect.rows.parts.flows, "down"));
    expect(overdrawn(blind.rows, "flows")).toEqual([]);
  });
});

describe("a probe that delivers one row in ten twice", () => {
  const twice = observedCity(["flowTwice=0.1", "flowLateBy=2h"]);
  const groups = grouped(twice.rows.views.flows, flowOf);
  const pairs = [...groups.values()].filter((group) => group.length > 1);

  it("does so with one in ten, the same row again under a number of its own", () => {
    expect(pairs.length / groups.size).toBeGreaterThan(0.09);
    expect(pairs.length / groups.size).toBeLessThan(0.11);
    for (const [first, second, third] of pairs as Row[][]) {
      expect(third).toBeUndefined();
      const { seq, visibleAt } = first as Row;
      expect(second?.["seq"]).toBe((seq as number) + 1);
      expect({ ...second, seq, visibleAt }).toEqual(first);
    }
  });

  it("does so later, by as much as a late row at most", () => {
    const delays = pairs.map(
      ([first, second]) => Number(second?.["visibleAt"]) - Number(first?.["visibleAt"]),
    );
    expect(Math.min(...delays)).toBeGreaterThan(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(7_200_000);
    expect(Math.max(...delays)).toBeGreaterThan(7_000_000);
  });

  it("changes no other row, and declares what it told twice", () => {
    const firsts = [...groups.values()].map(([row]) => ({ ...row, seq: 0 }));
    expect(firsts).toEqual(perfect.rows.views.flows.map((row) => ({ ...row, seq: 0 })));
    expectAllDeclared(twice, "flows");
    expect(twice.truth.lost.flows).toEqual({ up: 0, down: 0 });
    expect(twice.truth.repeated.flows.down).toBeGreaterThan(0);
  });

  it("has both named by truth, each with the same bytes", () => {
    const parts = grouped(twice.rows.parts.flows, (part) => named(part, "device", "seq"));
    const said = (row: Row | undefined) =>
      parts.get(named(row as Row, "device", "seq"))?.map((part) => named(part, "episode", ...WAYS));
    const both = pairs.filter(([first]) => said(first) !== undefined);
    expect(both.length).toBeGreaterThan(20);
    for (const [first, second] of both) expect(said(second)).toEqual(said(first));
    expect(overdrawn(twice.rows, "flows")).toEqual([]);
  });
});

describe("phones whose clocks are off by up to ten minutes", () => {
  const most = 600_000;
  const off = observedCity(["clockSkew=10m"]);
  const { netstats } = off.rows.views;
  const perfectly = new Map(
    perfect.rows.views.netstats.map((row) => [named(row, "device", "seq"), row]),
  );
  type Skewed = Record<"row" | "before", Row> & { readonly skew: number };
  const skews: readonly Skewed[] = netstats.map((row) => {
    const before = perfectly.get(named(row, "device", "seq")) as Row;
    return { row, before, skew: Number(row["time"]) - Number(before["time"]) };
  });

  it("has each phone off by a time of its own, ahead or behind, in start and end alike", () => {
    const byLine = grouped(skews, ({ row }) => row["device"]);
    const own = [...byLine.values()].map((rows) => new Set(rows.map(({ skew }) => skew)));
    for (const set of own) expect(set.size).toBe(1);
    const all = own.flatMap((set) => [...set]);
    expect(new Set(all).size).toBe(16);
    expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(most);
    expect(Math.min(...all)).toBeLessThan(-most / 4);
    expect(Math.max(...all)).toBeGreaterThan(most / 4);
    const isMoved = ({ row, before, skew }: Skewed) =>
      row["start"] === Number(before["start"]) + skew;
    expect(skews.filter((one) => !isMoved(one))).toEqual([]);
  });

  it("tells a bucket when it is over, or when its own clock says so, whatever comes later", () => {
    const isDue = ({ row, before, skew }: Skewed) =>
      row["visibleAt"] === Number(before["visibleAt"]) + Math.max(0, skew);
    expect(skews.filter((one) => !isDue(one))).toEqual([]);
    expectAllDeclared(off, "netstats");
    expect(off.truth.lost.netstats).toEqual({ up: 0, down: 0 });
  });
});

describe("a phone behind a VPN", () => {
  const vpn = observedCity(["vpnTwice=1"]);
  const of = ({ rows }: ObservedCity) => rows.views.netstats;
  const ownRows = (city: ObservedCity) => of(city).filter(({ tethering }) => tethering === 0);

  it("counts each byte of its own twice, once in the background of the system; guests' bytes once", () => {
    for (const way of WAYS) {
      const [own, before] = [sum(ownRows(vpn), way), sum(ownRows(perfect), way)];
      expect(own).toBe(2 * before);
      expect(sum(of(vpn), way) - own).toBe(sum(of(perfect), way) - before);
    }
    const others = (city: ObservedCity) =>
      of(city)
        .filter(({ app, foreground }) => app !== SYSTEM || foreground === 1)
        .map((row) => ({ ...row, seq: 0 }));
    const key = (row: Row) => JSON.stringify(row);
    expect(others(vpn).map(key).sort()).toEqual(others(perfect).map(key).sort());
  });

  it("declares what it counted again, what is under way as well", () => {
    expectAllDeclared(vpn, "netstats");
    const { repeated, inFlight } = vpn.truth;
    for (const way of WAYS) {
      const delivered = sum(of(vpn), way) - sum(of(perfect), way);
      expect(repeated.netstats[way]).toBeGreaterThanOrEqual(delivered);
      expect(repeated.netstats[way]).toBeLessThanOrEqual(delivered + inFlight.netstats[way]);
    }
  });

  it("has truth name both, and no more of a row than it holds", () => {
    expect(overdrawn(vpn.rows, "netstats")).toEqual([]);
    const ownParts = ({ rows: { views, parts } }: ObservedCity) =>
      parts.netstats.filter(({ row }) => views.netstats[row as number]?.["tethering"] === 0);
    for (const way of WAYS) {
      expect(sum(ownParts(perfect), way)).toBeGreaterThan(0);
      expect(sum(ownParts(vpn), way)).toBe(2 * sum(ownParts(perfect), way));
    }
  });
});

describe("a hot spot behind a router of its own", () => {
  const hidden = observedCity(["nat=1"]);
  const { wlan } = hidden.rows.views;

  it("shows one address for all its clients, and no two hot spots the same", () => {
    const macs = grouped(wlan, ({ nas }) => nas);
    for (const rows of macs.values()) {
      expect(new Set(rows.map(({ clientMac }) => clientMac)).size).toBe(1);
    }
    expect(macs.size).toBeGreaterThan(20);
    expect(new Set(wlan.map(({ clientMac }) => clientMac)).size).toBe(macs.size);
  });

  it("leaves sessions, bytes and accounts as they are", () => {
    const rest = (rows: readonly Row[]) => rows.map((row) => ({ ...row, clientMac: 0 }));
    expect(rest(wlan)).toEqual(rest(perfect.rows.views.wlan));
    expect(hidden.rows.parts.wlan).toEqual(perfect.rows.parts.wlan);
  });
});

describe("all faults at once", () => {
  const whole = observedCity(ALL);

  it("conserve every byte, less what is declared lost, and with what is declared told twice", () => {
    for (const view of ["flows", "netstats", "wlan"] as const) expectAllDeclared(whole, view);
    for (const view of VIEWS) expect(overdrawn(whole.rows, view)).toEqual([]);
    expect(whole.truth.lost.charging).toEqual({ up: 0, down: 0 });
    expect(whole.truth.repeated.charging).toEqual({ up: 0, down: 0 });
    expect(whole.truth.repeated.wlan).toEqual({ up: 0, down: 0 });
    const wlan = whole.rows.views.flows.filter(({ access }) => access === codeOf(ACCESS, "wlan"));
    expect(wlan.length).toBeGreaterThan(0);
  });

  it("come out the same, row for row, for shards of another size", () => {
    const halves = [0, 8].map((first) => observedCity(ALL, { first, count: 8 }));
    const key = (row: Row) => JSON.stringify({ ...row, row: 0 });
    for (const view of VIEWS) {
      const rows = halves.flatMap(({ rows: { views } }) => views[view].map(key));
      expect(rows.sort()).toEqual(whole.rows.views[view].map(key).sort());
      const parts = halves.flatMap(({ rows }) => rows.parts[view].map(key));
      expect(parts.sort()).toEqual(whole.rows.parts[view].map(key).sort());
    }
  });
});

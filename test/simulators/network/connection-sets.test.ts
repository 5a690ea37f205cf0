import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { APPS } from "../../../datasets/vocabularies.ts";
import { drawTerminals, terminalOf } from "../../../simulators/life/terminals.ts";
import {
  ConnectionSets,
  PERFECT_SIGHT,
  type ProbeSight,
} from "../../../simulators/network/connection-sets.ts";
import { Pen } from "../../../simulators/pen.ts";
import { bittorrent } from "../../../simulators/protocols/bittorrent.ts";
import { PROTOCOLS } from "../../../simulators/protocols/catalogue.ts";
import { tlsDownload } from "../../../simulators/protocols/tls-download.ts";

const NOON = 1_730_692_800_000;

/** Sets of one device on one day; `device` stands for the words of its stream. */
function setsOf(device: number, sight: ProbeSight = PERFECT_SIGHT): ConnectionSets {
  const sets = new ConnectionSets(sight);
  sets.enter(
    new Uint32Array([device * 7919 + 1, device * 104_729 + 2, device + 3, 4]),
    drawTerminals("sets", { device, os: 1, clientMac: 5 }),
  );
  return sets;
}

function penWith(part: Partial<Pen>): Pen {
  return Object.assign(new Pen(), part);
}

/** A set that a probe has looked at. */
function seenSet(sets: ConnectionSets, pen: Pen): number {
  const set = sets.find(pen, NOON);
  sets.look(set);
  return set;
}

/** All that is known of a set. */
function shownOf(sets: ConnectionSets, set: number): readonly number[] {
  sets.look(set);
  const { fatUp, fatDown, full, thin, back, again, remotes, tuples, highPorts, guess, ttl, os } =
    sets;
  const columns = [
    fatUp,
    fatDown,
    full,
    thin,
    back,
    again,
    remotes,
    tuples,
    highPorts,
    guess,
    ttl,
    os,
  ];
  return columns.map((column) => column[set] as number);
}

describe("a connection set", () => {
  it("is the same whoever asks first, and whatever else is open", () => {
    const moments = fc.array(
      fc.record({
        protocol: fc.nat(2),
        guess: fc.nat(1),
        terminal: fc.nat(1),
        remotes: fc.constantFrom(0, 0, 7, 90),
        at: fc.nat(2 * HOUR),
      }),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(moments, (asked) => {
        const [one, other] = [setsOf(5), setsOf(5)];
        const shown =
          (sets: ConnectionSets) =>
          ({ protocol, at, ...rest }: (typeof asked)[number]) =>
            shownOf(
              sets,
              sets.find(penWith({ ...rest, protocol: PROTOCOLS[protocol] }), NOON + at),
            );
        expect(asked.map(shown(one))).toEqual([...asked].reverse().map(shown(other)).reverse());
      }),
      { numRuns: 50 },
    );
  });

  it("is kept for some minutes, and is another for another app, terminal, protocol or device", () => {
    const sets = setsOf(1);
    const pen = penWith({ protocol: tlsDownload });
    const first = sets.find(pen, NOON);
    const later = Array.from({ length: 240 }, (_, minute) =>
      sets.find(pen, NOON + minute * MINUTE),
    );
    expect(new Set(later).size).toBeGreaterThan(3);
    expect(new Set(later).size).toBeLessThan(50);
    expect(later[0]).toBe(first);
    for (const part of [{ guess: 1 }, { terminal: 2 }, { protocol: bittorrent }]) {
      expect(sets.find(penWith({ protocol: tlsDownload, ...part }), NOON)).not.toBe(first);
    }
    const devices = Array.from({ length: 50 }, (_, device) => {
      const its = setsOf(device);
      return its.back[its.find(pen, NOON)];
    });
    expect(new Set(devices).size).toBeGreaterThan(35);
  });

  it("tells nothing of who asked: pens that differ in what an episode may choose share it", () => {
    const sets = setsOf(2);
    const set = sets.find(penWith({ protocol: tlsDownload }), NOON);
    for (const part of [
      { foreground: 0 },
      { network: "cellular-only" },
      { bytes: "all" },
    ] as const) {
      expect(sets.find(penWith({ protocol: tlsDownload, ...part }), NOON)).toBe(set);
    }
  });

  it("has as many remotes as behaviour says, give or take a minute's chance", () => {
    const sets = setsOf(3);
    const set = seenSet(sets, penWith({ protocol: bittorrent, remotes: 80 }));
    const draws = Array.from({ length: 400 }, (_, minute) => sets.draw(set, minute));
    const minutes = draws.map((draw) => sets.remotesIn(set, draw)).sort((a, b) => a - b);
    expect(minutes[200]).toBeGreaterThan(74);
    expect(minutes[200]).toBeLessThan(86);
    expect(minutes[20]).toBeLessThan(60);
    for (const draw of draws) {
      const remotes = sets.remotesIn(set, draw);
      const tuples = sets.tuplesIn(set, draw, remotes);
      expect(tuples).toBeGreaterThanOrEqual(remotes);
      expect(sets.highPortsIn(set, draw, tuples)).toBeLessThanOrEqual(tuples);
    }
  });

  it("needs no packet for no byte, and keeps packets between headers and full", () => {
    fc.assert(
      fc.property(
        fc.nat(PROTOCOLS.length - 1),
        fc.nat(5e6),
        fc.nat(5e6),
        fc.nat(1e6),
        (p, up, down, minute) => {
          const sets = setsOf(p);
          const set = seenSet(sets, penWith({ protocol: PROTOCOLS[p] as never }));
          const packets = sets.packetsUp(set, sets.draw(set, minute), up, down);
          if (up === 0) expect(packets).toBe(0);
          else {
            expect(packets).toBeGreaterThanOrEqual(up / 1500);
            expect(packets).toBeLessThanOrEqual(Math.max(1, Math.floor(up / 40)));
          }
        },
      ),
    );
  });

  it("hides its app and its system as often as the probe is blind to them", () => {
    const sight = { p2pRecall: 0.4, unknownApp: 0.2, unknownSystem: 0.1 };
    let [named, apps, systems] = [0, 0, 0];
    const devices = 2000;
    for (let device = 0; device < devices; device++) {
      const sets = setsOf(device, sight);
      const p2p = seenSet(
        sets,
        penWith({ guess: APPS.indexOf("p2p"), terminal: terminalOf("pc") }),
      );
      const other = seenSet(sets, penWith({ guess: 1 }));
      if (sets.guess[p2p] !== 0) named++;
      if (sets.guess[other] === 0) apps++;
      if (sets.os[other] === 0) systems++;
    }
    expect(named / devices).toBeCloseTo(0.4, 1);
    expect(apps / devices).toBeCloseTo(0.2, 1);
    expect(systems / devices).toBeCloseTo(0.1, 1);
  });

  it("never has another's number of remotes, whoever came first", () => {
    const sets = setsOf(4);
    const own = seenSet(sets, penWith({ protocol: tlsDownload }));
    const asked = seenSet(sets, penWith({ protocol: tlsDownload, remotes: 200 }));
    expect(sets.remotes[asked]).toBe(200);
    expect(sets.remotes[own]).toBeLessThan(10);
    expect(sets.find(penWith({ protocol: tlsDownload }), NOON)).toBe(own);
  });

  it.each([
    [{ terminal: 6 }, /sink.terminal must be a whole number in \[0, 6\), got 6/],
    [{ guess: 99 }, /sink.guess must be a whole number in \[0, 14\), got 99/],
    [{ remotes: 1.5 }, /sink.remotes must be a whole number in \[0, 1000000\), got 1.5/],
    [{ remotes: Number.NaN }, /sink.remotes must be .* got NaN/],
  ])("of a pen with %o is refused, by name and value", (part, message) => {
    expect(() => setsOf(5).find(penWith(part), NOON)).toThrow(message);
  });
});

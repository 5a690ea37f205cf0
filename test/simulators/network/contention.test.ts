import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { shareLink } from "../../../simulators/network/contention.ts";
import { someTransfers } from "../some-transfers.ts";

type Demand = readonly [start: number, end: number, up: number, down: number];

const LINK_DOWN = 8_000_000;
const LINK_UP = 4_000_000;

/** Shares a link of 8 Mbit/s down and 4 Mbit/s up among the demands; parts as [start, end, up, down]. */
function share(demands: readonly Demand[], limit = 24 * HOUR): Demand[] {
  const transfers = someTransfers();
  for (const [start, end, up, down] of demands) {
    const i = transfers.open();
    transfers.plan(i, start, end, up, down);
    transfers.limit[i] = limit;
    transfers.access[i] = 1;
    transfers.linkDown[i] = LINK_DOWN;
    transfers.linkUp[i] = LINK_UP;
  }
  transfers.sort(0);
  shareLink(transfers, 0, { contention: true, throttles: [] });
  return Array.from(transfers.order.subarray(0, transfers.length), (i) => [
    transfers.start[i] as number,
    transfers.stop[i] as number,
    transfers.movedUp[i] as number,
    transfers.movedDown[i] as number,
  ]);
}

describe("a shared link", () => {
  it("leaves transfers alone that fit side by side", () => {
    const demands: Demand[] = [
      [0, MINUTE, 0, 30_000_000],
      [1000, MINUTE, 0, 20_000_000],
    ];
    expect(share(demands)).toEqual(demands);
  });

  it("halves the pace of two that each would fill it", () => {
    expect(
      share([
        [0, MINUTE, 0, 60_000_000],
        [0, MINUTE, 0, 60_000_000],
      ]),
    ).toEqual([
      [0, 2 * MINUTE, 0, 60_000_000],
      [0, 2 * MINUTE, 0, 60_000_000],
    ]);
  });

  it("halves the pace of two that each would fill it upwards, though hardly anything comes down", () => {
    const call: Demand = [0, MINUTE, 30_000_000, 1000];
    const shared = [0, 2 * MINUTE, 30_000_000, 1000];
    expect(share([call, call])).toEqual([shared, shared]);
  });

  it("slows both directions of all by the one that is crowded", () => {
    const parts = share([
      [0, MINUTE, 30_000_000, 0],
      [0, MINUTE, 30_000_000, 0],
      [0, MINUTE, 0, 6_000_000],
    ]);
    expect(parts.map(([, end]) => end)).toEqual([2 * MINUTE, 2 * MINUTE, 2 * MINUTE]);
  });

  it("gives up what it could not carry before the phone left it", () => {
    const parts = share(
      [
        [0, MINUTE, 0, 60_000_000],
        [0, MINUTE, 0, 60_000_000],
      ],
      MINUTE,
    );
    expect(parts.map(([, end, , down]) => [end, down])).toEqual([
      [MINUTE, 30_000_000],
      [MINUTE, 30_000_000],
    ]);
  });

  it("never carries more than its rate and loses no byte, whatever comes", () => {
    const demand = fc
      .tuple(
        fc.integer({ min: 0, max: HOUR }),
        fc.integer({ min: 2000, max: 5 * MINUTE }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
      )
      .map(
        ([start, lasts, load]): Demand => [
          start,
          start + lasts,
          Math.floor((lasts * LINK_UP * load) / 8000),
          Math.floor((lasts * LINK_DOWN * load) / 8000),
        ],
      );
    fc.assert(
      fc.property(fc.array(demand, { minLength: 1, maxLength: 12 }), (demands) => {
        const parts = share(demands);
        for (const direction of [2, 3] as const) {
          const total = (all: readonly Demand[]) => all.reduce((n, one) => n + one[direction], 0);
          expect(total(parts)).toBe(total(demands));
        }
        const moments = parts
          .flatMap(([start, end]) => [start, end] as const)
          .sort((a, b) => a - b);
        for (const moment of moments) {
          const running = parts.filter(([start, end]) => start <= moment && moment < end);
          for (const [direction, link] of [
            [2, LINK_UP],
            [3, LINK_DOWN],
          ] as const) {
            const rate = running.reduce(
              (sum, part) => sum + (part[direction] * 8000) / (part[1] - part[0]),
              0,
            );
            // Parts end on whole ms and whole bytes: a part of a few ms can be a little fast.
            expect(rate).toBeLessThanOrEqual(link * 1.02 + 8000 * parts.length);
          }
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});

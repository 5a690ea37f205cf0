import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import { ct2015 } from "../../../datasets/billing/tariffs/ct2015.ts";
import { throttleAfterQuota } from "../../../datasets/billing/tariffs/throttle-after-quota.ts";
import { DAY, GB, HOUR, KB, MB, MINUTE } from "../../../datasets/sizes.ts";
import { Bearer } from "../../../simulators/charging/bearer.ts";
import { Books } from "../../../simulators/charging/books.ts";
import { Line } from "../../../simulators/charging/line.ts";
import type { ChargingSetting } from "../../../simulators/scenario.ts";
import { someTransfers } from "../some-transfers.ts";

const SETTING: ChargingSetting = {
  volumeLimit: 50 * MB,
  overshoot: KB,
  timeLimit: HOUR,
  idleRelease: 30 * MINUTE,
  mediationDelay: 0,
};

interface Closed {
  readonly start: number;
  readonly time: number;
  readonly cause: number;
  readonly up: number;
  readonly down: number;
  /** Bytes of each episode in it. */
  readonly of: Readonly<Record<number, number>>;
}

type Demand = readonly [
  start: number,
  end: number,
  up: number,
  down: number,
  rat?: number,
  episode?: number,
];

interface Case {
  readonly tariff?: Tariff;
  readonly used?: number;
  readonly lag?: number | null;
  readonly setting?: Partial<ChargingSetting>;
}

/** Runs one day of cellular transfers through the charging plane; ends with an open record or none. */
function run(
  demands: readonly Demand[],
  { tariff = ct2015, used = 0, lag = null, setting }: Case = {},
) {
  const transfers = someTransfers();
  for (const [start, end, up, down, rat = 2, episode = -1] of demands) {
    const i = transfers.open();
    transfers.plan(i, start, end, up, down);
    const values = { limit: DAY, access: 1, rat, province: 1, episode };
    for (const [name, value] of Object.entries(values)) {
      (transfers[name as "start"] as Float64Array)[i] = value;
    }
  }
  transfers.sort(0);
  const calendar = { utcOffset: 0, billingDay: 1, from: 0 };
  const plan = {
    ...{ name: "p", share: 1, tariff, suspensionLag: lag, reinstated: "never" as const },
    usedAtStart: used,
  };
  const books = new Books(plan, calendar);
  const line = new Line(books);
  const closed: Closed[] = [];
  const bearer = new Bearer({ ...SETTING, ...setting }, transfers);
  bearer.enter(DAY);
  while (bearer.peek(line) < Number.POSITIVE_INFINITY) {
    bearer.step(line, (record, time, cause) => {
      const of: Record<number, number> = {};
      for (let p = 0; p < record.parts.length; p += 3) {
        of[record.parts[p] as number] =
          (record.parts[p + 1] as number) + (record.parts[p + 2] as number);
      }
      closed.push({ start: record.start, time, cause, up: record.up, down: record.down, of });
      books.rater.book(1, record.up + record.down, time);
      books.enforce(time);
    });
  }
  return { closed, line, transfers };
}

const VOLUME = 3;
const TIME = 4;
const NORMAL = 1;
const MANAGEMENT = 7;
const RAT = 8;

describe("the bearer", () => {
  it("closes a record at its volume limit plus the overshoot, to the byte", () => {
    const { closed } = run([[0, 10 * MINUTE, 3 * MB, 180 * MB]]);
    expect(closed.filter(({ cause }) => cause === VOLUME)).toHaveLength(3);
    for (const { cause, up, down } of closed) {
      if (cause === VOLUME) expect(up + down).toBe(50 * MB + KB);
    }
  });

  it("dates a full record at the first whole ms by which its bytes had passed", () => {
    const bytes = 50 * MB + KB;
    const { closed } = run([[0, 2 * bytes, 0, 2 * bytes]], {
      setting: { timeLimit: Number.POSITIVE_INFINITY },
    });
    expect(closed[0]?.time).toBe(bytes);
    const odd = run([[0, MINUTE, 0, 70 * MB]]).closed[0]?.time as number;
    expect((70 * MB * odd) / MINUTE).toBeGreaterThanOrEqual(bytes);
    expect((70 * MB * (odd - 1)) / MINUTE).toBeLessThan(bytes);
  });

  it("closes the last record when no byte has come for the idle time, since nobody knew earlier", () => {
    const { closed } = run([[MINUTE, 2 * MINUTE, 10, 20]]);
    expect(closed).toEqual([
      { start: MINUTE, time: 32 * MINUTE, cause: NORMAL, up: 10, down: 20, of: {} },
    ]);
  });

  it("closes a record at its time limit while bytes run, and opens the next at once", () => {
    const { closed } = run([[0, 2 * HOUR, 0, 7200]]);
    expect(closed.map(({ start, time, cause, down }) => [start, time, cause, down])).toEqual([
      [0, HOUR, TIME, 3600],
      [HOUR, 2 * HOUR, TIME, 3600],
    ]);
  });

  it("closes a record when the radio network changes", () => {
    const { closed } = run([
      [0, MINUTE, 0, 100, 2],
      [2 * MINUTE, 3 * MINUTE, 0, 50, 3],
    ]);
    expect(closed.map(({ time, cause, down }) => [time, cause, down])).toEqual([
      [2 * MINUTE, RAT, 100],
      [33 * MINUTE, NORMAL, 50],
    ]);
  });

  it("suspends the line the lag after its money cap, which cuts what is under way and drops what comes", () => {
    const tariff: Tariff = { ...ct2015, moneyCap: 1537 };
    const { closed, transfers } = run(
      [
        [0, HOUR, 36 * MB, 324 * MB],
        [HOUR, 2 * HOUR, 0, 5],
      ],
      { tariff, used: 5 * GB, lag: MINUTE },
    );
    const capReached = closed[0]?.time as number;
    const last = closed.at(-1);
    expect([last?.cause, last?.time]).toEqual([MANAGEMENT, capReached + MINUTE]);
    const kept = transfers.movedUp[0] + transfers.movedDown[0];
    expect(closed.reduce((total, { up, down }) => total + up + down, 0)).toBe(kept);
    expect(kept).toBeLessThan(60 * MB);
    expect(transfers.movedDown[1]).toBe(0);
  });

  it("gives each of those that run at once what it moved by the close, to a byte each way", () => {
    const demands: Demand[] = [
      [0, 10 * MINUTE, 7 * MB + 1, 90 * MB + 5, 2, 0],
      [0, 7 * MINUTE, 3 * MB, 41 * MB + 3, 2, 1],
      [13, 9 * MINUTE, 11 * MB + 7, 17 * MB, 2, 2],
    ];
    const { closed } = run(demands);
    const told = [0, 0, 0];
    expect(closed.filter(({ cause }) => cause === VOLUME).length).toBeGreaterThanOrEqual(3);
    for (const { time, cause, up, down, of } of closed) {
      for (const [episode, bytes] of Object.entries(of)) told[Number(episode)] += bytes;
      expect(Object.values(of).reduce((sum, bytes) => sum + bytes, 0)).toBe(up + down);
      if (cause !== VOLUME) continue;
      for (const [episode, [start, end, sent, received]] of demands.entries()) {
        // The close is dated at the next whole ms: up to that much more could have moved.
        const rate = (sent + received) / (end - start);
        const due = rate * (Math.min(time, end) - start);
        expect(told[episode]).toBeLessThanOrEqual(due + 2);
        expect(told[episode]).toBeGreaterThanOrEqual(due - rate - 2);
      }
    }
    expect(told).toEqual(demands.map(([, , up, down]) => up + down));
  });

  it("books every byte of a record under its episode, in however many transfers it came", () => {
    const { closed } = run([
      [0, 1000, 5, 10, 2, 3],
      [2000, 3000, 7, 20, 2, 3],
      [4000, 5000, 1, 1],
      [6000, 7000, 0, 9, 2, 4],
    ]);
    expect(closed.map(({ of }) => of)).toEqual([{ 3: 42, 4: 9 }]);
  });

  it("loses no byte when hundreds of transfers run at once", () => {
    const demands = Array.from(
      { length: 300 },
      (_, i): Demand => [i, HOUR + i, i, 2 * MB + i, 2, i % 5],
    );
    const { closed } = run(demands);
    const asked = demands.reduce((total, [, , up, down]) => total + up + down, 0);
    expect(closed.reduce((total, { up, down }) => total + up + down, 0)).toBe(asked);
    for (const episode of [0, 1, 2, 3, 4]) {
      const own = demands.filter((demand) => demand[5] === episode);
      const wanted = own.reduce((total, [, , up, down]) => total + up + down, 0);
      expect(closed.reduce((total, { of }) => total + (of[episode] ?? 0), 0)).toBe(wanted);
    }
  });

  it("slows a line over its quota down and gives up after four times the wished time", () => {
    const { transfers } = run(
      [
        [0, MINUTE, 0, 2 * MB],
        [2 * HOUR, 2 * HOUR + MINUTE, 0, 100 * MB],
      ],
      { tariff: throttleAfterQuota, used: 400 * GB },
    );
    expect(transfers.stop[1] - transfers.start[1]).toBe(4 * MINUTE);
    const rate = (transfers.movedDown[1] * 8000) / (4 * MINUTE);
    expect(rate).toBeCloseTo(throttleAfterQuota.throttle as number, -2);
  });

  it("loses no byte and keeps every limit, whatever runs at once", () => {
    const demand = fc
      .tuple(
        fc.integer({ min: 0, max: 20 * HOUR }),
        fc.integer({ min: 1, max: 3 * HOUR }),
        fc.integer({ min: 0, max: 80 * MB }),
        fc.integer({ min: 0, max: 200 * MB }),
      )
      .map(([start, wait, up, down]): Demand => [start, start + wait, up, down]);
    fc.assert(
      fc.property(fc.array(demand, { maxLength: 30 }), (demands) => {
        const { closed, line } = run(demands);
        const asked = demands.reduce((total, [, , up, down]) => total + up + down, 0);
        const booked = closed.reduce((total, { up, down }) => total + up + down, 0);
        expect(booked + (line.record ? line.record.up + line.record.down : 0)).toBe(asked);
        let before = 0;
        for (const { start, time, cause, up, down } of closed) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(time - start).toBeLessThanOrEqual(HOUR);
          expect(up + down).toBeLessThanOrEqual(50 * MB + KB);
          if (cause === VOLUME) expect(up + down).toBe(50 * MB + KB);
          before = time;
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

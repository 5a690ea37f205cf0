import fc from "fast-check";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import { type SmallRecord, type SmallWorld, smallAlerts, smallWorld } from "./small-world.ts";

const DAYS = 12;

const PLAN: Tariff = {
  name: "test",
  summary: "a plan of the tests",
  source: "chosen",
  currency: "CNY",
  kind: "overage",
  groups: { data: { bundleBytes: 2000, amount: 3, perBytes: 100, incrementBytes: 1 } },
  moneyCap: 100,
  volumeCap: 0,
  period: 5,
};

const hours = fc.integer({ min: 0, max: DAYS * 24 - 1 });

/** A period of some hours on a device. */
const stretch = (devices: number) =>
  fc.record({
    device: fc.integer({ min: 0, max: devices - 1 }),
    from: hours,
    length: fc.integer({ min: 1, max: 60 }),
  });

/**
 * Worlds with a dozen days, two halves, incidents, look-alikes, asides, and rows that a detector
 * scored: few distinct scores and times, so ties and cool-downs are everywhere.
 */
export const randomRun = randomRuns(60, 8);

/** The same with more rows and scores. */
export const longRun = randomRuns(250, 60);

function randomRuns(rows: number, scores: number) {
  return fc
    .integer({ min: 2, max: 6 })
    .chain((devices) =>
      fc.record({
        devices: fc.constant(devices),
        incidents: fc.array(stretch(devices), { maxLength: 4 }),
        lookAlikes: fc.array(stretch(devices), { maxLength: 3 }),
        asides: fc.array(stretch(devices), { maxLength: 1 }),
        rows: fc.array(
          fc.record({
            device: fc.integer({ min: 0, max: devices - 1 }),
            at: hours,
            delay: fc.integer({ min: 0, max: 30 }),
            covers: fc.integer({ min: 0, max: 8 }),
            bytes: fc.integer({ min: 0, max: 3000 }),
            score: fc.integer({ min: 1, max: scores }),
          }),
          { minLength: 1, maxLength: rows, size: "max" },
        ),
      }),
    )
    .map(({ devices, incidents, lookAlikes, asides, rows: drawn }) => {
      const ends = ({ from, length }: { from: number; length: number }) => (from + length) * HOUR;
      const sorted = [...drawn].sort((a, b) => a.at + a.delay - b.at - b.delay);
      const records = sorted.map((r, row): SmallRecord => {
        const time = r.at * HOUR;
        const start = Math.max(0, time - r.covers * HOUR);
        const running = incidents.findIndex(
          (one) => one.device === r.device && one.from * HOUR <= time && start < ends(one),
        );
        return {
          row,
          device: r.device,
          start,
          time,
          visibleAt: time + r.delay * HOUR,
          up: 0,
          down: r.bytes,
          parts:
            running < 0 ? [] : [{ incident: `i${running}`, up: 0, down: Math.floor(r.bytes / 2) }],
        };
      });
      const small: SmallWorld = {
        spanDays: DAYS,
        warmUpDays: 1,
        devices: Array.from({ length: devices }, (_, id) => ({
          id,
          split: id % 2 === 0 ? "test" : "calibration",
          tariff: PLAN,
        })),
        incidents: incidents.map((one, i) => ({
          id: `i${i}`,
          kind: i % 2 === 0 ? "bt" : "theft",
          cases: [{ device: one.device, onset: one.from * HOUR, end: ends(one) }],
        })),
        lookAlikes: lookAlikes.map((one) => ({
          kind: "game-day",
          device: one.device,
          start: one.from * HOUR,
          end: ends(one),
        })),
        asides: asides.map((one) => ({
          device: one.device,
          start: one.from * HOUR,
          end: ends(one),
        })),
        records,
      };
      const alerts = smallAlerts(
        records,
        sorted.map(({ score }, row) => ({ row, score })),
      );
      return { small, world: smallWorld(small), alerts };
    });
}

/** Everything within reach of the random worlds, in cool-downs. */
export const coolDowns = fc.constantFrom(0, HOUR, 7 * HOUR, DAY);

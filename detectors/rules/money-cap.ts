import { defineDetector } from "../detector.ts";
import { BOOKED, METER_MAY_READ, METER_READS, openPlanMeter } from "../state/plan-meter.ts";

/**
 * Scores how much of its monthly money cap a line has been charged.
 *
 * The cap of 1,000 yuan that the Wuhan line had, watched without delay. It is blind until the bundle
 * is used up, and to whatever costs little: it can't see an upload that eats a bundle, and hardly a
 * terabyte at a tenth of a yuan a gigabyte. The charging view has the bill itself; flows and
 * netstats price what they see over the bundle, so they lack what was used before the data begins.
 *
 * O(1) a row, 48 bytes a device.
 *
 * @example
 * const detector = createDetector(moneyCap, { cap: 20_000 }, fleet, "charging");
 */
export const moneyCap = defineDetector({
  name: "money-cap",
  summary: "charges of the billing month against the line's money cap",
  views: ["flows", "charging", "netstats"],
  reads: METER_READS,
  mayRead: METER_MAY_READ,
  detects: ["bt-over-hotspot"],
  scope: "device",
  score: { unit: "share of the cap", threshold: 1 },
  params: {
    cap: {
      summary: "money cap of a line whose plan has none",
      unit: "minor units",
      default: 100_000,
      min: 1,
      source: "cited: the Wuhan case, 1,000 yuan a month",
    },
  },

  create({ cap }, fleet, view) {
    const { payer } = fleet;
    const meter = openPlanMeter(fleet, view);
    return {
      observe(batch, scores) {
        const { length, device } = batch;
        meter.open(batch);
        for (let i = 0; i < length; i++) {
          const id = payer[device[i]];
          scores[i] =
            meter.book(i) === BOOKED.nothing
              ? -Infinity
              : meter.charge(id) / (fleet.moneyCap[id] || cap);
        }
      },
    };
  },
});

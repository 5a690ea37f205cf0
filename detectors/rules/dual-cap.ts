import { GB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { BOOKED, METER_MAY_READ, METER_READS, openPlanMeter } from "../state/plan-meter.ts";

/**
 * Scores how close a line is to whichever comes first of its money cap and its volume cap.
 *
 * The double cap (双封顶) of the Chinese operators: so many yuan or so many gigabytes a month, then
 * the line stops. It is the harness's picture of what was sold in 2015, applied without the hours of
 * delay that let the Wuhan bill pass its cap fifteenfold. Each line's own caps are taken from the
 * fleet, the options stand in where a plan has none. It fails where a night stays below both caps,
 * and it fires at the heaviest lines near the end of every month. In the wlan view there is no
 * money, only the volume half is left.
 *
 * O(1) a row, 48 bytes a device.
 *
 * @example
 * const detector = createDetector(dualCap, { volume: 15 * GB }, fleet, "charging");
 */
export const dualCap = defineDetector({
  name: "dual-cap",
  summary: "money or volume of the billing month against the line's two caps",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: METER_READS,
  mayRead: METER_MAY_READ,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "share of the nearer cap", threshold: 1 },
  params: {
    money: {
      summary: "money cap of a line whose plan has none",
      unit: "minor units",
      default: 50_000,
      min: 1,
      source: "cited: 500 yuan a month, dual cap of the campus WLAN plans of 2013 (taodocs.com)",
    },
    volume: {
      summary: "volume cap of a line whose plan has none",
      unit: "bytes",
      default: 40 * GB,
      min: 1,
      source: "cited: 40 GB a month, dual cap of the campus WLAN plans of 2013 (taodocs.com)",
    },
  },

  create({ money, volume }, fleet, view) {
    const { payer } = fleet;
    const meter = openPlanMeter(fleet, view);
    return {
      observe(batch, scores) {
        const { length, device } = batch;
        meter.open(batch);
        for (let i = 0; i < length; i++) {
          if (meter.book(i) === BOOKED.nothing) {
            scores[i] = -Infinity;
            continue;
          }
          const id = payer[device[i]];
          scores[i] = Math.max(
            meter.charge(id) / (fleet.moneyCap[id] || money),
            meter.billedBytes[id] / (fleet.volumeCap[id] || volume),
          );
        }
      },
    };
  },
});

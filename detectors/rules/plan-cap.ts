import { GB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { BOOKED, METER_MAY_READ, METER_READS, openPlanMeter } from "../state/plan-meter.ts";

/**
 * Scores how much of its monthly bundle a line has used.
 *
 * The counter on every self-care page. It is graded, so one run shows the warning at 80 % and the
 * one at 100 % alike. It fails twice over: a night that begins early in the month burns the whole
 * bundle before it speaks, and a heavy user meets it every month. Only cellular bytes count where
 * the view can tell; bundles that roll over from the month before are not known to it.
 *
 * O(1) a row, 48 bytes a device.
 *
 * @example
 * const detector = createDetector(planCap, {}, fleet, "flows");
 */
export const planCap = defineDetector({
  name: "plan-cap",
  summary: "volume of the billing month against the line's bundle",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: METER_READS,
  mayRead: METER_MAY_READ,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "share of the bundle", threshold: 1 },
  params: {
    quota: {
      summary: "bundle of a line whose plan has none",
      unit: "bytes",
      default: 5 * GB,
      min: 1,
      source: "cited: the plan of the Wuhan case, 5 GB a month",
    },
  },

  create({ quota }, fleet, view) {
    const { payer } = fleet;
    const meter = openPlanMeter(fleet, view);
    return {
      observe(batch, scores) {
        const { length, device } = batch;
        meter.open(batch);
        for (let i = 0; i < length; i++) {
          const id = payer[device[i]];
          scores[i] =
            meter.book(i) === BOOKED.plan
              ? meter.planBytes[id] / (fleet.quota[id] || quota)
              : -Infinity;
        }
      },
    };
  },
});

import { GB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { BOOKED, METER_MAY_READ, METER_READS, openPlanMeter } from "../state/plan-meter.ts";

/** Warnings of each preset, in percent; over 100 every further hundred is one. */
const STEPS = [
  [80, 100],
  [80, 100],
  [50, 85, 100],
  [75, 100],
] as const;
/** Preset whose percent are of money, not of volume. */
const EU = 1;

/**
 * Scores the warning that a line's use has just called for: 50, 85, 100, 200 percent.
 *
 * The text message that regulators made operators send: China since 2013 (bundle nearly and wholly
 * used), the EU's cut-off for roaming (80 and 100 % of 50 euros), Australia's 50, 85 and 100 %,
 * the notices of the American operators. The score is the highest step that the row crossed, and
 * nothing on any other row, since a message is sent once. It fails as plan-cap does, and it comes
 * to a sleeper. Shunde in 2015 had seven of them between 3 and 23 GB and nothing was stopped.
 *
 * O(1) a row, 64 bytes a device.
 *
 * @example
 * const detector = createDetector(percentAlert, { preset: "au" }, fleet, "charging");
 */
export const percentAlert = defineDetector({
  name: "percent-alert",
  summary: "warnings at fixed percentages of the bundle, as regulators prescribe them",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: METER_READS,
  mayRead: METER_MAY_READ,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "percent", threshold: 100 },
  params: {
    preset: {
      summary: "whose rule it is",
      unit: "",
      default: 0,
      choices: ["cn", "eu", "au", "us"],
      source:
        "cited: the rules named above; the 80 of cn and the 75 of us are chosen, no text names them",
    },
    quota: {
      summary: "bundle of a line whose plan has none",
      unit: "bytes",
      default: 5 * GB,
      min: 1,
      source: "cited: the plan of the Wuhan case, 5 GB a month",
    },
    limit: {
      summary: "money that is 100 % for the preset eu",
      unit: "minor units",
      default: 5000,
      min: 1,
      source: "cited: 50 euros without VAT, EU roaming rules since 2010",
    },
  },

  create({ preset, quota, limit }, fleet, view) {
    const { payer } = fleet;
    const meter = openPlanMeter(fleet, view);
    const { planBytes, months } = meter;
    const steps = STEPS[preset];
    // Percent at which each line is told next, and the month that this belongs to.
    const next = new Float64Array(fleet.deviceCount);
    const monthOf = new Uint32Array(fleet.deviceCount);
    return {
      observe(batch, scores) {
        const { length, device } = batch;
        meter.open(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          if (meter.book(i) === BOOKED.nothing) continue;
          const id = payer[device[i]];
          if (monthOf[id] !== months[id]) {
            monthOf[id] = months[id];
            next[id] = steps[0];
          }
          const share =
            preset === EU ? meter.charge(id) / limit : planBytes[id] / (fleet.quota[id] || quota);
          const percent = share * 100;
          if (percent < next[id]) continue;
          scores[i] = highestStep(steps, percent);
          next[id] = nextStep(steps, percent);
        }
      },
    };
  },
});

function highestStep(steps: readonly number[], percent: number): number {
  if (percent >= 100) return Math.floor(percent / 100) * 100;
  let highest = 0;
  for (const step of steps) if (percent >= step) highest = step;
  return highest;
}

function nextStep(steps: readonly number[], percent: number): number {
  for (const step of steps) if (percent < step) return step;
  return Math.floor(percent / 100) * 100 + 100;
}

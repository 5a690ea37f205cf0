import { DAY, GB, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { isNight } from "../state/night.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/** Apps whose work can wait for Wi-Fi: a phone's own advice is to let it. */
const DEFERRABLE = ["store", "system", "cloud"] as const;

/**
 * Scores the cellular bytes of each app within a day against a budget of its own.
 *
 * The per-app limit of a data-saver: what can wait for Wi-Fi (stores, the system, cloud storage) has
 * a small budget, what people do has a large one. A row is scored by its own app alone, so a night of
 * updates stands out beside an evening of films; and what could have waited counts several times
 * while people sleep, when nobody can have asked for it. On the probe's view the app is a guess, but
 * a quick one: the phone's own buckets close after most updates are through. It fails on apps that
 * it can't name, on night workers, and on people who chose to update.
 *
 * O(1) a row, 1.6 KB a device.
 *
 * @example
 * const detector = createDetector(appBudget, { deferrable: 100 * MB }, fleet, "netstats");
 */
export const appBudget = defineDetector({
  name: "app-budget",
  summary: "cellular bytes of each app within a day against its budget",
  views: ["flows", "netstats"],
  reads: ["time", "device", "start", "up", "down", "app", "access"],
  detects: ["app-auto-update"],
  scope: "device",
  score: { unit: "share of the app's budget", threshold: 1 },
  params: {
    deferrable: {
      summary: "budget of an app whose work can wait for Wi-Fi",
      unit: "bytes",
      default: 200 * MB,
      min: 1,
      source: "cited: a median user's app updates of a month",
    },
    budget: {
      summary: "budget of any other app",
      unit: "bytes",
      default: 20 * GB,
      min: 1,
      source: "cited: use of a whole month in China, 19 GB in 2024",
    },
    asleep: {
      summary: "what a deferrable byte counts from midnight to six, in the line's own time",
      unit: "times",
      default: 10,
      min: 1,
      source: "cited: stores update at night while the phone charges; traffic is a tenth then",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: 60_000,
      source: "chosen: the day that data-saver screens show",
    },
  },

  create({ deferrable, budget, asleep, window }, { deviceCount, utcOffset }) {
    const cellular = new Uint8Array(256);
    for (const word of ["unknown", "cellular"] as const)
      cellular[codeOf(ACCESS, word, "access")] = 1;
    const budgets = new Float64Array(APPS.length).fill(budget);
    const atNight = new Float64Array(APPS.length).fill(1);
    for (const word of DEFERRABLE) {
      budgets[codeOf(APPS, word, "app")] = deferrable;
      atNight[codeOf(APPS, word, "app")] = asleep;
    }
    const sums = slidingSums(deviceCount * APPS.length, window, 12);
    return {
      observe({ length, device, time, start, up, down, app, access }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          if (cellular[access[i]] === 0) continue;
          const id = device[i];
          const weight = isNight(start[i], utcOffset[id]) ? atNight[app[i]] : 1;
          const used = sums.add(id * APPS.length + app[i], time[i], (up[i] + down[i]) * weight);
          scores[i] = used / budgets[app[i]];
        }
      },
    };
  },
});

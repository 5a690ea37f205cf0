import { DAY, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { openHabit } from "../state/habit.ts";
import { isNight } from "../state/night.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/** A week, so that every weekday weighs about the same. */
const MEMORY = 7 * DAY;

/**
 * Scores the cellular bytes that apps moved within a day while nobody looked at them.
 *
 * What a data-saver screen shows as "background": the phone alone knows it. A third of all bytes is,
 * most of it while its owner is about and goes from app to app, so a byte counts several times while
 * people sleep, and the budget grows by what the device usually moves: some phones sync all night
 * and always did. Backups and uploads that fall back to cellular stand out then. Guests behind the
 * hotspot are left out, private Wi-Fi is free. It fails on music that plays on into the night, and
 * on whatever is over within two hours, the length of the phone's buckets.
 *
 * O(1) a row, 136 bytes a device.
 *
 * @example
 * const detector = createDetector(backgroundBudget, { budget: 100 * MB }, fleet, "netstats");
 */
export const backgroundBudget = defineDetector({
  name: "background-budget",
  summary: "cellular bytes in the background within a day",
  views: ["netstats"],
  reads: ["time", "device", "start", "up", "down", "access", "foreground", "tethering"],
  detects: ["wifi-fallback-upload"],
  scope: "device",
  score: { unit: "share of the budget", threshold: 1 },
  params: {
    budget: {
      summary: "background bytes that are all right within the window",
      unit: "bytes",
      default: 200 * MB,
      min: 1,
      source: "cited: the least of article B's night; a median user's updates of a month",
    },
    usual: {
      summary: "days of the device's own usual background that the budget grows by",
      unit: "days",
      default: 3,
      min: 0,
      source: "chosen: days of one person differ by a factor of several",
    },
    asleep: {
      summary: "what a byte counts from midnight to six, in the line's own time",
      unit: "times",
      default: 10,
      min: 1,
      source: "chosen: what people use by day in the background is tenfold that of a night",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: 2 * 3_600_000,
      source: "chosen: the day that data-saver screens show",
    },
  },

  create({ budget, usual, asleep, window }, { deviceCount, utcOffset }) {
    const cellular = new Uint8Array(256);
    for (const word of ["unknown", "cellular"] as const)
      cellular[codeOf(ACCESS, word, "access")] = 1;
    const sums = slidingSums(deviceCount, window, 12);
    const habit = openHabit(deviceCount, window, MEMORY);
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down, access, foreground, tethering } = batch;
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          if (cellular[access[i]] === 0 || foreground[i] === 1 || tethering[i] === 1) continue;
          const id = device[i];
          const weight = isNight(start[i], utcOffset[id]) ? asleep : 1;
          const bytes = (up[i] + down[i]) * weight;
          const before = habit.add(id, time[i], bytes);
          scores[i] = sums.add(id, time[i], bytes) / (budget + usual * before);
        }
      },
    };
  },
});

import { DAY, HOUR, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { isNight } from "../state/night.ts";
import { slidingSums } from "../state/sliding-sums.ts";
import { sortHabits } from "../state/sort-habits.ts";
import { unseenRows } from "../state/unseen-rows.ts";

const MEMORY = 7 * DAY;

/**
 * Scores what apps go on with unseen over cellular after they had begun it on Wi-Fi.
 *
 * An app that asked for Wi-Fi before its first byte and not before the next one moves both kinds of
 * bytes within hours, in the same direction. The score is the app's unseen cellular bytes of the
 * window, but no more than `times` those that it had moved the same way over Wi-Fi. Who leaves home in the
 * morning does the same every day, so the limit grows by what the app usually moves over cellular, and
 * a byte counts several times while people sleep. missing-wifi looks at the hours of the phone's past
 * instead, and at all apps together.
 *
 * It misses what began on cellular, and phones that are never on Wi-Fi. Of the look-alikes walks-out
 * and known-outage fool it now and then: the same fallback, with an owner who allowed it. first-backup,
 * photo-trip and train-upload do not.
 *
 * O(1) a row, 7 KB a device. Source: article B, a night on a Wi-Fi that fails, and lespas#7.
 *
 * @example
 * const detector = createDetector(wifiFallback, { bytes: 50 * MB }, fleet, "netstats");
 */
export const wifiFallback = defineDetector({
  name: "wifi-fallback",
  summary: "unseen cellular bytes of apps that had begun on Wi-Fi",
  views: ["netstats"],
  reads: ["time", "device", "start", "up", "down", "app", "access", "foreground", "tethering"],
  detects: ["wifi-fallback-upload"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "bytes that go on over cellular and are all right within the window",
      unit: "bytes",
      default: 50 * MB,
      min: 1,
      source: "chosen: as missing-wifi",
    },
    times: {
      summary: "a byte over Wi-Fi stands for at most so many over cellular",
      unit: "times",
      default: 10,
      min: 0,
      source: "chosen: a beginning on Wi-Fi, and the rest without it",
    },
    usual: {
      summary: "times the app's usual cellular bytes of a window that the limit grows by",
      unit: "times",
      default: 3,
      min: 0,
      source: "chosen: as background-runaway",
    },
    asleep: {
      summary: "what a byte over cellular counts from midnight to six, in the line's own time",
      unit: "times",
      default: 4,
      min: 1,
      source:
        "chosen: nobody leaves home then; less than background-budget, which has no other cue",
    },
    span: {
      summary: "length of the window",
      unit: "ms",
      default: 6 * HOUR,
      min: 2 * HOUR,
      source: "chosen: a night's upload of five hours, and the bucket in which it began",
    },
  },

  create({ bytes, times, usual, asleep, span }, { deviceCount, utcOffset }) {
    const wifi = codeOf(ACCESS, "wifi", "access");
    const isUnseen = unseenRows();
    const width = 2 * APPS.length;
    const begun = slidingSums(deviceCount * width, span, 12);
    const goneOn = slidingSums(deviceCount * width, span, 12);
    const habits = sortHabits(deviceCount, width, { window: span, memory: MEMORY });
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down, app } = batch;
        const { access, foreground, tethering } = batch;
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          const isBegun = access[i] === wifi && foreground[i] === 0 && tethering[i] === 0;
          if (!isBegun && !isUnseen(batch, i)) continue;
          const id = device[i];
          const sort = 2 * app[i] + (up[i] > down[i] ? 1 : 0);
          const moved = up[i] + down[i];
          const before = begun.add(id * width + sort, time[i], isBegun ? moved : 0);
          if (isBegun) continue;
          const weight = isNight(start[i], utcOffset[id]) ? asleep : 1;
          const limit = bytes + usual * habits.add(id, sort, time[i], moved);
          const after = goneOn.add(id * width + sort, time[i], weight * moved);
          const left = Math.min(after, times * before);
          if (left > 0) scores[i] = left / limit;
        }
      },
    };
  },
});

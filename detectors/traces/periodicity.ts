import { DAY, HOUR, MINUTE, SECOND } from "../../datasets/sizes.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";
import { sortHabits } from "../state/sort-habits.ts";

const SPAN = 3 * HOUR;
const MEMORY = 7 * DAY;

/**
 * Counts rows of one app that repeat the last one, in size and in distance, beyond the usual.
 *
 * A beacon asks for orders every few minutes and says the same each time; a sync that never believes
 * that it is through fetches the same again and again. People do neither. A row repeats the app's last
 * one where their bytes differ by `tolerance` at most, something of a pause lies between them, and the
 * time from one to the other is between half and twice the time before. Channels that are kept open beat too, day
 * after day, so that what the line usually has of repeats is taken off. The simulated push channel
 * bundles its beats, so that figures on simulated lines flatter it: real phones have more rhythms.
 *
 * It misses beacons that vary what they send or when, and syncs that hardly pause, which fill each of
 * the probe's minutes. Of the look-alikes dash-cam-upload, which asks for news as often, fools it nearly
 * always, podcast-sync and first-photo-sync seldom, voice-memo-upload never; a messenger that is
 * new on the phone would, for some days.
 *
 * O(1) a row, 2.3 KB a device. Source: the periodicity rules that beacons of malware are
 * looked for with, on rows of a probe instead of packets; numbers are chosen.
 *
 * @example
 * const detector = createDetector(periodicity, { tolerance: 0.1 }, fleet, "flows");
 */
export const periodicity = defineDetector({
  name: "periodicity",
  summary: "rows of one app that repeat the last one, beyond the usual",
  views: ["flows"],
  reads: ["time", "device", "start", "up", "down", "app"],
  mayRead: ["access"],
  detects: ["malware-exfil", "runaway-sync"],
  scope: "device",
  score: { unit: "repeats in three hours", threshold: 10 },
  params: {
    tolerance: {
      summary: "share by which bytes of two rows may differ",
      unit: "share",
      default: 0.15,
      min: 0,
      max: 1,
      source: "chosen: three times the spread of beats that say the same",
    },
    pause: {
      summary: "least silence between two rows of a rhythm",
      unit: "ms",
      default: 5 * SECOND,
      min: 0,
      source: "chosen: what flows without a pause is cut into equal minutes too",
    },
    longest: {
      summary: "longest time between two rows of a rhythm",
      unit: "ms",
      default: 20 * MINUTE,
      min: MINUTE,
      source: "cited: channels are kept open every 285 to 1680 s; chosen: the middle of it",
    },
  },

  create({ tolerance, pause, longest }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const slots = deviceCount * APPS.length;
    const lastStart = new Float64Array(slots).fill(Number.NEGATIVE_INFINITY);
    const lastEnd = new Float64Array(slots).fill(Number.NEGATIVE_INFINITY);
    const lastGap = new Float64Array(slots);
    const lastBytes = new Float64Array(slots);
    const habits = sortHabits(deviceCount, APPS.length, { window: SPAN, memory: MEMORY });
    const sums = slidingSums(slots, SPAN, 12);

    /** 1 where a row repeats the last one of its app; remembers it for the next. */
    function repeats(slot: number, start: number, end: number, bytes: number): number {
      const gap = start - lastStart[slot];
      const isApart = start - lastEnd[slot] >= pause;
      const before = lastGap[slot];
      const larger = Math.max(bytes, lastBytes[slot]);
      const isSame = Math.abs(bytes - lastBytes[slot]) <= tolerance * larger;
      lastStart[slot] = start;
      lastEnd[slot] = end;
      lastGap[slot] = gap;
      lastBytes[slot] = bytes;
      const isRhythm = gap > 0 && gap <= longest && gap <= 2 * before && before <= 2 * gap;
      return isSame && isApart && isRhythm ? 1 : 0;
    }

    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down, app } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const slot = device[i] * APPS.length + app[i];
          const more = repeats(slot, start[i], time[i], up[i] + down[i]);
          const usual = habits.add(device[i], app[i], time[i], more);
          const beyond = sums.add(slot, time[i], more) - usual;
          if (more > 0 && beyond > 0) scores[i] = beyond;
        }
      },
    };
  },
});

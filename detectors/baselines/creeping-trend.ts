import { DAY, MINUTE } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { levelOf } from "../state/hourly-levels.ts";

/** Days that are remembered, one of them running. */
const KEPT = 15;

/**
 * Scores by how much the bytes that a line sends have grown day after day.
 *
 * A backup that sends again what it has sent grows by the week; no day of it is odd, but hardly any is
 * smaller than those before. Of each pair of the last two weeks' days it is asked which is larger: the
 * share of pairs that grow less those that shrink is Mann and Kendall's, between -1 and 1, and the
 * score is that times the doublings from the first half of the days to the second, of log2(1 + MB). So
 * one large day counts little, and a step less than a slope. On the phone's own counters only what nobody
 * looked at counts. Late records, behind the running day, count nothing.
 *
 * It misses everything that is over within a week, and needs `days` of past. Of the look-alikes
 * growing-hobby fools the phone's counters seldom, since its album is on screen for most of it, and must
 * fool the other views; rat-upgrade-step, a step and no slope, does not.
 *
 * O(1) a row, 91 comparisons a day and device, 81 bytes a device. Source: Mann 1945 and Kendall's
 * rank correlation; ente photos-app#1257, as creeping-sync cites it.
 *
 * @example
 * const detector = createDetector(creepingTrend, { days: 10 }, fleet, "netstats");
 */
export const creepingTrend = defineDetector({
  name: "creeping-trend",
  summary: "growth of the bytes that a line sends, day after day",
  views: ["flows", "charging", "netstats"],
  reads: ["device", "start", "up"],
  mayRead: [...COUNTED_BY, "foreground", "tethering"],
  detects: ["creeping-sync"],
  scope: "device",
  score: { unit: "doublings by share of pairs", threshold: 1.5 },
  params: {
    days: {
      summary: "days of the past before there is a trend",
      unit: "days",
      default: 6,
      min: 2,
      max: KEPT - 1,
      source: "chosen: fifteen pairs, where chance alone seldom orders more than two thirds",
    },
  },

  create({ days }, { deviceCount, utcOffset }, view) {
    const { column, skip } = countedRows(view, "plan");
    const isPhone = view === "netstats";
    const today = new Int32Array(deviceCount).fill(-1);
    const known = new Uint8Array(deviceCount);
    const levels = new Float32Array(deviceCount * KEPT);
    const bytes = new Float64Array(deviceCount);
    const trend = new Float64Array(deviceCount);

    /** Closes the running day, silent ones behind it too, and works the trend out anew. */
    function turn(id: number, day: number): void {
      const base = id * KEPT;
      if (today[id] >= 0) {
        levels[base + (today[id] % KEPT)] = levelOf(bytes[id]);
        for (let k = Math.max(today[id] + 1, day - KEPT); k < day; k++)
          levels[base + (k % KEPT)] = 0;
        known[id] = Math.min(KEPT - 1, known[id] + day - today[id]);
      }
      today[id] = day;
      bytes[id] = 0;
      trend[id] = known[id] < days ? 0 : trendOf(levels, base, day, known[id]);
    }

    return {
      observe(batch, scores) {
        const { length, device, start, up, foreground, tethering } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          const id = device[i];
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          if (isPhone && (foreground[i] === 1 || tethering[i] === 1)) continue;
          const day = Math.floor((start[i] + utcOffset[id] * MINUTE) / DAY);
          if (day > today[id]) turn(id, day);
          if (day < today[id]) continue;
          bytes[id] += up[i];
          if (trend[id] > 0) scores[i] = trend[id];
        }
      },
    };
  },
});

/** Mann and Kendall's share of the `count` days before `day`, times the doublings between their halves. */
function trendOf(levels: Float32Array, base: number, day: number, count: number): number {
  const first = day - count;
  const half = Math.floor(count / 2);
  let rises = 0;
  let early = 0;
  let late = 0;
  for (let a = 0; a < count; a++) {
    const before = levels[base + ((first + a) % KEPT)];
    if (a < half) early += before / half;
    if (a >= count - half) late += before / half;
    for (let b = a + 1; b < count; b++) {
      rises += Math.sign(levels[base + ((first + b) % KEPT)] - before);
    }
  }
  const share = rises / ((count * (count - 1)) / 2);
  return share <= 0 || late <= early ? 0 : share * (late - early);
}

import { keyOf, keyWith, mixWord } from "../../datasets/keyed.ts";
import { type AlertBuffer, openAlertBuffer } from "../alerts/alert-buffer.ts";
import { ROWS_PER_SHARD } from "../alerts/rows.ts";
import type { Alerts } from "../alerts.ts";
import { mergeAlarms } from "../scoring/alarms.ts";
import { openQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import type { Scoring } from "../scoring/scoring.ts";
import { openThresholdWalk } from "../thresholds/threshold-walk.ts";

/** Replicates of the coin: enough for the 2.5 % tail to rest on a few of them. */
export const COIN_REPLICATES = 100;

/** Largest draw, and one more: draws are 32-bit words. */
export const DRAWS = 0x1_0000_0000;

/** Rows held at once over all replicates of one pass: 44 bytes each. */
const HELD_ROWS = 500_000;
/** More than are expected to be needed: a pass is repeated only where chance was unkind. */
const MARGIN = 1.3;
const SPARE = 200;

/**
 * The floor that draws: every row's score is a uniform keyed by (seed, replicate, row), the
 * threshold the smallest at which the merged alarms do not exceed `alarms`, those of the detector
 * beside it. Drawn over rows, not time, it is the stronger floor: a burning device closes more
 * records. Returns, for each asked number of alarms, the sums of a hundred replicates.
 *
 * Only the rows with the highest draws are kept, as many as the largest number can need; where that
 * proves too few the pass is repeated with more. O(rows x replicates) at a few ns each.
 */
export function coin(
  scoring: Scoring,
  alarms: readonly number[],
  replicates = COIN_REPLICATES,
): ReadonlyMap<number, readonly QuickSums[]> {
  const asked = [...new Set(alarms)].sort((a, b) => a - b);
  const results = new Map(asked.map((n) => [n, [] as QuickSums[]]));
  if (asked.length === 0) return results;
  const most = asked[asked.length - 1];
  const rows = countRows(scoring);
  const quick = openQuickSums(scoring);
  let kept = enoughRows(scoring, most, rows);
  for (let from = 0; from < replicates; ) {
    const to = Math.min(replicates, from + heldTogether(Math.min(kept, rows)));
    const drawn = draw(scoring, { from, to, share: Math.min(1, kept / Math.max(1, rows)) });
    const counts = drawn.map((alerts) => alarmCounts(scoring, alerts, most));
    if (kept < rows && counts.some((count) => !count.passed)) {
      kept *= 2;
      continue;
    }
    for (const [r, alerts] of drawn.entries()) {
      for (const n of asked) {
        const threshold = thresholdFor(counts[r], n);
        const merged = mergeAlarms(alerts, threshold, scoring.time, scoring.options);
        results.get(n)?.push(quick(scoring.classifier.classify(alerts, merged)));
      }
    }
    from = to;
  }
  return results;
}

/** Tries one replicate until its rows make more alarms than any detector did. */
function enoughRows(scoring: Scoring, most: number, rows: number): number {
  let kept = expectedRows(most, scoring.time.deviceDays);
  for (; kept < rows; kept *= 2) {
    const [alerts] = draw(scoring, { from: 0, to: 1, share: kept / rows });
    if (alarmCounts(scoring, alerts, most).passed) break;
  }
  return kept * MARGIN;
}

/** Draws at density x a cool-down leave about x / (1 + x) alarms a cool-down on each device. */
function expectedRows(alarms: number, deviceDays: number): number {
  const most = Math.max(1, deviceDays);
  const filled = Math.min(0.99, alarms / most);
  return Math.ceil(alarms / (1 - filled)) + SPARE;
}

/** Replicates that are drawn in one pass, by the rows that each keeps. */
function heldTogether(rows: number): number {
  return Math.max(1, Math.floor(HELD_ROWS / Math.max(1, rows)));
}

/** Draws each of the hundred replicates with that share of the rows, in as few passes as memory allows. */
export function* drawEach(scoring: Scoring, share: number): Generator<[number, Alerts]> {
  const block = heldTogether(countRows(scoring) * share);
  for (let from = 0; from < COIN_REPLICATES; from += block) {
    const to = Math.min(COIN_REPLICATES, from + block);
    for (const [i, alerts] of draw(scoring, { from, to, share }).entries())
      yield [from + i, alerts];
  }
}

function countRows({ world, time }: Scoring): number {
  let rows = 0;
  world.scan(["device"], ({ length, device }) => {
    for (let i = 0; i < length; i++) rows += time.scored[device[i]];
  });
  return rows;
}

/** Alerts of the replicates [from, to): about `share` of the rows, those with the highest draws. */
export function draw(
  { world, time, options }: Scoring,
  { from, to, share }: { from: number; to: number; share: number },
): Alerts[] {
  const seed = keyOf(options.seed, "coin", world.seed ?? "");
  const keys = Uint32Array.from({ length: to - from }, (_, r) => keyWith(seed, from + r));
  const buffers: AlertBuffer[] = Array.from(keys, () => openAlertBuffer());
  const mark = Math.floor((1 - share) * DRAWS);
  world.scan(["device", "visibleAt", "start", "time"], (batch, firstRow) => {
    const { length, device, visibleAt, start, time: end } = batch;
    const shard = keyWith(0, Math.floor(firstRow / ROWS_PER_SHARD));
    for (let i = 0; i < length; i++) {
      const d = device[i];
      const t = visibleAt[i];
      if (time.scored[d] === 0 || t < time.from[d] || t >= time.to[d]) continue;
      const row = firstRow + i;
      const word = keyWith(shard, row % ROWS_PER_SHARD);
      for (let r = 0; r < keys.length; r++) {
        const score = mixWord(word ^ keys[r]);
        if (score < mark) continue;
        buffers[r].push({ device: d, time: t, row, rowStart: start[i], rowEnd: end[i], score });
      }
    }
  });
  return buffers.map((buffer) => buffer.alerts());
}

interface AlarmCounts {
  /** Distinct scores, highest first, and the most alarms at any threshold from there up. */
  readonly scores: readonly number[];
  readonly alarms: readonly number[];
  /** More alarms than asked for were reached. */
  readonly passed: boolean;
}

function alarmCounts({ time, options }: Scoring, alerts: Alerts, most: number): AlarmCounts {
  const walk = openThresholdWalk(alerts, time, options, () => false);
  const scores: number[] = [];
  const alarms: number[] = [];
  while (walk.alarms <= most && walk.next()) {
    scores.push(walk.threshold);
    alarms.push(Math.max(walk.alarms, alarms.at(-1) ?? 0));
  }
  return { scores, alarms, passed: walk.alarms > most };
}

/** The last threshold from the top before the first with too many alarms. */
function thresholdFor({ scores, alarms }: AlarmCounts, most: number): number {
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (alarms[middle] <= most) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? Number.POSITIVE_INFINITY : scores[low - 1];
}

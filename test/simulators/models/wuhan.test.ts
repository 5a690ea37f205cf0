import { describe, expect, test } from "vitest";
import { DAY, HOUR, KB, MINUTE, SECOND } from "../../../datasets/sizes.ts";
import { PLAIN_SCENARIO, playModel } from "../../../simulators/model-kit/model-play.ts";
import { btOverHotspot } from "../../../simulators/models/incidents/bt-over-hotspot.ts";
import { bittorrent } from "../../../simulators/protocols/bittorrent.ts";

/** A record of the case's bill: 50 MB and the KB that closes it. */
const RECORD = 51_201 * KB;
const LAST = 45_835 * KB;

/** A link that never stands in the way. */
const scenario = {
  ...PLAIN_SCENARIO,
  network: { down: 400e6, up: 200e6, sigma: 0, contention: false },
};

/** The rate curve of the case: so many records in so much time. */
const rateOf = (records: number, seconds: number) => (records * RECORD * 8) / seconds;
const SLOW_GAP = 82.53;
const CASE = {
  startHour: 22 + 26 / 60,
  startSpread: 0,
  durationSigma: 0,
  rateSigma: 0,
  jitterSigma: 0,
  endedByOwner: 0,
  endedByNetwork: 0,
  upWander: 0,
  startRate: rateOf(20, 1000),
  startDuration: 1000 * SECOND,
  midRate: rateOf(75, 1655),
  midDuration: 1655 * SECOND,
  fullRate: rateOf(1, 22),
  slowAfter: (2655 + 954 * 22) * SECOND,
  slowRate: rateOf(1, SLOW_GAP),
  duration: Math.round((2655 + 954 * 22 + (49 + LAST / RECORD) * SLOW_GAP) * SECOND),
};

function night(options: Readonly<Record<string, number>>, seed = "wuhan") {
  const [play] = playModel(btOverHotspot, { seed, device: 0, day: 0, options, scenario });
  return { episode: play?.episode, transfers: play?.transfers ?? [] };
}

/** Moments at which the running sum reaches one record after another, in seconds from 22:26. */
function recordStarts(transfers: ReturnType<typeof night>["transfers"]): number[] {
  const from = PLAIN_SCENARIO.from + CASE.startHour * HOUR;
  const spans = transfers.map(({ start, up, down, rate }) => ({
    start,
    end: start + (Math.max(up, down) * 8000) / rate,
    bytes: up + down,
  }));
  const movedBy = (t: number) => {
    let sum = 0;
    for (const { start, end, bytes } of spans) {
      if (start >= t) break;
      sum += bytes * Math.min(1, (t - start) / (end - start));
    }
    return sum;
  };
  const starts = [0];
  let low = from;
  for (let record = 1; record * RECORD < movedBy(from + DAY); record++) {
    let high = low + 3 * MINUTE;
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (movedBy(middle) < record * RECORD) low = middle;
      else high = middle;
    }
    starts.push((high - from) / SECOND);
  }
  return starts;
}

describe("the Wuhan night, replayed from a rate curve", () => {
  const { episode, transfers } = night(CASE);
  const total = transfers.reduce((sum, { up, down }) => sum + up + down, 0);

  test("runs from 22:26:00 to 06:08:41", () => {
    expect(episode?.start).toBe(PLAIN_SCENARIO.from + 22 * HOUR + 26 * MINUTE);
    const end = PLAIN_SCENARIO.from + DAY + 6 * HOUR + 8 * MINUTE + 41 * SECOND;
    expect(Math.abs((episode?.end ?? 0) - end)).toBeLessThan(SECOND);
  });

  test("moves the bytes of 1,098 records and the last one, whatever the seed", () => {
    const { startDuration, midDuration, slowAfter, duration } = CASE;
    const demanded =
      (CASE.startRate * startDuration +
        CASE.midRate * midDuration +
        CASE.fullRate * (slowAfter - startDuration - midDuration) +
        CASE.slowRate * (duration - slowAfter)) /
      8000;
    expect(total).toBe(Math.round(demanded));
    expect(Math.abs(total - (1098 * RECORD + LAST))).toBeLessThan(KB);
    const other = night(CASE, "another").transfers;
    expect(other.reduce((sum, { up, down }) => sum + up + down, 0)).toBe(total);
  });

  test("fills records at the times of the bill", () => {
    const starts = recordStarts(transfers);
    expect(starts).toHaveLength(1099);
    const gaps = starts.slice(1).map((start, i) => start - (starts[i] as number));
    for (const gap of gaps.slice(0, 10)) expect(gap).toBeCloseTo(50, 2);
    // Record 96 begins at 23:10:15 and the last at 06:07:27.
    expect(starts[95]).toBeCloseTo(44 * 60 + 15, 1);
    expect(Math.abs((starts[1098] as number) - (7 * 3600 + 41 * 60 + 27))).toBeLessThan(1);
    const full = gaps.slice(100, 1000).sort((a, b) => a - b);
    expect(full[450]).toBeCloseTo(22, 2);
    expect(gaps.slice(1060).reduce((a, b) => a + b, 0) / gaps.slice(1060).length).toBeGreaterThan(
      40,
    );
  });

  test("begins no stretch on the stroke of a minute, beyond what chance does", () => {
    const onStroke = transfers.filter(({ start }) => start % MINUTE < MINUTE / 60).length;
    expect(onStroke / transfers.length).toBeLessThan(0.05);
  });

  test("moves as much three hours later", () => {
    const later = night({ ...CASE, startHour: CASE.startHour + 3 });
    expect(later.transfers.reduce((sum, { up, down }) => sum + up + down, 0)).toBe(total);
    expect(later.episode?.start).toBe((episode?.start ?? 0) + 3 * HOUR);
  });

  test("keeps the upward share that an option fixes", () => {
    const fixed = night({ ...CASE, upRatio: 0.25, upRatioSigma: 0 }).transfers;
    const up = fixed.reduce((sum, transfer) => sum + transfer.up, 0);
    expect(up / total).toBeCloseTo(0.2, 9);
  });
});

describe("bt-over-hotspot", () => {
  test("draws nights like that one: 12 to 120 GB, 30 to 120 peers, from a guest", () => {
    for (let device = 0; device < 40; device++) {
      const [play] = playModel(btOverHotspot, { seed: "nights", device, day: 2 });
      let bytes = 0;
      for (const { up, down, terminal, remotes, protocol } of play?.transfers ?? []) {
        bytes += up + down;
        expect([terminal, protocol]).toEqual([1, bittorrent]);
        expect(remotes).toBeGreaterThanOrEqual(30);
        expect(remotes).toBeLessThanOrEqual(121);
      }
      expect(bytes).toBeGreaterThan(10e9);
      expect(bytes).toBeLessThan(150e9);
    }
  });

  test("asks for no more than the cellular link, minute by minute", () => {
    const thin = {
      ...PLAIN_SCENARIO,
      network: { down: 5e6, up: 1e6, sigma: 0, contention: false },
    };
    const [play] = playModel(btOverHotspot, { seed: "thin", device: 1, day: 0, scenario: thin });
    const byMinute = new Map<number, { up: number; down: number }>();
    for (const { start, up, down } of play?.transfers ?? []) {
      const minute = Math.floor(start / MINUTE);
      const sum = byMinute.get(minute) ?? { up: 0, down: 0 };
      byMinute.set(minute, { up: sum.up + up, down: sum.down + down });
    }
    const busiest = Math.max(...[...byMinute.values()].map(({ down }) => (down * 8) / 60));
    expect(busiest).toBeLessThan(12e6);
    expect(byMinute.size).toBeGreaterThan(60);
  });
});

import { describe, expect, test } from "vitest";
import { GB, HOUR } from "../../../datasets/sizes.ts";
import {
  eligibleDevices,
  PLAIN_SCENARIO,
  playModel,
} from "../../../simulators/model-kit/model-play.ts";
import { wlanCredentialTheft } from "../../../simulators/models/incidents/wlan-credential-theft.ts";

/** What the case fixes: counts and charges of the two groups, and how many provinces. */
const CASE = {
  startSpread: 0,
  shortMin: 143,
  shortMax: 143,
  shortFen: 7210,
  longMin: 26,
  longMax: 26,
  longFen: 10_010,
  provincesMin: 9,
  provincesMax: 11,
  endedByOwner: 0,
  endedByOperator: 1,
};

function night(seed: string) {
  const [device] = eligibleDevices(wlanCredentialTheft, { seed, count: 1, among: 100 });
  const [play] = playModel(wlanCredentialTheft, {
    seed,
    device: device ?? 0,
    day: 0,
    options: CASE,
  });
  return (play?.logins ?? []).map(({ start, end, up, down, ...rest }) => ({
    ...rest,
    start: (start - PLAIN_SCENARIO.from) / HOUR,
    end: (end - PLAIN_SCENARIO.from) / HOUR,
    bytes: up + down,
    fen: Math.ceil(((up + down) * 10) / GB),
  }));
}

type Session = ReturnType<typeof night>[number];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function movedBy(sessions: readonly Session[], hour: number): number {
  return sum(
    sessions.map(({ start, end, bytes }) => {
      const share = (Math.min(end, hour) - start) / (end - start);
      return bytes * Math.max(0, share);
    }),
  );
}

function mostAtOnce(sessions: readonly Session[]): number {
  const at = (t: number) => sessions.filter(({ start, end }) => start <= t && end > t).length;
  return Math.max(...sessions.map(({ start }) => at(start)));
}

const ENDED = 9.2 + 24;
const BLOCKED = 24 + 7 + 44 / 60;

describe.each(["1", "2", "3", "4", "5", "6", "7", "8"])("the Nanjing night, seed %s", (seed) => {
  const sessions = night(seed);
  const stopped = sessions.filter(({ end }) => end <= ENDED);

  test("costs the case's fen, session by session rounded up", () => {
    expect(stopped).toHaveLength(143);
    expect(sum(stopped.map(({ fen }) => fen))).toBe(7210);
    expect(sessions).toHaveLength(169);
    expect(sum(sessions.map(({ fen }) => fen))).toBe(17_220);
  });

  test("has 40 to 80 sessions at once, in 9 to 11 provinces", () => {
    expect(mostAtOnce(sessions)).toBeGreaterThanOrEqual(40);
    expect(mostAtOnce(sessions)).toBeLessThanOrEqual(80);
    const provinces = new Set(sessions.map(({ province }) => province)).size;
    expect(provinces).toBeGreaterThanOrEqual(9);
    expect(provinces).toBeLessThanOrEqual(11);
  });

  test("starts no session after the block of logins, and moves 200 GB after it", () => {
    expect(Math.max(...sessions.map(({ start }) => start))).toBeLessThan(BLOCKED);
    const all = sum(sessions.map(({ bytes }) => bytes));
    expect((all - movedBy(sessions, BLOCKED)) / GB).toBeGreaterThan(200);
  });

  test("has moved more than 1000 GB at 09:12, of which less than 722 GB are stopped", () => {
    expect(movedBy(sessions, ENDED) / GB).toBeGreaterThan(1000);
    expect(sum(stopped.map(({ bytes }) => bytes)) / GB).toBeLessThan(722);
  });

  test("ends at 15:00 by the operator's hand, at rates that an access point gives", () => {
    const [last] = [...sessions].sort((a, b) => b.end - a.end);
    expect(last).toMatchObject({ end: 39, terminateCause: 5 });
    const rates = sessions.map(({ bytes, start, end }) => (bytes * 8) / ((end - start) * 3600));
    expect(Math.max(...rates)).toBeLessThanOrEqual(16.01e6);
    expect(Math.min(...rates)).toBeGreaterThan(0.5e6);
  });
});

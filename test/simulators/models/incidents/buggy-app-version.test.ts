import { describe, expect, test } from "vitest";
import { DAY, GB, HOUR } from "../../../../datasets/sizes.ts";
import { codeOf } from "../../../../datasets/table.ts";
import { END_KINDS } from "../../../../datasets/vocabularies.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import {
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../../simulators/model-kit/model-play.ts";
import { buggyAppVersion } from "../../../../simulators/models/incidents/buggy-app-version.ts";
import { matchDay } from "../../../../simulators/models/look-alikes/match-day.ts";
import { seasonRelease } from "../../../../simulators/models/look-alikes/season-release.ts";
import { bytesANight } from "../twin-features.ts";

const SEED = "buggy-app-version";
/** All on one day, as a cohort is. */
const DAY_OF_RELEASE = 3;
const RELEASE = PLAIN_SCENARIO.from + DAY_OF_RELEASE * DAY + 10 * HOUR;
const playsOf = (model: TrafficModel, safeguards: readonly string[] = []) =>
  Array.from({ length: 40 }, (_, device) =>
    playModel(model, { seed: SEED, device, day: DAY_OF_RELEASE, safeguards }),
  ).flat();

const bytesOf = ({ transfers }: Play) =>
  transfers.reduce((sum, { up, down }) => sum + up + down, 0);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

describe("buggy-app-version", () => {
  const plays = playsOf(buggyAppVersion);

  test("follows the report: 21 GB in three days, in the middle of all", () => {
    expect(median(plays.map(bytesOf)) / GB).toBeGreaterThan(15);
    expect(median(plays.map(bytesOf)) / GB).toBeLessThan(27);
  });

  test("reaches a cohort within hours, with one app, and ends for all at the provider's fix", () => {
    const starts = plays.map(({ episode }) => episode.start);
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(RELEASE);
    expect(Math.max(...starts)).toBeLessThan(RELEASE + 8 * HOUR);
    expect(new Set(starts).size).toBe(starts.length);
    expect(new Set(plays.map(({ episode }) => episode.end))).toEqual(
      new Set([RELEASE + 72 * HOUR]),
    );
    const fixed = codeOf(END_KINDS, "provider-fix");
    for (const { episode } of plays) expect(episode.notes?.["endKind"]).toBe(fixed);
    const apps = plays.flatMap(({ transfers }) => transfers.map(({ app }) => app));
    expect(new Set(apps).size).toBe(1);
  });

  test("comes in bursts of 1 to 30 Mbit/s, day and night, unseen", () => {
    const all = plays.flatMap(({ transfers }) => transfers);
    for (const { rate, foreground } of all) {
      expect(rate).toBeLessThanOrEqual(30e6);
      expect(foreground).toBe(0);
    }
    expect(median(all.map(({ rate }) => rate))).toBeGreaterThan(2e6);
    const nightly = all.filter(({ start }) => (start - PLAIN_SCENARIO.from) % DAY < 6 * HOUR);
    expect(nightly.length / all.length).toBeGreaterThan(0.2);
  });

  test.each([
    [{ firstRate: 8e6, firstTime: HOUR }, [3.6e9]],
    [{ firstRate: 8e6, firstTime: HOUR, lastRate: 4e6 }, [3.6e9, 1.8e9, 1.8e9]],
    [
      { ...{ firstRate: 8e6, firstTime: HOUR / 2, secondRate: 16e6, secondTime: HOUR / 2 } },
      [1.8e9 + 3.6e9],
    ],
  ])("moves what is told to the byte, and draws nothing of it: %o", (told, hours) => {
    const options = { ...told, releaseHour: 13, reach: 0, hours: 3 };
    for (const seed of ["1", "2"]) {
      const [play] = playModel(buggyAppVersion, { seed, device: 0, day: 1, options });
      const { start } = (play as Play).episode;
      const moved = Array.from({ length: 3 }, () => 0);
      for (const each of (play as Play).transfers) {
        moved[Math.floor((each.start - start) / HOUR)] += each.up + each.down;
      }
      expect(start).toBe(PLAIN_SCENARIO.from + DAY + 13 * HOUR);
      expect(moved).toEqual(Array.from({ length: 3 }, (_, i) => hours[i] ?? 0));
    }
  });

  test.each([...END_KINDS.keys()])("says that it ended by what it is told: %i", (ended) => {
    const options = { ended };
    const [play] = playModel(buggyAppVersion, { seed: SEED, device: 0, day: 1, options });
    expect((play as Play).episode.notes?.["endKind"]).toBe(ended);
  });

  test("takes Wi-Fi alone where background data is off", () => {
    const all = playsOf(buggyAppVersion, ["restrict-background"]).flatMap((play) => play.transfers);
    expect(new Set(all.map(({ network }) => network))).toEqual(new Set(["wifi-only"]));
  });
});

test.each([seasonRelease, matchDay])(
  "$name moves as much in a day, within half and double",
  (model) => {
    const ratio =
      median(playsOf(model).map(bytesANight)) / median(playsOf(buggyAppVersion).map(bytesANight));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  },
);

test("season-release is through within nine hours of its beginning", () => {
  for (const { episode } of playsOf(seasonRelease)) {
    expect(episode.end - episode.start).toBe(9 * HOUR);
  }
});

test("match-day begins for all within minutes, and nobody watches asleep", () => {
  for (const { device, episode, transfers } of playsOf(matchDay)) {
    expect(episode.start).toBeGreaterThan(RELEASE + 8.7 * HOUR);
    expect(episode.start).toBeLessThanOrEqual(RELEASE + 9 * HOUR);
    const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
    life.enterDay(DAY_OF_RELEASE);
    for (const { start } of transfers) expect(life.awakeAt(start)).toBe(true);
  }
});

import { describe, expect, test } from "vitest";
import { DAY, GB, HOUR } from "../../../../datasets/sizes.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import {
  eligibleDevices,
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../../simulators/model-kit/model-play.ts";
import { userMistake } from "../../../../simulators/models/incidents/user-mistake.ts";
import { filmInBed } from "../../../../simulators/models/look-alikes/film-in-bed.ts";
import { sleepStream } from "../../../../simulators/models/look-alikes/sleep-stream.ts";
import { asleepOf, bytesANight, nights } from "../twin-features.ts";

const SEED = "user-mistake";
const playsOf = (model: TrafficModel, options = {}, safeguards: readonly string[] = []) =>
  eligibleDevices(model, { seed: SEED, count: 60, among: 1000 })
    .map((device) => ({ seed: SEED, device, day: device % 5, options, safeguards }))
    .flatMap((setting) => playModel(model, setting));

const bytesOf = ({ transfers }: Play) =>
  transfers.reduce((sum, { up, down }) => sum + up + down, 0);
const networksOf = (plays: readonly Play[]) =>
  new Set(plays.flatMap(({ transfers }) => transfers.map(({ network }) => network)));

const ONLY = (name: "stream" | "open" | "sync") => ({ stream: 0, open: 0, sync: 0, [name]: 1 });

describe("user-mistake", () => {
  const plays = playsOf(userMistake);

  test("moves 1 to 10 GB in a night where the link lets it, most of it while its owner sleeps", () => {
    const sizes = plays.map(bytesOf).sort((a, b) => a - b);
    expect(sizes[59]).toBeLessThan(11 * GB);
    expect(sizes[30] as number).toBeGreaterThan(3 * GB);
    expect(sizes[30] as number).toBeLessThan(8 * GB);
    for (const play of plays) expect(asleepOf(SEED)(play)).toBeGreaterThan(0.5);
  });

  test("is a stream, an app or a sync, each about a third of the time", () => {
    const things = plays.map(({ episode }) => episode.notes?.["thing"]);
    for (const thing of [0, 1, 2]) {
      const share = things.filter((one) => one === thing).length / things.length;
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.5);
    }
  });

  test.each([
    ["stream", 1, false],
    ["open", 0, false],
    ["sync", 0, true],
  ] as const)("%s has the screen at %i and sends upwards: %s", (name, screen, sends) => {
    for (const { transfers, cause } of playsOf(userMistake, ONLY(name))) {
      expect(cause?.vector).toBe("setting-left-on");
      for (const { up, down, foreground } of transfers) {
        expect([foreground, up > 0, down > 0]).toEqual([screen, sends, !sends]);
      }
    }
  });

  test.each([
    ["stream", "any"],
    ["open", "wifi-only"],
    ["sync", "wifi-only"],
  ] as const)("restrict-background leaves %s on the network %s", (name, network) => {
    expect(networksOf(playsOf(userMistake, ONLY(name), ["restrict-background"]))).toEqual(
      new Set([network]),
    );
  });

  test("needs a Wi-Fi that is down just where the phone would be on one", () => {
    const down = plays.map(({ episode }) => episode.wifiDown);
    expect(down.some((stretch) => stretch === undefined)).toBe(true);
    for (const [i, stretch] of down.entries()) {
      const { start, end } = (plays[i] as Play).episode;
      if (stretch === undefined) continue;
      expect(stretch.from).toBeLessThan(start);
      expect(stretch.to).toBeGreaterThan(end);
    }
  });
});

test("film-in-bed is over when its owner falls asleep", () => {
  for (const { device, day, transfers } of playsOf(filmInBed)) {
    const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
    life.enterDay(day);
    for (const { start } of transfers) expect(start).toBeLessThan(life.sleepsAt);
  }
});

test("sleep-stream plays on three nights, two days apart, on lines without Wi-Fi", () => {
  const plays = playsOf(sleepStream);
  for (const play of plays) {
    expect(nights(play)).toBe(3);
    const starts = play.transfers.map(({ start }) => start - play.episode.start);
    for (const night of [1, 2]) {
      const first = starts.find((start) => start > night * 2 * DAY - HOUR) as number;
      expect(Math.abs(first - night * 2 * DAY)).toBeLessThan(HOUR);
    }
    expect(play.episode.wifiDown).toBeUndefined();
  }
  const sorted = plays.map(bytesANight).sort((a, b) => a - b);
  expect(sorted[30] as number).toBeGreaterThan(3 * GB);
  expect(sorted[30] as number).toBeLessThan(8 * GB);
});

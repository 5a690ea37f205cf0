import { describe, expect, test } from "vitest";
import { DAY, GB, HOUR, KB, MB } from "../../../../datasets/sizes.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import {
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../../simulators/model-kit/model-play.ts";
import { creepingSync } from "../../../../simulators/models/incidents/creeping-sync.ts";
import { growingHobby } from "../../../../simulators/models/look-alikes/growing-hobby.ts";
import { ratUpgradeStep } from "../../../../simulators/models/look-alikes/rat-upgrade-step.ts";
import { growth } from "../twin-features.ts";

const SEED = "creeping-sync";
const playsOf = (model: TrafficModel, options = {}, safeguards: readonly string[] = []) =>
  Array.from({ length: 30 }, (_, device) =>
    playModel(model, { seed: SEED, device, day: device % 5, options, safeguards }),
  ).flat();

/** Bytes of the days from `from` to `to` of an episode. */
const bytesIn = ({ day, transfers }: Play, from: number, to: number) => {
  const first = PLAIN_SCENARIO.from + day * DAY;
  return transfers
    .filter(({ start }) => start >= first + from * DAY && start < first + to * DAY)
    .reduce((sum, { up, down }) => sum + up + down, 0);
};

const EVEN = { firstSigma: 0, growthSigma: 0, daySigma: 0 };

describe("creeping-sync", () => {
  test("follows the report: 160 kB in its first month, 7.5 GB in five days of its fifth", () => {
    const options = { ...EVEN, days: 125, firstDay: 560, mostDay: 4 * GB };
    const [play] = playsOf(creepingSync, options) as [Play];
    expect(bytesIn(play, 0, 30) / KB).toBeCloseTo(160, -1);
    expect(bytesIn(play, 120, 125) / GB).toBeCloseTo(7.5, 0);
  });

  test("begins below an album a day and comes to gigabytes within four weeks", () => {
    const [play] = playsOf(creepingSync, EVEN) as [Play];
    expect(bytesIn(play, 0, 1)).toBeCloseTo(36 * MB, -7);
    const weeks = [0, 7, 14, 21].map((day) => bytesIn(play, day, day + 7));
    for (const [i, bytes] of weeks.slice(1).entries()) {
      expect(bytes / (weeks[i] as number)).toBeCloseTo(2.35, 1);
    }
    expect(bytesIn(play, 27, 28)).toBeGreaterThan(0.8 * GB);
  });

  test("sends upwards, unseen, at all hours, and over Wi-Fi where background data is off", () => {
    for (const [safeguards, network] of [
      [[], "cellular-only"],
      [["restrict-background"], "wifi-only"],
    ] as const) {
      const transfers = playsOf(creepingSync, {}, safeguards).flatMap((play) => play.transfers);
      expect(new Set(transfers.map((transfer) => transfer.network))).toEqual(new Set([network]));
      expect(transfers.every(({ foreground, down }) => foreground === 0 && down === 0)).toBe(true);
    }
  });
});

test("growing-hobby grows as fast, in hours at which its owner is up", () => {
  const median = (model: TrafficModel) =>
    playsOf(model)
      .map(growth)
      .sort((a, b) => a - b)[15];
  const ratio = (median(growingHobby) as number) / (median(creepingSync) as number);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
  for (const { device, day, transfers } of playsOf(growingHobby)) {
    const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
    life.enterDay(day);
    const today = PLAIN_SCENARIO.from + day * DAY;
    for (const { start } of transfers.filter((transfer) => transfer.start < today + DAY)) {
      expect(life.awakeAt(start)).toBe(true);
    }
    for (const { start } of transfers) {
      const hour = ((start - PLAIN_SCENARIO.from) % DAY) / HOUR;
      expect(hour).toBeGreaterThanOrEqual(12);
      expect(hour).toBeLessThan(21);
    }
  }
});

test("rat-upgrade-step stays where it stepped up to, on screen", () => {
  const plays = playsOf(ratUpgradeStep);
  const grown = plays.map(growth).sort((a, b) => a - b);
  expect(grown[15]).toBeGreaterThan(0.75);
  expect(grown[15]).toBeLessThan(1.33);
  expect(plays.flatMap(({ transfers }) => transfers).every((t) => t.foreground === 1)).toBe(true);
});

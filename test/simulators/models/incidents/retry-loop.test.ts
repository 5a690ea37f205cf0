import { describe, expect, test } from "vitest";
import { GB, HOUR, MINUTE } from "../../../../datasets/sizes.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import {
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../../simulators/model-kit/model-play.ts";
import { retryLoop } from "../../../../simulators/models/incidents/retry-loop.ts";
import { ratPingPong } from "../../../../simulators/models/look-alikes/rat-ping-pong.ts";
import { speedTest } from "../../../../simulators/models/look-alikes/speed-test.ts";

const SEED = "retry-loop";
const playsOf = (model: TrafficModel, safeguards: readonly string[] = []) =>
  Array.from({ length: 60 }, (_, device) =>
    playModel(model, { seed: SEED, device, day: device % 5, safeguards }),
  ).flat();

const bytesOf = ({ transfers }: Play) =>
  transfers.reduce((sum, { up, down }) => sum + up + down, 0);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

describe("retry-loop", () => {
  const plays = playsOf(retryLoop);

  test("follows the report: 2 GB in one to two hours, in the middle of all", () => {
    for (const { episode } of plays) {
      expect(episode.end - episode.start).toBeGreaterThanOrEqual(HOUR);
      expect(episode.end - episode.start).toBeLessThanOrEqual(2 * HOUR);
    }
    expect(median(plays.map(bytesOf)) / GB).toBeGreaterThan(1.5);
    expect(median(plays.map(bytesOf)) / GB).toBeLessThan(2.5);
  });

  test("fetches one thing, downwards and unseen, each attempt after the one before", () => {
    for (const { episode, transfers } of plays) {
      const { object } = episode.notes as { readonly object: number };
      for (const [i, { start, up, down, foreground }] of transfers.entries()) {
        expect([up, foreground]).toEqual([0, 0]);
        expect(down).toBeGreaterThanOrEqual(0.6 * object);
        expect(down).toBeLessThanOrEqual(object);
        const before = transfers[i - 1];
        if (before === undefined) continue;
        expect(start).toBeGreaterThan(before.start + (before.down * 8000) / before.rate);
      }
    }
  });

  test("keeps off cellular where background data is off, and moves the same", () => {
    const guarded = playsOf(retryLoop, ["restrict-background"]);
    expect(guarded.map(bytesOf)).toEqual(plays.map(bytesOf));
    const networks = (all: readonly Play[]) =>
      new Set(all.flatMap(({ transfers }) => transfers.map(({ network }) => network)));
    expect(networks(plays)).toEqual(new Set(["cellular-only"]));
    expect(networks(guarded)).toEqual(new Set(["wifi-only"]));
  });
});

describe.each([ratPingPong, speedTest])("$name", (model) => {
  const plays = playsOf(model);

  test("moves as much as the loop that it resembles, within half and double", () => {
    const ratio = median(plays.map(bytesOf)) / median(playsOf(retryLoop).map(bytesOf));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test("begins while its owner is up, and is on screen no longer than that", () => {
    for (const { device, day, episode, transfers } of plays) {
      const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
      life.enterDay(day);
      expect(life.awakeAt(episode.start)).toBe(true);
      for (const { start, foreground } of transfers) {
        if (foreground === 1) expect(life.awakeAt(start)).toBe(true);
      }
    }
  });
});

test("speed-test is over within forty minutes, at several times the loop's rate", () => {
  const tests = playsOf(speedTest);
  for (const { episode } of tests) {
    expect(episode.end - episode.start).toBeLessThanOrEqual(40 * MINUTE);
  }
  const rates = (plays: readonly Play[]) =>
    median(plays.flatMap(({ transfers }) => transfers.map(({ rate }) => rate)));
  expect(rates(tests) / rates(playsOf(retryLoop))).toBeGreaterThan(3);
});

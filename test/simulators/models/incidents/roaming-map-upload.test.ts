import { describe, expect, test } from "vitest";
import { GB, HOUR } from "../../../../datasets/sizes.ts";
import { codeOf } from "../../../../datasets/table.ts";
import { APPS } from "../../../../datasets/vocabularies.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import {
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../../simulators/model-kit/model-play.ts";
import { roamingMapUpload } from "../../../../simulators/models/incidents/roaming-map-upload.ts";
import { roamingPhotos } from "../../../../simulators/models/look-alikes/roaming-photos.ts";
import { touristNavigation } from "../../../../simulators/models/look-alikes/tourist-navigation.ts";
import { upShare } from "../twin-features.ts";

const SEED = "roaming-map-upload";
const MAP = codeOf(APPS, "map");
const playsOf = (model: TrafficModel, safeguards: readonly string[] = []) =>
  Array.from({ length: 30 }, (_, device) =>
    playModel(model, { seed: SEED, device, day: device % 5, safeguards }),
  ).flat();

const bytesOf = ({ transfers }: Play) =>
  transfers.reduce((sum, { up, down }) => sum + up + down, 0);

describe("roaming-map-upload", () => {
  const plays = playsOf(roamingMapUpload);

  test("sends 0.3 to 3 GB in a day, more than seven tenths of it upwards, unseen, by a map app", () => {
    for (const { episode, transfers, ...play } of plays) {
      expect(bytesOf({ episode, transfers, ...play })).toBeGreaterThanOrEqual(0.3 * GB);
      expect(bytesOf({ episode, transfers, ...play })).toBeLessThanOrEqual(3 * GB);
      expect(episode.end - episode.start).toBeLessThanOrEqual(14 * HOUR);
      for (const { app, foreground } of transfers) expect([app, foreground]).toEqual([MAP, 0]);
    }
    const all = plays.flatMap(({ transfers }) => transfers);
    expect(upShare({ ...(plays[0] as Play), transfers: all })).toBeGreaterThan(0.7);
  });

  test("may move as fast as the report, 1 GB in three to four hours", () => {
    const perHour = plays.map((play) => {
      return bytesOf(play) / ((play.episode.end - play.episode.start) / HOUR);
    });
    expect(Math.max(...perHour)).toBeGreaterThan(0.25 * GB);
  });

  test("waits for Wi-Fi where background data is off", () => {
    for (const { transfers } of playsOf(roamingMapUpload, ["restrict-background"])) {
      expect(transfers.every(({ network }) => network === "wifi-only")).toBe(true);
    }
  });

  test("comes about abroad alone where that is asked for, and does so on the days abroad", () => {
    let [abroad, home] = [0, 0];
    for (let device = 0; device < 400 && abroad < 3; device++) {
      const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
      for (let day = 0; day < 16; day++) {
        life.enterDay(day);
        const { today } = life;
        const roams = today.roaming.subarray(0, today.length).includes(1);
        if (!roams && day > 0) continue;
        const setting = { seed: SEED, device, day, options: { abroad: 1 } };
        expect(playModel(roamingMapUpload, setting)).toHaveLength(roams ? 1 : 0);
        if (roams) abroad++;
        else home++;
      }
    }
    expect(abroad).toBeGreaterThanOrEqual(3);
    expect(home).toBeGreaterThan(10);
  });
});

test("tourist-navigation comes down, by the same app, and is on screen while its owner is up", () => {
  for (const play of playsOf(touristNavigation)) {
    const { device, day, transfers } = play;
    expect(upShare(play)).toBeLessThan(0.4);
    const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
    life.enterDay(day);
    for (const { app, foreground, start } of transfers) {
      expect(app).toBe(MAP);
      if (foreground === 1) expect(life.awakeAt(start)).toBe(true);
    }
  }
});

test("roaming-photos sends as much upwards as the map app does", () => {
  const median = (model: TrafficModel) =>
    playsOf(model)
      .map(bytesOf)
      .sort((a, b) => a - b)[15] as number;
  const ratio = median(roamingPhotos) / median(roamingMapUpload);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

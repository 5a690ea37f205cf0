import { describe, expect, test } from "vitest";
import { MB, MINUTE } from "../../../datasets/sizes.ts";
import { END_KINDS } from "../../../datasets/vocabularies.ts";
import { openLife } from "../../../simulators/life/life.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import {
  eligibleDevices,
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../simulators/model-kit/model-play.ts";
import { appAutoUpdate } from "../../../simulators/models/incidents/app-auto-update.ts";
import { btOverHotspot } from "../../../simulators/models/incidents/bt-over-hotspot.ts";
import { wifiFallbackUpload } from "../../../simulators/models/incidents/wifi-fallback-upload.ts";
import { wlanCredentialTheft } from "../../../simulators/models/incidents/wlan-credential-theft.ts";
import { upShare } from "./twin-features.ts";

const SEED = "incidents";
const SELF = END_KINDS.indexOf("self");

function plays(model: TrafficModel, safeguards: readonly string[] = []): readonly Play[] {
  const devices = eligibleDevices(model, { seed: SEED, count: 30, among: 1000 });
  return devices
    .flatMap((device, i) => playModel(model, { seed: SEED, device, day: i % 5, safeguards }))
    .filter(({ episode }) => !episode.everyday);
}

const bytesOf = ({ transfers, logins }: Play) =>
  [...transfers, ...logins].reduce((sum, { up, down }) => sum + up + down, 0);

describe("safeguards in the models", () => {
  test("wifi-only-updates moves the same updates to Wi-Fi", () => {
    const without = plays(appAutoUpdate);
    const guarded = plays(appAutoUpdate, ["wifi-only-updates"]);
    expect(guarded.map(bytesOf)).toEqual(without.map(bytesOf));
    const networks = (all: readonly Play[]) => [
      ...new Set(all.flatMap(({ transfers }) => transfers.map(({ network }) => network))),
    ];
    expect(networks(without)).toEqual(["cellular-only"]);
    expect(networks(guarded)).toEqual(["wifi-only"]);
  });

  test("restrict-background lets no upload fall back to cellular", () => {
    const guarded = plays(wifiFallbackUpload, ["restrict-background"]);
    expect(guarded.length).toBeGreaterThanOrEqual(30);
    const networks = guarded.flatMap(({ transfers }) => transfers.map(({ network }) => network));
    expect([...new Set(networks)]).toEqual(["wifi-only"]);
  });

  test("no safeguard of the phone stops its hotspot's guest", () => {
    const both = ["restrict-background", "wifi-only-updates"];
    const guarded = plays(btOverHotspot, both);
    expect(guarded.map(bytesOf)).toEqual(plays(btOverHotspot).map(bytesOf));
  });
});

describe("wifi-fallback-upload", () => {
  const nights = plays(wifiFallbackUpload);

  test("sends 200 to 900 MB, mostly upwards, from two to five apps", () => {
    for (const play of nights) {
      expect(bytesOf(play)).toBeLessThanOrEqual(900 * MB);
      expect(upShare(play)).toBeGreaterThan(0.75);
      const apps = new Set(play.transfers.map(({ app }) => app)).size;
      expect(apps).toBeGreaterThanOrEqual(2);
      expect(apps).toBeLessThanOrEqual(5);
    }
    // Half of what was planned has passed at least, whoever stops it.
    for (const play of nights) expect(bytesOf(play)).toBeGreaterThan(90 * MB);
    const through = nights.filter(({ episode }) => episode.notes?.["endKind"] === SELF);
    expect(through.length).toBeGreaterThan(nights.length / 5);
    const sorted = through.map(bytesOf).sort((a, b) => a - b);
    expect(sorted[1] as number).toBeGreaterThan(200 * MB);
  });

  test("runs in less than two fifths of the night's minutes, and never on the stroke of one", () => {
    const starts = nights.flatMap(({ transfers }) => transfers.map(({ start }) => start));
    const onStroke = starts.filter((start) => start % MINUTE < MINUTE / 60).length;
    expect(onStroke / starts.length).toBeLessThan(0.05);
    const shares = nights.map(({ transfers, episode }) => {
      const minutes = new Set(transfers.map(({ start }) => Math.floor(start / MINUTE))).size;
      return (minutes * MINUTE) / (episode.end - episode.start);
    });
    const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.05);
    expect(mean).toBeLessThan(0.4);
  });
});

describe("app-auto-update", () => {
  test("starts while its owner sleeps, one app after the other, with the screen off", () => {
    for (const { device, day, episode, transfers } of plays(appAutoUpdate)) {
      const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
      life.enterDay(day);
      expect(episode.start).toBeGreaterThan(life.sleptAt);
      expect(episode.start).toBeLessThan(life.wakesAt);
      expect(episode.notes?.["apps"]).toBeGreaterThanOrEqual(5);
      expect(episode.notes?.["apps"]).toBeLessThanOrEqual(67);
      for (const [i, { start, foreground }] of transfers.entries()) {
        const before = transfers[i - 1];
        expect(foreground).toBe(0);
        if (before)
          expect(start).toBeGreaterThan(before.start + (before.down * 8000) / before.rate - 2);
      }
    }
  });
});

describe("wlan-credential-theft", () => {
  test("plays 10 to 40 sessions of strangers in 2 to 10 provinces", () => {
    for (const { logins } of plays(wlanCredentialTheft)) {
      expect(logins.length).toBeGreaterThanOrEqual(10);
      expect(logins.length).toBeLessThanOrEqual(40);
      const provinces = new Set(logins.map(({ province }) => province)).size;
      expect(provinces).toBeGreaterThanOrEqual(2);
      expect(provinces).toBeLessThanOrEqual(10);
      expect(new Set(logins.map(({ clientMac }) => clientMac)).size).toBe(logins.length);
      for (const { own, start, end, up, down } of logins) {
        expect(own).toBe(0);
        expect(((up + down) * 8000) / (end - start)).toBeLessThanOrEqual(16.1e6);
      }
    }
  });
});

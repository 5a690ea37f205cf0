import { describe, expect, it } from "vitest";
import { MB, MINUTE } from "../../../../datasets/sizes.ts";
import { APPS } from "../../../../datasets/vocabularies.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import { TERMINALS } from "../../../../simulators/life/terminals.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import {
  eligibleDevices,
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../../simulators/model-kit/model-play.ts";
import { gamePlay } from "../../../../simulators/models/normal/game-play.ts";
import { hotspotUse } from "../../../../simulators/models/normal/hotspot-use.ts";
import { nameLookup } from "../../../../simulators/models/normal/name-lookup.ts";
import { wantedDownload } from "../../../../simulators/models/normal/wanted-download.ts";

const SEED = "wanted";
const DAYS = 12;

function playsOf(model: TrafficModel, count = 80, options = {}): readonly Play[] {
  return eligibleDevices(model, { seed: SEED, count, among: 4000 }).flatMap((device) =>
    Array.from({ length: DAYS }, (_, day) => day).flatMap((day) =>
      playModel(model, { seed: SEED, device, day, options }),
    ),
  );
}

const transfersOf = (plays: readonly Play[]) => plays.flatMap(({ transfers }) => transfers);
const bytesOf = ({ transfers }: Play) =>
  transfers.reduce((sum, { up, down }) => sum + up + down, 0);

describe("hotspot-use", () => {
  const plays = playsOf(hotspotUse);

  it("belongs to the lines that use a hotspot, every other day or so", () => {
    expect(Math.abs(plays.length / (80 * DAYS) - 0.4)).toBeLessThan(0.08);
    const { persona } = {
      persona: { ...drawPersona(SEED, PLAIN_SCENARIO, 0), hotspotUser: false },
    };
    expect(hotspotUse.eligible?.({ persona })).toBe(false);
  });

  it("has guests of several kinds, never the phone itself, and bytes both ways", () => {
    const transfers = transfersOf(plays);
    const guests = new Set(transfers.map(({ terminal }) => TERMINALS[terminal]));
    expect([...guests].sort()).toEqual(["other-pc", "pc", "phone-a", "tablet"]);
    const apps = new Set(transfers.map(({ guess }) => APPS[guess]));
    for (const app of ["web", "video", "messaging", "download", "cloud", "system"] as const) {
      expect(apps).toContain(app);
    }
    const up = transfers.filter((transfer) => transfer.up > transfer.down);
    expect(up.length / transfers.length).toBeGreaterThan(0.03);
  });

  it("is over when its owner goes to bed", () => {
    for (const { device, day, episode } of plays) {
      const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
      life.enterDay(day);
      expect(episode.end).toBeLessThanOrEqual(life.sleepsAt);
      expect(episode.end - episode.start).toBeGreaterThanOrEqual(MINUTE);
    }
  });
});

describe("wanted-download", () => {
  const plays = playsOf(wantedDownload, 300);

  it("comes on few days, most of them of people who use much", () => {
    const share = plays.length / (300 * DAYS);
    expect(share).toBeGreaterThan(0.015);
    expect(share).toBeLessThan(0.12);
  });

  it("moves tens to hundreds of megabytes, the screen off more often than on", () => {
    const large = plays.filter((play) => bytesOf(play) > 0);
    const sizes = large.map(bytesOf).sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeGreaterThan(60 * MB);
    expect(sizes[sizes.length >> 1]).toBeLessThan(400 * MB);
    const unseen = large.filter(({ transfers }) => transfers[0]?.foreground === 0).length;
    expect(Math.abs(unseen / large.length - 0.6)).toBeLessThan(0.12);
  });

  it("loads and sends, by the protocols that unwanted traffic uses", () => {
    const protocols = new Set(transfersOf(plays).map(({ protocol }) => protocol.name));
    expect(protocols).toContain("https-upload");
    expect(protocols).toContain("tls-download");
  });

  it("waits for Wi-Fi, unseen, where background data is off", () => {
    const devices = eligibleDevices(wantedDownload, { seed: SEED, count: 200, among: 4000 });
    const restricted = devices.flatMap((device) =>
      playModel(wantedDownload, {
        ...{ seed: SEED, device, day: 3, safeguards: ["restrict-background"] },
        options: { volume: 0.5, unseen: 1 },
      }),
    );
    expect(restricted.length).toBeGreaterThan(20);
    const networks = new Set(transfersOf(restricted).map(({ network }) => network));
    expect([...networks]).toEqual(["wifi-only"]);
  });
});

describe("game-play", () => {
  it("is even both ways, on screen, some megabytes a match", () => {
    const transfers = transfersOf(playsOf(gamePlay, 100));
    expect(transfers.length).toBeGreaterThan(200);
    for (const { up, down, foreground, protocol } of transfers) {
      expect([foreground, protocol.name]).toEqual([1, "game"]);
      expect(up / (up + down)).toBeGreaterThan(0.29);
      expect(up / (up + down)).toBeLessThan(0.51);
    }
    const sizes = transfers.map(({ up, down }) => up + down).sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeGreaterThan(2 * MB);
    expect(sizes[sizes.length >> 1]).toBeLessThan(40 * MB);
  });
});

describe("name-lookup", () => {
  it("asks a dozen times a day, for kilobytes in all", () => {
    const plays = playsOf(nameLookup, 40);
    const lookups = transfersOf(plays).length / plays.length;
    expect(Math.abs(lookups - 12)).toBeLessThan(1);
    for (const play of plays) expect(bytesOf(play)).toBeLessThan(200_000);
  });
});

import { describe, expect, test } from "vitest";
import { distanceKm } from "../../../datasets/places.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS } from "../../../datasets/vocabularies.ts";
import { openLife } from "../../../simulators/life/life.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import { TERMINALS } from "../../../simulators/life/terminals.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import {
  eligibleDevices,
  PLAIN_SCENARIO,
  type Play,
  playModel,
} from "../../../simulators/model-kit/model-play.ts";
import { LOOK_ALIKE_MODELS } from "../../../simulators/models/catalogue.ts";
import { familyHotspot } from "../../../simulators/models/look-alikes/family-hotspot.ts";
import { firstBackup } from "../../../simulators/models/look-alikes/first-backup.ts";
import { gameDay } from "../../../simulators/models/look-alikes/game-day.ts";
import { holidayLogin } from "../../../simulators/models/look-alikes/holiday-login.ts";
import { knownOutage } from "../../../simulators/models/look-alikes/known-outage.ts";
import { photoTrip } from "../../../simulators/models/look-alikes/photo-trip.ts";
import { staleSession } from "../../../simulators/models/look-alikes/stale-session.ts";
import { steamHotspot } from "../../../simulators/models/look-alikes/steam-hotspot.ts";
import { trainUpload } from "../../../simulators/models/look-alikes/train-upload.ts";
import { wantedTorrent } from "../../../simulators/models/look-alikes/wanted-torrent.ts";
import { tlsDownload } from "../../../simulators/protocols/tls-download.ts";
import { movingAtOnce, overlap, upShare } from "./twin-features.ts";

const SEED = "look-alikes";

function plays(model: TrafficModel, count = 30, options = {}): readonly Play[] {
  const devices = eligibleDevices(model, { seed: SEED, count, among: 1000 });
  return devices
    .flatMap((device, i) => playModel(model, { seed: SEED, device, day: i % 5, options }))
    .filter(({ episode }) => !episode.everyday);
}

describe.each([gameDay, photoTrip])("$name", (model) => {
  test("happens while its owner is awake", () => {
    for (const { device, day, episode, transfers } of plays(model)) {
      const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
      life.enterDay(day);
      expect(episode.start).toBeGreaterThanOrEqual(life.wakesAt);
      expect(episode.end).toBeLessThanOrEqual(life.sleepsAt);
      for (const { start, foreground } of transfers) {
        expect(foreground).toBe(1);
        expect(start).toBeLessThan(life.sleepsAt);
      }
    }
  });
});

const CIRCUMSTANCES = ["screenOff", "idle", "wifiDown"] as const;

describe.each([
  ...LOOK_ALIKE_MODELS.filter(({ twin }) => twin === "app-auto-update"),
  ...[firstBackup, knownOutage, trainUpload],
])("$name", (model) => {
  test.each(CIRCUMSTANCES)(
    "has as much of %s as its options say, and all or none at 1 or 0",
    (name) => {
      const all = { screenOff: 1, idle: 0.5, wifiDown: 0.5, [name]: 1 };
      const none = { screenOff: 0.5, idle: 0, wifiDown: 0.5, [name]: 0 };
      const could = plays(model, 60, all).filter((play) => name !== "wifiDown" || isOnWifi(play));
      expect(could.every((play) => holds(name, play))).toBe(true);
      expect(plays(model, 60, none).some((play) => holds(name, play))).toBe(false);
    },
  );

  test("never lights a screen while its owner sleeps", () => {
    for (const { device, day, transfers } of plays(model, 60)) {
      const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
      life.enterDay(day);
      for (const { start, foreground } of transfers) {
        if (foreground === 1) expect(life.awakeAt(start)).toBe(true);
      }
    }
  });
});

/** Only a Wi-Fi that is there can fail. */
function isOnWifi({ device, day, episode }: Play): boolean {
  const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
  life.enterDay(day);
  return life.today.access[life.segmentAt(episode.start)] === codeOf(ACCESS, "wifi");
}

function holds(name: (typeof CIRCUMSTANCES)[number], { device, day, episode, transfers }: Play) {
  const life = openLife(SEED, PLAIN_SCENARIO, drawPersona(SEED, PLAIN_SCENARIO, device));
  life.enterDay(day);
  if (name === "screenOff") return transfers.every(({ foreground }) => foreground === 0);
  if (name === "idle") return !life.awakeAt(episode.start);
  return episode.wifiDown !== undefined;
}

describe.each(LOOK_ALIKE_MODELS.filter(({ twin }) => twin === "app-auto-update"))(
  "$name",
  (model) => {
    test.each([
      [1, 5, 67],
      [0, 1, 2],
    ])("at `several` = %i updates %i to %i packages, as large together", (several, least, most) => {
      const batches = plays(model, 60, { several }).map(
        ({ episode }) => episode.notes?.["apps"] ?? 0,
      );
      expect(Math.min(...batches)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...batches)).toBeLessThanOrEqual(most);
      const [own, other] = [several, 1 - several].map((share) => {
        const all = plays(model, 60, { several: share, screenOff: 1, idle: 1 });
        return all.flatMap(({ transfers }) => transfers).reduce((sum, { down }) => sum + down, 0);
      }) as [number, number];
      expect(own / other).toBeGreaterThan(0.75);
      expect(own / other).toBeLessThan(1.33);
    });
  },
);

describe("uploads", () => {
  const both = (before: number) => {
    const options = { before, idle: 0, screenOff: 0.5, wifiDown: 1 };
    const devices = eligibleDevices(knownOutage, { seed: SEED, count: 400, among: 2000 });
    return devices.map((device, i) =>
      playModel(knownOutage, { seed: SEED, device, day: i % 5, options }),
    );
  };

  test("send over Wi-Fi just before, as life and on the same day, where the options say so", () => {
    const led = both(1).filter((episodes) => episodes.length === 2);
    expect(led.length).toBeGreaterThan(150);
    for (const [lead, main] of led as [Play, Play][]) {
      expect(lead.episode.everyday).toBe(true);
      expect(lead.transfers.map(({ network }) => network)).toEqual(["wifi-only"]);
      const midnight = PLAIN_SCENARIO.from + lead.day * 24 * HOUR;
      expect(lead.episode.start).toBeGreaterThanOrEqual(midnight);
      expect(lead.episode.end).toBeLessThanOrEqual(
        main.episode.wifiDown?.from ?? main.episode.start,
      );
      expect(lead.transfers[0]?.app).toBe(main.transfers[0]?.app);
    }
    expect(both(0).every((episodes) => episodes.length === 1)).toBe(true);
  });
});

describe("torrents", () => {
  const shares = (options: Readonly<Record<string, number>>) =>
    plays(wantedTorrent, 10, options).map(({ transfers }) => {
      const large = transfers.filter(({ up, down }) => up + down > 1e6);
      return large.map(({ up, down }) => up / (up + down));
    });
  const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);

  test("send the same share throughout, or wander from stretch to stretch", () => {
    for (const night of shares({ upWander: 0, upRatioMin: 0.3 }))
      expect(spread(night)).toBeLessThan(1.01);
    for (const night of shares({ upRatioMin: 0.3 })) expect(spread(night)).toBeGreaterThan(1.5);
  });

  test.each([1, 3])("of an owner run on %i days in a row", (times) => {
    for (const { transfers, episode } of plays(wantedTorrent, 20, { times })) {
      const days = transfers.map(({ start }) => Math.floor((start - episode.start) / (24 * HOUR)));
      expect([...new Set(days)]).toEqual(Array.from({ length: times }, (_, day) => day));
    }
  });
});

describe("holiday-login", () => {
  const journeys = plays(holidayLogin);

  test.each([
    ["a flight", 700],
    ["a slow train", 100],
  ])("never travels faster than %s of %d km/h, and never overlaps", (_, kmPerHour) => {
    for (const play of plays(holidayLogin, 30, { kmPerHour })) {
      expect(overlap(play)).toBe(1);
      const { logins } = play;
      for (const [i, login] of logins.entries()) {
        const before = logins[i - 1];
        if (before === undefined || before.province === login.province) continue;
        const hours = (login.start - before.end) / HOUR;
        expect(distanceKm(before.province, login.province) / hours).toBeLessThanOrEqual(kmPerHour);
      }
    }
  });

  test("visits up to three provinces, and the phone takes no part", () => {
    const provinces = journeys.map(({ logins }) => new Set(logins.map((l) => l.province)).size);
    expect(Math.max(...provinces)).toBe(3);
    for (const { logins } of journeys) {
      expect(logins.every(({ own }) => own === 0)).toBe(true);
    }
  });

  test("logs in at most four times a day", () => {
    for (const { logins } of journeys) {
      const days = new Map<number, number>();
      for (const { start } of logins) {
        const day = Math.floor((start - PLAIN_SCENARIO.from) / (24 * HOUR));
        days.set(day, (days.get(day) ?? 0) + 1);
      }
      expect(Math.max(...days.values())).toBeLessThanOrEqual(4);
    }
  });
});

describe("stale-session", () => {
  test("overlaps in accounting while one session at a time moves bytes", () => {
    for (const play of plays(staleSession)) {
      expect(overlap(play)).toBeGreaterThanOrEqual(2);
      expect(movingAtOnce(play)).toBe(1);
      expect(new Set(play.logins.map(({ nas }) => nas)).size).toBe(1);
    }
  });
});

describe("steam-hotspot", () => {
  test("downloads over the hotspot: nothing goes up but what the protocol costs", () => {
    for (const play of plays(steamHotspot)) {
      expect(upShare(play)).toBe(0);
      for (const { terminal, protocol } of play.transfers) {
        expect(terminal).toBe(TERMINALS.indexOf("pc"));
        expect(protocol).toBe(tlsDownload);
      }
    }
  });
});

describe("a steam-hotspot on a link that is too slow for the night", () => {
  const hours = 1;
  const wish = { bytesMin: 1e12, bytesMax: 1e12, hoursMin: hours, hoursMax: hours };
  const nights = plays(steamHotspot, 30, { ...wish, startHour: 2, startSpread: 0 });

  test("downloads up to twice as long as it wished, and stops there unfinished", () => {
    expect(nights.length).toBeGreaterThan(20);
    for (const { episode, transfers } of nights) {
      expect(episode.end - episode.start).toBe(2 * hours * HOUR);
      const got = transfers.reduce((sum, { up, down }) => sum + up + down, 0);
      expect(got).toBeLessThan(1e12);
    }
  });

  test("downloads exactly as long as it wished where the link carries it", () => {
    const easy = { bytesMin: 1e6, bytesMax: 1e6, hoursMin: 3, hoursMax: 3 };
    for (const { episode } of plays(steamHotspot, 10, easy)) {
      expect(episode.end - episode.start).toBe(3 * HOUR);
    }
  });
});

describe("family-hotspot", () => {
  test("has as many remotes at once as a torrent, by the protocols of the web, from three guests", () => {
    for (const { transfers } of plays(familyHotspot, 10)) {
      const guests = new Set(transfers.map(({ terminal }) => terminal));
      expect(guests.size).toBe(3);
      for (const { protocol } of transfers) expect(protocol.highPorts.most).toBeLessThan(0.61);
      const remotes = transfers.map((transfer) => transfer.remotes);
      const mean = remotes.reduce((sum, value) => sum + value, 0) / remotes.length;
      expect(guests.size * mean).toBeGreaterThanOrEqual(20);
      expect(guests.size * mean).toBeLessThanOrEqual(200);
    }
  });
});

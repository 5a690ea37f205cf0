import { describe, expect, it } from "vitest";
import { DAY, HOUR, MB, MINUTE } from "../../../../datasets/sizes.ts";
import { ACCESS } from "../../../../datasets/vocabularies.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import { type PlaySetting, playModel } from "../../../../simulators/model-kit/model-play.ts";
import { backgroundSync } from "../../../../simulators/models/normal/background-sync.ts";
import { pushKeepalive } from "../../../../simulators/models/normal/push-keepalive.ts";
import { wlanUse } from "../../../../simulators/models/normal/wlan-use.ts";
import { aScenario } from "../../a-scenario.ts";

const CELLULAR = ACCESS.indexOf("cellular");
const WIFI = ACCESS.indexOf("wifi");
const scenario = aScenario();

function play(model: TrafficModel, setting: Omit<PlaySetting, "seed" | "scenario">) {
  const [day] = playModel(model, { seed: "1", scenario, ...setting });
  if (day === undefined) throw new Error(`${model.name} plans every day`);
  return day;
}

function lifeOf(device: number, day: number) {
  const life = openLife("1", scenario, drawPersona("1", scenario, device));
  life.enterDay(day);
  return life;
}

describe("background-sync", () => {
  it("is a clockwork without sigma and jitter", () => {
    const options = {
      ...{ sigma: 0, jitter: 0, phase: 7 * MINUTE, period: 2 * HOUR },
      ...{ median: 3 * MB + 1, upShare: 0.25 },
    };
    for (const device of [0, 1, 2]) {
      const { transfers } = play(backgroundSync, { device, day: 4, options });
      const dayStart = scenario.from + 4 * DAY;
      expect(transfers.map(({ start }) => start)).toEqual(
        Array.from({ length: 12 }, (_, k) => dayStart + 7 * MINUTE + k * 2 * HOUR),
      );
      for (const { up, down, foreground } of transfers) {
        expect([up, down, foreground]).toEqual([786_432, 2_359_297, 0]);
      }
    }
  });

  it("goes on while its owner sleeps, and unseen stays off cellular under restrict-background", () => {
    let asleep = 0;
    let onCellular = 0;
    let opened = 0;
    for (let device = 0; device < 40; device++) {
      const life = lifeOf(device, 2);
      const free = play(backgroundSync, { device, day: 2 }).transfers;
      const safeguards = ["restrict-background"];
      const restricted = play(backgroundSync, { device, day: 2, safeguards }).transfers;
      const accessAt = (start: number) => life.today.access[life.segmentAt(start)];
      asleep += free.filter(({ start }) => !life.awakeAt(start)).length;
      onCellular += free.filter(({ start }) => accessAt(start) === CELLULAR).length;
      const unseen = restricted.filter(({ foreground }) => foreground === 0);
      // What was on Wi-Fi is as it was, its network said; files and updates wait, and nothing is new.
      const onWifi = ({ start }: { readonly start: number }) => accessAt(start) === WIFI;
      const bytes = (all: typeof free) =>
        all.map(({ start, up, down }) => [start, up, down].join());
      expect(unseen.every(({ network }) => network === "wifi-only")).toBe(true);
      expect(bytes(unseen.filter(onWifi))).toEqual(bytes(free.filter(onWifi)));
      const all = new Set(bytes(free));
      expect(bytes(unseen).filter((each) => !all.has(each))).toEqual([]);
      // Some of the rest is fetched when its app is opened: while its owner is awake.
      const seen = restricted.filter(({ foreground }) => foreground === 1);
      for (const { start } of seen) expect(start).toBeGreaterThan(free[0]?.start ?? 0);
      opened += seen.length;
    }
    expect(opened).toBeGreaterThan(0.3 * onCellular);
    expect(opened).toBeLessThan(0.6 * onCellular);
    expect(asleep).toBeGreaterThan(300);
    expect(onCellular).toBeGreaterThan(300);
  });

  it("hands a person's floor to the day's cellular bursts, whatever their number", () => {
    let measured = 0;
    let expected = 0;
    for (let device = 0; device < 400; device++) {
      const life = lifeOf(device, 1);
      for (const { start, up, down } of play(backgroundSync, { device, day: 1 }).transfers) {
        if (life.today.access[life.segmentAt(start)] === CELLULAR) {
          measured += (up + down) / life.persona.volumeFactor;
        }
      }
      expected += life.volume.dailyMean * life.volume.floorShare;
    }
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.12);
  });
});

describe("push-keepalive", () => {
  it("costs little: a phone's day is some 200 KB in small bundles, day and night", () => {
    let bytes = 0;
    for (let device = 0; device < 50; device++) {
      const { transfers } = play(pushKeepalive, { device, day: 3 });
      expect(transfers.length).toBe(72);
      for (const { up, down, protocol, foreground } of transfers) {
        bytes += up + down;
        expect(up + down).toBeLessThan(40_000);
        expect([protocol.name, foreground]).toEqual(["push-heartbeat", 0]);
      }
    }
    expect(bytes / 50).toBeGreaterThan(120_000);
    expect(bytes / 50).toBeLessThan(300_000);
  });
});

describe("wlan-use", () => {
  const days = Array.from({ length: 30 }, (_, day) => day);
  const logins = Array.from({ length: 160 }, (_, device) => device).flatMap((device) =>
    days.map((day) => ({ device, day, logins: play(wlanUse, { device, day }).logins })),
  );

  it("logs in only accounts in use, up to three times a day", () => {
    for (const { device, logins: ofDay } of logins) {
      const { wlanAccount } = drawPersona("1", scenario, device);
      const own = ofDay.filter((login) => login.own === 1).length;
      expect(own).toBeLessThanOrEqual(wlanAccount === 1 ? 3 : 0);
    }
    expect(logins.flatMap((day) => day.logins).length).toBeGreaterThan(300);
  });

  it("is where the phone is, one session after the other, while its owner is awake", () => {
    for (const { device, day, logins: ofDay } of logins) {
      if (ofDay.length === 0) continue;
      const life = lifeOf(device, day);
      let free = 0;
      for (const login of ofDay.filter(({ own }) => own === 1)) {
        expect(login.start).toBeGreaterThanOrEqual(free);
        expect(login.end).toBeGreaterThan(login.start);
        expect(life.awakeAt(login.start) && life.awakeAt(login.end - 1)).toBe(true);
        for (const t of [login.start, login.end - 1]) {
          expect(life.today.province[life.segmentAt(t)]).toBe(login.province);
        }
        free = login.end;
      }
    }
  });

  it("keeps the phone's own address mostly, and a second client that hardly moves a byte", () => {
    const all = logins.flatMap((d) => d.logins.map((login) => ({ ...login, device: d.device })));
    const own = all.filter((login) => login.own === 1);
    const known = own.filter((l) => l.clientMac === drawPersona("1", scenario, l.device).clientMac);
    expect(Math.abs(known.length / own.length - 0.7)).toBeLessThan(0.08);
    const seconds = all.filter((login) => login.own === 0);
    expect(seconds.length).toBeGreaterThan(0);
    for (const { up, down } of seconds) expect(up + down).toBeLessThan(2 * MB);
  });
});

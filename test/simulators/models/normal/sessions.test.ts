import { describe, expect, it } from "vitest";
import { DAY } from "../../../../datasets/sizes.ts";
import { ACCESS, APPS } from "../../../../datasets/vocabularies.ts";
import { openLife } from "../../../../simulators/life/life.ts";
import { drawPersona } from "../../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../../simulators/model.ts";
import { type PlaySetting, playModel } from "../../../../simulators/model-kit/model-play.ts";
import { cloudBackup } from "../../../../simulators/models/normal/cloud-backup.ts";
import { messaging } from "../../../../simulators/models/normal/messaging.ts";
import { social } from "../../../../simulators/models/normal/social.ts";
import { storeUpdate } from "../../../../simulators/models/normal/store-update.ts";
import { video } from "../../../../simulators/models/normal/video.ts";
import { web } from "../../../../simulators/models/normal/web.ts";
import { aScenario } from "../../a-scenario.ts";

const CELLULAR = ACCESS.indexOf("cellular");
const WIFI = ACCESS.indexOf("wifi");
const FOREGROUND = [messaging, social, video, web];
const DEVICES = 60;
const DAYS = 6;

interface Moved {
  readonly device: number;
  readonly day: number;
  readonly access: number;
  readonly size: number;
  readonly transfer: ReturnType<typeof playModel>[number]["transfers"][number];
  /** The link's end of the transfer, ms UTC. */
  readonly end: number;
  readonly awake: boolean;
  /** Whether the access is the same from its start to its end, on this civil day. */
  readonly stays: boolean;
}

/** Plays a model on some lives and says of each transfer where it ran and when the link ends it. */
function play(model: TrafficModel, setting: Partial<PlaySetting> = {}): Moved[] {
  const moved: Moved[] = [];
  const scenario = setting.scenario ?? aScenario();
  for (let device = 0; device < DEVICES; device++) {
    const life = openLife("1", scenario, drawPersona("1", scenario, device));
    for (let day = 0; day < DAYS; day++) {
      life.enterDay(day);
      const [{ transfers }] = playModel(model, {
        seed: "1",
        scenario,
        ...setting,
        device,
        day,
      }) as [ReturnType<typeof playModel>[number]];
      for (const transfer of transfers) {
        const { start, up, down, rate } = transfer;
        const i = life.segmentAt(start);
        const { rateDown, rateUp, access } = life.today;
        const down_s = down / Math.min(rate, rateDown[i]);
        const end = start + Math.max(down_s, up / Math.min(rate, rateUp[i])) * 8000;
        const asleepAt = start < life.sleptAt ? life.sleptAt : life.sleepsAt;
        const awake = life.awakeAt(start) && end <= asleepAt;
        const last = life.segmentAt(end - 1);
        const others = access.subarray(i, last + 1).filter((other) => other !== access[i]).length;
        const stays = others === 0 && end <= scenario.from + (day + 1) * DAY + 1;
        const size = up + down;
        moved.push({ device, day, access: access[i], size, transfer, end, awake, stays });
      }
    }
  }
  return moved;
}

const total = (moved: readonly Moved[]) => moved.reduce((sum, { size }) => sum + size, 0);

describe.each(FOREGROUND)("$name", (model) => {
  const moved = play(model);

  it("is on screen, while its owner is awake, where there is a network", () => {
    expect(moved.length).toBeGreaterThan(500);
    expect(moved.every(({ transfer }) => transfer.foreground === 1)).toBe(true);
    expect(moved.filter(({ awake }) => !awake)).toEqual([]);
    expect(moved.filter(({ access }) => access !== CELLULAR && access !== WIFI)).toEqual([]);
  });

  it("does not run on when the access changes or the day is over", () => {
    expect(moved.filter(({ stays }) => !stays)).toEqual([]);
  });

  it("moves less than a twelfth of its bytes in 2015, in smaller sessions", () => {
    const then = play(model, { scenario: aScenario({ preset: "cn2015" }) });
    const cellular = (all: Moved[]) => all.filter(({ access }) => access === CELLULAR);
    expect(total(cellular(then)) * 12).toBeLessThan(total(cellular(moved)));
  });
});

describe("video", () => {
  const moved = play(video).filter(({ access }) => access === CELLULAR);

  it("comes at a player's rate", () => {
    const rates = moved.map(({ transfer }) => transfer.rate).sort((a, b) => a - b);
    expect(rates[Math.floor(rates.length / 2)] ?? 0).toBeGreaterThan(2.5e6);
    expect(rates[Math.floor(rates.length / 2)] ?? 0).toBeLessThan(3.6e6);
  });

  it("has many peers and real uploads for those alone whose CDN shares", () => {
    const scenario = aScenario();
    const shared = moved.filter(({ transfer }) => transfer.protocol.name === "shared-video");
    const sharers = new Set(shared.map(({ device }) => device));
    for (const device of sharers) expect(drawPersona("1", scenario, device).p2pVideo).toBe(true);
    expect(sharers.size).toBeGreaterThan(0);
    for (const { transfer, size } of shared) {
      expect(transfer.up / size).toBeGreaterThan(0.045);
      expect(transfer.up / size).toBeLessThan(0.36);
      expect(["video", "p2p"]).toContain(APPS[transfer.guess]);
    }
  });
});

describe("messaging", () => {
  it("calls one peer with nearly as much up as down", () => {
    const calls = play(messaging).filter(
      ({ transfer }) => transfer.protocol.name === "real-time-call",
    );
    expect(calls.length).toBeGreaterThan(20);
    for (const { transfer, size } of calls) {
      expect(Math.abs(transfer.up / size - 0.48)).toBeLessThan(0.07);
    }
  });
});

describe("store-update", () => {
  const cellular = (moved: Moved[]) =>
    moved.filter(({ access, transfer }) => access === CELLULAR && transfer.network === "any");

  it("uses cellular only on phones that allow it", () => {
    const devices = new Set(cellular(play(storeUpdate)).map(({ device }) => device));
    expect(devices.size).toBeGreaterThan(5);
    for (const device of devices) {
      expect(drawPersona("1", aScenario(), device).updatesOverCellular).toBe(true);
    }
  });

  it("waits for Wi-Fi under wifi-only-updates, with the same updates at the same times", () => {
    const free = play(storeUpdate);
    const waiting = play(storeUpdate, { safeguards: ["wifi-only-updates"] });
    expect(cellular(waiting)).toEqual([]);
    const what = (all: Moved[]) => all.map(({ transfer: t }) => [t.start, t.up, t.down]);
    expect(what(waiting)).toEqual(what(free));
  });
});

describe("cloud-backup", () => {
  it("sends more than it fetches, and nothing over cellular under restrict-background", () => {
    const moved = play(cloudBackup);
    const up = moved.reduce((sum, { transfer }) => sum + transfer.up, 0);
    expect(up / total(moved)).toBeGreaterThan(0.5);
    const restricted = play(cloudBackup, { safeguards: ["restrict-background"] });
    expect(restricted.every(({ transfer }) => transfer.network === "wifi-only")).toBe(true);
    // The same syncs: those that would have gone over cellular wait.
    const bytes = (all: Moved[]) => all.map(({ transfer: { up, down } }) => [up, down]);
    expect(bytes(restricted)).toEqual(bytes(moved));
  });
});

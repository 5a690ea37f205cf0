import { describe, expect, it } from "vitest";
import { concurrentSessions } from "../../../detectors/logins/concurrent-sessions.ts";
import { impossibleTravel } from "../../../detectors/logins/impossible-travel.ts";
import { newDevice } from "../../../detectors/logins/new-device.ts";
import { provinceVelocity } from "../../../detectors/logins/province-velocity.ts";
import { scoresOf } from "../rows.ts";

const MS = 1 / 3_600_000;

describe("concurrent-sessions", () => {
  const start = (at: number, session: number) => ({ at, session, status: "start" });
  const stop = (at: number, session: number, sessionTime: number) => ({
    at,
    session,
    status: "stop",
    sessionTime,
  });

  it("counts sessions that are open at once and lets them go at their stop", () => {
    const rows = [start(1, 1), start(1.1, 2), start(1.2, 3), stop(1.3, 2, 720), start(1.4, 4)];
    expect(scoresOf(concurrentSessions, "wlan", rows)).toEqual([1, 2, 3, 3, 3]);
  });

  it("does not count a session that begins the moment another stops", () => {
    const rows = [start(1, 1), stop(2, 1, 3600), start(2, 2)];
    expect(scoresOf(concurrentSessions, "wlan", rows)).toEqual([1, 1, 1]);
  });

  it.each([
    [
      "an interim keeps it open",
      [{ at: 1.9, session: 1, status: "interim", sessionTime: 6840 }],
      2,
    ],
    ["without one it is gone after two hours", [], 1],
  ])("a session that loses its stop: %s", (_, interims, score) => {
    const rows = [start(0, 1), ...interims, start(2 + MS, 2)];
    expect(scoresOf(concurrentSessions, "wlan", rows).at(-1)).toBe(score);
  });

  it("finds overlaps out late where accounting tells of stops alone", () => {
    const rows = [stop(5, 1, 3600), stop(5.1, 2, 3600), stop(7, 3, 600)];
    expect(scoresOf(concurrentSessions, "wlan", rows)).toEqual([1, 2, 1]);
  });
});

describe("impossible-travel", () => {
  const minute = 1 / 60;

  it.each([
    ["within the minute", minute, 68_800],
    ["in an hour", 1, 1147],
    ["by train, in six", 6, 191],
    ["in a day, nothing", 24, 0],
  ])("divides the distance by the time between two rows: %s", (_, hours, speed) => {
    // Nanjing to Lanzhou is 1,447 km, less 300 that are forgiven.
    const rows = [
      { at: 1, down: 1, province: "Jiangsu" },
      { at: 1 + hours + minute, down: 1, province: "Gansu" },
    ];
    const score = Math.max(0, scoresOf(impossibleTravel, "wlan", rows)[1] as number);
    expect(Math.abs(score - speed)).toBeLessThanOrEqual(0.02 * speed);
  });

  it("takes rows that overlap for a minute's journey, whichever is told first", () => {
    const long = { at: 5, start: 1, down: 1, province: "Jiangsu" };
    const inside = { at: 3, start: 2, down: 1, province: "Gansu" };
    const [, one] = scoresOf(impossibleTravel, "wlan", [long, inside]);
    const [, other] = scoresOf(impossibleTravel, "wlan", [inside, long]);
    expect(one).toBeGreaterThan(60_000);
    expect(other).toBe(one);
  });

  it.each([
    ["a neighbouring province is forgiven", { province: "Anhui", down: 1 }],
    ["an unknown place says nothing", { province: "unknown", down: 1 }],
    ["a session that moves nothing may have lost its client", { province: "Gansu" }],
  ])("%s", (_, second) => {
    const rows = [
      { at: 1, down: 1, province: "Jiangsu" },
      { at: 1, status: "stop", ...second },
    ];
    expect(scoresOf(impossibleTravel, "wlan", rows)[1]).toBe(-Infinity);
  });

  it("takes a login without bytes for somebody", () => {
    const rows = [
      { at: 1, down: 1, province: "Jiangsu" },
      { at: 1, status: "start", province: "Gansu" },
    ];
    expect(scoresOf(impossibleTravel, "wlan", rows)[1]).toBeGreaterThan(60_000);
  });
});

describe("province-velocity", () => {
  it("counts this province as one and others by how lately they were seen", () => {
    const rows = [
      { at: 0, province: "Jiangsu" },
      { at: 6, province: "Gansu" },
      { at: 12, province: "Shandong" },
      { at: 12, province: "unknown" },
      { at: 24, province: "Shandong" },
      { at: 36, province: "Shandong" },
    ];
    expect(scoresOf(provinceVelocity, "wlan", rows)).toEqual([1, 1.75, 2.25, -Infinity, 1.25, 1]);
  });

  it("keeps lines apart", () => {
    const rows = ["Jiangsu", "Gansu"].map((province, device) => ({ at: 1, device, province }));
    expect(scoresOf(provinceVelocity, "flows", rows)).toEqual([1, 1]);
  });
});

describe("new-device", () => {
  it("counts addresses by how lately they were first seen", () => {
    const rows = [
      { at: 0, clientMac: 7 },
      { at: 12, clientMac: 7 },
      { at: 12, clientMac: 8 },
      { at: 24, clientMac: 7 },
      { at: 36, clientMac: 9 },
    ];
    expect(scoresOf(newDevice, "wlan", rows)).toEqual([1, 0.5, 1.5, 0.5, 1]);
  });

  it("knows address 0 like any other, and remembers thirty-two", () => {
    const many = Array.from({ length: 33 }, (_, mac) => ({ at: mac / 60, clientMac: mac }));
    const rows = [...many, { at: 48, clientMac: 32 }, { at: 48, clientMac: 0 }];
    expect(scoresOf(newDevice, "wlan", rows).slice(-2)).toEqual([0, 1]);
  });
});

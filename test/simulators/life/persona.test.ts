import { describe, expect, it } from "vitest";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { PlanSetting } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";

const scenario = aScenario();
const fleet = Array.from({ length: 4000 }, (_, device) => drawPersona("1", scenario, device));
const share = (yes: (p: (typeof fleet)[number]) => boolean) => fleet.filter(yes).length / 4000;

describe("drawPersona", () => {
  it("gives a device the same person alone, in a larger fleet and beyond the fleet", () => {
    for (const device of [0, 3, 99, 100, 3999]) {
      expect(drawPersona("1", aScenario({ devices: 1 }), device)).toEqual(fleet[device]);
    }
  });

  it("gives another seed other people", () => {
    expect(drawPersona("2", scenario, 7)).not.toEqual(fleet[7]);
  });

  it("joins only devices of one block of four, around the lowest of them", () => {
    for (const { device, household } of fleet) {
      expect(Math.floor(household / 4)).toBe(Math.floor(device / 4));
      expect(fleet[household]?.household).toBe(household);
      for (let d = household; d <= device; d++) expect(fleet[d]?.household).toBe(household);
    }
    const homes = new Set(fleet.map((p) => p.household)).size;
    // Each of 1,000 blocks is cut at three joints with probability 1/2: 2.5 homes, sd 0.87.
    expect(Math.abs(homes - 2500)).toBeLessThan(5 * 0.87 * Math.sqrt(1000));
  });

  it("leaves the first password to the share of accounts that a scenario says, and changes nothing else", () => {
    const open = aScenario({ firstPasswords: 0.3 });
    let first = 0;
    for (const before of fleet.slice(0, 2000)) {
      const { firstPassword, ...rest } = drawPersona("1", open, before.device);
      expect(rest).toEqual(before);
      if (firstPassword) first++;
    }
    expect(Math.abs(first / 2000 - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / 2000));
  });

  it("gives a household one home: province and Wi-Fi", () => {
    for (const p of fleet) {
      const first = fleet[p.household];
      expect([p.homeProvince, p.hasHomeWifi]).toEqual([first?.homeProvince, first?.hasHomeWifi]);
    }
  });

  it.each([
    ["video through a sharing CDN", 0.04, (p: (typeof fleet)[number]) => p.p2pVideo],
    ["a hotspot in use", 0.06, (p: (typeof fleet)[number]) => p.hotspotUser],
    ["a WLAN account in use", 0.25, (p: (typeof fleet)[number]) => p.wlanAccount === 1],
    ["a dormant WLAN account", 0.15, (p: (typeof fleet)[number]) => p.wlanAccount === 2],
  ])("gives %s to %d of the people", (_, expected, yes) => {
    const error = Math.sqrt((expected * (1 - expected)) / 4000);
    expect(Math.abs(share(yes) - expected)).toBeLessThan(4.5 * error);
  });

  it("numbers each WLAN account once, and none for those without", () => {
    const numbers = fleet.filter((p) => p.wlanAccount > 0).map((p) => p.accountNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).not.toContain(0);
    expect(fleet.every((p) => (p.wlanAccount === 0) === (p.accountNumber === 0))).toBe(true);
  });

  it("spreads use as the preset says: log factors have its sigma and a mean factor of one", () => {
    const logs = fleet.map((p) => Math.log(p.volumeFactor));
    const mean = logs.reduce((a, b) => a + b) / logs.length;
    const variance = logs.reduce((a, b) => a + (b - mean) * (b - mean), 0) / logs.length;
    expect(mean).toBeCloseTo(-1.28, 0.9);
    expect(Math.abs(Math.sqrt(variance) - 1.6)).toBeLessThan(0.08);
  });

  it("obeys a scenario's own province and billing day", () => {
    const here = aScenario({ homeProvince: 17, billingDay: 1 });
    for (let device = 0; device < 50; device++) {
      expect(drawPersona("1", here, device)).toMatchObject({ homeProvince: 17, billingDay: 1 });
    }
  });

  it("hands out plans by their shares", () => {
    const plans = [0.25, 0.75].map((share) => ({ share }) as PlanSetting);
    const second = Array.from({ length: 2000 }, (_, d) =>
      drawPersona("1", aScenario({ plans }), d),
    ).filter((p) => p.plan === 1).length;
    expect(Math.abs(second / 2000 - 0.75)).toBeLessThan(0.045);
  });
});

describe("a line that the scenario describes", () => {
  const lines = [
    { from: 2, to: 4, persona: { volumeFactor: 2.5, segment: 2, wlanAccount: 2 as const } },
    { from: 8, to: 14, together: true as const, persona: {} },
  ];
  const described = aScenario({ lines });
  const drawn = (device: number) => drawPersona("1", described, device);

  it("has what is said of it, and all else as it was drawn", () => {
    for (const device of [2, 3]) {
      expect(drawn(device)).toEqual({
        ...fleet[device],
        ...lines[0]?.persona,
        accountNumber: device + 1,
      });
    }
  });

  it("changes nobody else", () => {
    for (const device of [0, 1, 4, 5, 6, 7, 16, 99]) expect(drawn(device)).toEqual(fleet[device]);
  });

  it("lives with its own household alone, in one home", () => {
    for (let device = 8; device < 14; device++) {
      expect(drawn(device).household).toBe(8);
      expect(drawn(device).homeProvince).toBe(drawn(8).homeProvince);
      expect(drawn(device).hasHomeWifi).toBe(drawn(8).hasHomeWifi);
    }
    for (const seed of ["1", "2", "3", "4", "5"]) {
      for (const device of [7, 14, 15]) {
        const { household } = drawPersona(seed, described, device);
        expect(household < 8 || household >= 14).toBe(true);
      }
    }
  });
});

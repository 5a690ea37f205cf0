import { describe, expect, test } from "vitest";
import { checkParams } from "../../../datasets/param.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { keyedRandom } from "../../../simulators/chance/streams.ts";
import { PLAIN_NOTICES, stepBits } from "../../../simulators/charging/notice-terms.ts";
import { PLAIN_HABITS, PLAIN_SETTINGS } from "../../../simulators/life/device-life.ts";
import { INCIDENT_MODELS } from "../../../simulators/models/catalogue.ts";
import { ALL_APPS, appBits } from "../../../simulators/network/route.ts";
import { PLAIN_ACCOUNT } from "../../../simulators/network/wlan-account.ts";
import type { SafeguardTargets } from "../../../simulators/safeguard.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";

const plain = (): SafeguardTargets => ({
  settings: { ...PLAIN_SETTINGS },
  habits: { ...PLAIN_HABITS },
  account: { ...PLAIN_ACCOUNT },
  terms: { moneyStop: 100_000, volumeStop: 0, lag: null },
  checks: { sessionsAtOnce: 0 },
  notices: { ...PLAIN_NOTICES },
});

function applied(name: string, options: Readonly<Record<string, number>> = {}, to = plain()) {
  const safeguard = SAFEGUARDS.find((candidate) => candidate.name === name);
  const params = Object.entries(safeguard?.params ?? {});
  const filled = Object.fromEntries(params.map(([key, param]) => [key, param.default]));
  safeguard?.apply(to, { ...filled, ...options }, keyedRandom("s", 0, "safeguard"));
  return to;
}

/** An owner who reads most of what he is sent, and acts ten minutes later. */
const HEARS = { ...PLAIN_NOTICES, reads: 0.7, actsAfter: 10 * MINUTE };

describe("SAFEGUARDS", () => {
  test.each([
    ["restrict-background", { settings: { ...PLAIN_SETTINGS, unseenWifiOnly: ALL_APPS } }],
    [
      "app-wifi-only",
      {
        settings: {
          ...PLAIN_SETTINGS,
          wifiOnly: appBits(["video", "store", "cloud", "game", "download", "map"]),
        },
      },
    ],
    ["wifi-assist-off", { settings: { ...PLAIN_SETTINGS, wifiFallback: false } }],
    ["hotspot-timeout", { settings: { ...PLAIN_SETTINGS, hotspotTimeout: 10 * MINUTE } }],
    ["stay-on-stable-version", { settings: { ...PLAIN_SETTINGS, firstReleases: false } }],
    ["schedule-updates", { settings: { ...PLAIN_SETTINGS, updateHour: 3 } }],
    ["clear-cache", { settings: { ...PLAIN_SETTINGS, cacheCleared: 7 * DAY } }],
    [
      "smart-disconnect",
      {
        settings: {
          ...PLAIN_SETTINGS,
          unseenWifiOnly: ALL_APPS & ~appBits(["messaging", "mail", "map", "push"]),
        },
        terms: { moneyStop: 100_000, volumeStop: 30 * GB, lag: 0 },
      },
    ],
    ["mobile-data-off-by-default", { habits: { ...PLAIN_HABITS, dataOffUnused: true } }],
    ["wifi-only-updates", { settings: { ...PLAIN_SETTINGS, updatesOverCellular: false } }],
    ["manual-updates", { settings: { ...PLAIN_SETTINGS, automaticUpdates: false } }],
    ["deny-permissions", { settings: { ...PLAIN_SETTINGS, broadPermissions: false } }],
    ["official-store-only", { settings: { ...PLAIN_SETTINGS, otherStores: false } }],
    ["avoid-links", { settings: { ...PLAIN_SETTINGS, unknownLinks: false } }],
    ["location-off", { settings: { ...PLAIN_SETTINGS, location: false } }],
    ["airplane-at-night", { habits: { ...PLAIN_HABITS, airplaneAtNight: true } }],
    ["hotspot-off-at-night", { habits: { ...PLAIN_HABITS, hotspotOffAtNight: true } }],
    ["two-factor-login", { account: { ...PLAIN_ACCOUNT, secondFactor: true } }],
    ["unique-passwords", { account: { ...PLAIN_ACCOUNT, ownPassword: true } }],
    ["disconnect-on-closure", { account: { ...PLAIN_ACCOUNT, endsSessions: true } }],
    ["check-bill", { notices: { ...HEARS, lookEvery: DAY, lookHour: 7, lookFactor: 3, reads: 0 } }],
    [
      "usage-meter",
      {
        notices: {
          ...HEARS,
          ...{ steps: stepBits([0.8, 1]), meterEvery: 15 * MINUTE, meterBytes: 200 * MB },
        },
      },
    ],
    [
      "usage-notices",
      {
        notices: {
          ...HEARS,
          ...{ steps: stepBits([0.5, 0.8, 0.85, 1]), moneyStep: 5_000, lag: 6.5 * HOUR },
        },
      },
    ],
    ["geo-alert", { notices: { ...HEARS, elsewhere: true } }],
    [
      "anomaly-alert",
      { notices: { ...HEARS, unusual: 10, unusualBytes: 500 * MB, unusualLag: HOUR } },
    ],
    ["dual-cap-stop", { terms: { moneyStop: 50_000, volumeStop: 15 * GB, lag: 0 } }],
    ["session-limit", { checks: { sessionsAtOnce: 2 } }],
  ])("%s changes its own target and leaves the others alone", (name, expected) => {
    expect(applied(name)).toEqual({ ...plain(), ...expected });
  });

  test("education is followed piece by piece, and by more where more follow", () => {
    const at = (taken: number) => applied("education", { taken }).settings;
    expect(at(0)).toEqual(PLAIN_SETTINGS);
    expect(at(1)).toEqual({
      ...PLAIN_SETTINGS,
      ...{ unknownLinks: false, broadPermissions: false, otherStores: false },
      ...{ unseenWifiOnly: ALL_APPS, updatesOverCellular: false },
    });
    const count = (taken: number) => {
      const settings = Object.entries(at(taken));
      return settings.filter(([key, value]) => value !== Reflect.get(PLAIN_SETTINGS, key)).length;
    };
    expect([0.2, 0.5, 0.8].map(count)).toEqual([0.2, 0.5, 0.8].map(count).sort((a, b) => a - b));
  });

  test("keep what is tighter already", () => {
    const terms = { moneyStop: 10_000, volumeStop: GB, lag: HOUR };
    const tight = { ...plain(), terms, checks: { sessionsAtOnce: 1 } };
    expect(applied("dual-cap-stop", { lag: 2 * HOUR }, tight).terms).toEqual(terms);
    expect(applied("session-limit", {}, tight).checks).toEqual({ sessionsAtOnce: 1 });
    const notices = {
      ...{ ...HEARS, steps: 1, moneyStep: 1, lag: 1, unusual: 1, unusualBytes: 1, unusualLag: 1 },
      ...{ meterEvery: 1, meterBytes: 1, elsewhere: true, lookEvery: 1, lookHour: 9 },
      ...{ lookFactor: 1, reads: 1, actsAfter: 1 },
    };
    const told = ["check-bill", "usage-meter", "usage-notices", "geo-alert", "anomaly-alert"];
    for (const name of told) {
      const after = applied(name, {}, { ...plain(), notices: { ...notices } }).notices;
      expect({ ...after, steps: after.steps & 1 }, name).toEqual(notices);
    }
  });

  test("are listed in order of their names, each with a summary and someone who can turn it on", () => {
    const names = SAFEGUARDS.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    for (const { summary, by } of SAFEGUARDS) {
      expect(summary).not.toBe("");
      expect(["owner", "seller", "operator"]).toContain(by);
    }
  });

  test("claim incident kinds that there are, each once and with who says so", () => {
    const kinds = INCIDENT_MODELS.map(({ name }) => name);
    for (const { name, claims } of SAFEGUARDS) {
      expect(claims.length, name).toBeGreaterThan(0);
      expect(new Set(claims.map(({ kind }) => kind)).size, name).toBe(claims.length);
      for (const { kind, source } of claims) {
        expect(kinds, name).toContain(kind);
        expect(source, name).toMatch(/\w/);
      }
    }
  });

  test("say of each option what it is, its bounds, and where its default comes from", () => {
    for (const { name, params } of SAFEGUARDS) {
      expect(() => checkParams(name, params)).not.toThrow();
      for (const { min, max } of Object.values(params)) {
        expect([min, max], name).not.toContain(undefined);
      }
    }
  });
});

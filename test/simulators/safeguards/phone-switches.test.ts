import { describe, expect, test } from "vitest";
import { type Quiet, quietLines } from "./quiet-lines.ts";

const EVERYDAY: Quiet = { normal: true };

/**
 * What a safeguard leaves of the billed bytes of a model, and of all that the phone moves, at least and
 * at most. Where the bill falls and the phone moves as much, bytes went over Wi-Fi instead.
 */
type Effect = readonly [
  safeguard: string,
  model: string,
  billed: readonly [number, number],
  phone: readonly [number, number],
  quiet: Quiet,
];

const EFFECTS: readonly Effect[] = [
  ["restrict-background", "wifi-fallback-upload", [0, 0], [0.8, 1.2], {}],
  ["restrict-background", "app-auto-update", [0, 0], [0.5, 1.2], {}],
  ["restrict-background", "first-backup", [0, 0.3], [0.4, 1.2], {}],
  ["restrict-background", "bt-over-hotspot", [1, 1], [1, 1], {}],
  ["restrict-background", "wlan-credential-theft", [1, 1], [1, 1], {}],
  ["restrict-background", "push-flood", [0.05, 0.8], [0.3, 1.1], {}],
  // Feeds load when they are opened, files and updates wait for Wi-Fi.
  ["restrict-background", "background-sync", [0.2, 0.6], [0.5, 1], EVERYDAY],
  ["restrict-background", "cloud-backup", [0, 0], [0.6, 1.1], EVERYDAY],
  ["restrict-background", "web", [1, 1], [1, 1], EVERYDAY],
  ["app-wifi-only", "video", [0, 0], [0, 0.9], EVERYDAY],
  ["app-wifi-only", "messaging", [1, 1], [1, 1], EVERYDAY],
  ["app-wifi-only", "bt-over-hotspot", [1, 1], [1, 1], {}],
  // Half of the access points that fail are heard all the same.
  ["wifi-assist-off", "wifi-fallback-upload", [0.1, 0.9], [0.7, 1.2], {}],
  ["wifi-assist-off", "bt-over-hotspot", [1, 1], [1, 1], {}],
  ["wifi-assist-off", "web", [0.98, 1], [0.98, 1], EVERYDAY],
  ["hotspot-timeout", "bt-over-hotspot", [0.97, 1], [0.97, 1], {}],
  ["hotspot-timeout", "hotspot-pc-housekeeping", [0.97, 1], [0.97, 1], {}],
  ["stay-on-stable-version", "buggy-app-version", [0, 0], [0, 0], {}],
  ["stay-on-stable-version", "runaway-sync", [1, 1], [1, 1], {}],
  // They wait for an hour and take the network of that hour: on a night without Wi-Fi, cellular.
  ["schedule-updates", "store-update", [0, 0.5], [0.5, 1.2], EVERYDAY],
  ["schedule-updates", "app-auto-update", [0.8, 1], [0.8, 1.2], {}],
  ["schedule-updates", "chosen-app-updates", [1, 1], [1, 1], {}],
  ["mobile-data-off-by-default", "wifi-fallback-upload", [0, 0], [0.8, 1.2], {}],
  ["mobile-data-off-by-default", "bt-over-hotspot", [0, 0.6], [0, 0.6], {}],
  ["mobile-data-off-by-default", "video", [0.99, 1], [0.99, 1], EVERYDAY],
  // What was cached is fetched again.
  ["clear-cache", "web", [1.5, 5], [1.2, 5], EVERYDAY],
  ["clear-cache", "app-auto-update", [1, 1], [1, 1], {}],
  ["clear-cache", "runaway-sync", [1, 1], [1, 1], {}],
];

describe("switches of a phone", () => {
  test.each<Effect>(EFFECTS)(
    "%s leaves of what %s bills %j, of what the phone moves %j",
    (on, model, billed, phone, quiet) => {
      const filled = on === "clear-cache" ? { every: 86_400_000 } : {};
      const without = quietLines(model, [], quiet);
      const guarded = quietLines(model, [on], { ...quiet, filled });
      expect(without.billed).toBeGreaterThan(0);
      const left = guarded.billed / without.billed;
      expect(left).toBeGreaterThanOrEqual(billed[0]);
      expect(left).toBeLessThanOrEqual(billed[1]);
      // A thief's client moves nothing on the phone.
      const moved = without.phone === 0 ? 1 : guarded.phone / without.phone;
      expect(moved).toBeGreaterThanOrEqual(phone[0]);
      expect(moved).toBeLessThanOrEqual(phone[1]);
    },
  );

  test("restrict-background takes the apps that its owner chose, each on its own", () => {
    const all = quietLines("background-sync", [], EVERYDAY).billed;
    const some = quietLines("background-sync", ["restrict-background"], {
      ...EVERYDAY,
      filled: { share: 0.5 },
    });
    const none = quietLines("background-sync", ["restrict-background"], EVERYDAY);
    expect(some.billed).toBeGreaterThan(1.1 * none.billed);
    expect(some.billed).toBeLessThan(0.95 * all);
  });
});

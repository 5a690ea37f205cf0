import { describe, expect, test } from "vitest";
import { HOUR } from "../../../datasets/sizes.ts";
import { keyedRandom } from "../../../simulators/chance/streams.ts";
import { PLAIN_NOTICES } from "../../../simulators/charging/notice-terms.ts";
import { PLAIN_HABITS, PLAIN_SETTINGS } from "../../../simulators/life/device-life.ts";
import { PLAIN_ACCOUNT } from "../../../simulators/network/wlan-account.ts";
import { antivirus } from "../../../simulators/safeguards/antivirus.ts";
import { quietLines } from "./quiet-lines.ts";

const settingsAfter = (share: number, delay = 6 * HOUR, device = 0, before = PLAIN_SETTINGS) => {
  const targets = {
    ...{ settings: { ...before }, habits: { ...PLAIN_HABITS }, account: { ...PLAIN_ACCOUNT } },
    terms: { moneyStop: 0, volumeStop: 0, lag: null },
    checks: { sessionsAtOnce: 0 },
    notices: { ...PLAIN_NOTICES },
  };
  antivirus.apply(targets, { share, delay }, keyedRandom("s", device, "safeguard/antivirus"));
  return targets.settings;
};
const FAMILIES = ["thiefRemoval", "adPlayerRemoval", "relayRemoval"] as const;
const known = (share: number) =>
  Array.from({ length: 300 }, (_, device) => settingsAfter(share, HOUR, device)).flatMap(
    (settings, device) =>
      FAMILIES.filter((family) => settings[family] !== null).map((family) => device + family),
  );

describe("antivirus", () => {
  test("knows the share of families that it says, and at a larger share the same ones too", () => {
    const [few, more] = [known(0.3), known(0.6)];
    expect(few.length / 900).toBeCloseTo(0.3, 1);
    expect(more.length / 900).toBeCloseTo(0.6, 1);
    expect(few.filter((one) => !more.includes(one))).toEqual([]);
    expect(settingsAfter(0)).toEqual(PLAIN_SETTINGS);
  });

  test("keeps a removal that comes sooner", () => {
    const sooner = { ...PLAIN_SETTINGS, thiefRemoval: HOUR };
    expect(settingsAfter(1, 6 * HOUR, 0, sooner).thiefRemoval).toBe(HOUR);
  });

  test.each(["malware-exfil", "ad-fraud", "proxyware", "unknown-source-app"])(
    "%s does the same until it is removed, and nothing begins after that",
    (kind) => {
      const without = quietLines(kind, []);
      const filled = { share: 1, delay: 6 * HOUR };
      const guarded = quietLines(kind, ["antivirus"], { filled });
      expect(guarded.billed).toBeGreaterThan(0);
      expect(guarded.billed).toBeLessThan(without.billed);
      const { from } = guarded.scenario;
      const early = (rows: typeof without.flows) =>
        rows.filter(({ start }) => (start as number) < from + 6 * HOUR);
      expect(early(guarded.flows)).toEqual(early(without.flows));
      const atOnce = quietLines(kind, ["antivirus"], { filled: { share: 1, delay: 0 } });
      expect([atOnce.billed, atOnce.phone, atOnce.cases.length]).toEqual([0, 0, 0]);
      expect(quietLines(kind, ["antivirus"], { filled: { share: 0 } }).billed).toBe(without.billed);
    },
  );

  test.each(["voice-memo-upload", "wanted-vpn-relay", "buggy-app-version"])(
    "%s keeps every byte",
    (kind) => {
      const filled = { share: 1, delay: 0 };
      expect(quietLines(kind, ["antivirus"], { filled }).billed).toBe(quietLines(kind, []).billed);
    },
  );
});

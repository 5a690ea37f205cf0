import { describe, expect, test } from "vitest";
import { DAY, GB, HOUR, MB } from "../../../../datasets/sizes.ts";
import { proxyware } from "../../../../simulators/models/incidents/proxyware.ts";
import { cryptoNode } from "../../../../simulators/models/look-alikes/crypto-node.ts";
import { wantedVpnRelay } from "../../../../simulators/models/look-alikes/wanted-vpn-relay.ts";
import { vpnRelay } from "../../../../simulators/protocols/vpn-relay.ts";
import { bytesOf, medianOf, networksOf, playsOf } from "../plays-of.ts";
import { bytesANight, nightShare, upShare } from "../twin-features.ts";

const LINES = 60;

describe("proxyware", () => {
  const plays = playsOf(proxyware, LINES);
  const daily = plays.map((play) => {
    return (bytesOf(play) * DAY) / (play.episode.end - play.episode.start);
  });

  test("moves 0.05 to 2 GB a day for two to five days, at all hours", () => {
    // Bursts are drawn one by one, so a quiet relay is off by some of them.
    expect(Math.min(...daily)).toBeGreaterThan(0.03 * GB);
    expect(Math.max(...daily)).toBeLessThan(2.2 * GB);
    expect(medianOf(daily)).toBeGreaterThan(0.15 * GB);
    expect(medianOf(daily)).toBeLessThan(0.7 * GB);
    for (const { episode } of plays) {
      expect((episode.end - episode.start) / DAY).toBeGreaterThanOrEqual(2);
      expect((episode.end - episode.start) / DAY).toBeLessThanOrEqual(5);
    }
    expect(medianOf(plays.map(nightShare))).toBeGreaterThan(0.3);
  });

  test("sends as much as it receives, to hundreds of remotes, by one protocol of tunnels", () => {
    for (const play of plays) {
      expect(Math.abs(upShare(play) - 0.5)).toBeLessThan(0.02);
      for (const { remotes, protocol, foreground } of play.transfers) {
        expect(remotes).toBeGreaterThanOrEqual(100);
        expect(remotes).toBeLessThanOrEqual(400);
        expect([protocol, foreground]).toEqual([vpnRelay, 0]);
      }
    }
    const bursts = plays.flatMap(({ transfers }) => transfers.map(({ up, down }) => up + down));
    expect(medianOf(bursts)).toBeGreaterThan(2.5 * MB);
    expect(medianOf(bursts)).toBeLessThan(3.5 * MB);
  });
});

test.each([proxyware, wantedVpnRelay, cryptoNode])(
  "$name keeps to Wi-Fi, out of sight alone, where background data is off",
  (model) => {
    const guarded = playsOf(model, LINES, { safeguards: ["restrict-background"] });
    for (const { foreground, network } of guarded.flatMap(({ transfers }) => transfers)) {
      expect(network).toBe(foreground === 1 ? "any" : "wifi-only");
    }
    expect(guarded.map(bytesOf)).toEqual(playsOf(model, LINES).map(bytesOf));
    expect(networksOf(playsOf(model, LINES))).toEqual(["any"]);
  },
);

test("wanted-vpn-relay keeps one tunnel, both ways alike, mostly for days", () => {
  const plays = playsOf(wantedVpnRelay, LINES, { options: { many: 0 } });
  for (const play of plays) {
    expect(play.transfers.every(({ remotes }) => remotes === 0)).toBe(true);
    expect(Math.abs(upShare(play) - 0.5)).toBeLessThan(0.06);
  }
  const long = plays.filter(({ episode }) => episode.end - episode.start > DAY).length;
  expect(long / LINES).toBeGreaterThan(0.5);
});

test("crypto-node moves a relay's day in one sitting of some hours", () => {
  const plays = playsOf(cryptoNode, LINES, { options: { sitting: 1 } });
  for (const { episode } of plays) {
    expect((episode.end - episode.start) / HOUR).toBeLessThanOrEqual(6);
  }
  const ratio =
    medianOf(plays.map(bytesANight)) / medianOf(playsOf(proxyware, LINES).map(bytesANight));
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(1.6);
});

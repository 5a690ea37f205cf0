import { describe, expect, it } from "vitest";
import { GB, MB } from "../../../datasets/sizes.ts";
import { exfilRatio } from "../../../detectors/traces/exfil-ratio.ts";
import { tetherFingerprint } from "../../../detectors/traces/tether-fingerprint.ts";
import { uplinkSymmetry } from "../../../detectors/traces/uplink-symmetry.ts";
import { plainFleet, scoresOf } from "../rows.ts";

describe("exfil-ratio", () => {
  it.each([
    ["a night of uploads", 300 * MB, 0, 2],
    ["a call cancels out", 300 * MB, 290 * MB, -Infinity],
    ["a download says nothing", 10 * MB, 900 * MB, -Infinity],
    ["a handful of photos says nothing", 20 * MB, 0, -Infinity],
    ["a byte more does", 20 * MB + 1, 0, 0.133],
  ])("%s", (_, up, down, score) => {
    expect(scoresOf(exfilRatio, "flows", [{ at: 1, up, down }])).toEqual([score]);
  });

  it.each([
    [5.4, 2],
    [6, 1],
  ])("forgets after six hours: %f", (later, score) => {
    const rows = [0, later].map((at) => ({ at, up: 150 * MB }));
    expect(scoresOf(exfilRatio, "flows", rows)[1]).toBe(score);
  });
});

describe("uplink-symmetry", () => {
  it.each([
    ["a torrent that fetches from quick seeds", 40 * MB, 960 * MB, 0.042],
    ["a torrent that gives as it takes", 400 * MB, 600 * MB, 0.667],
    ["a chat is too small to count fully", 5 * MB, 5 * MB, 0.02],
    ["nothing sent", 0, GB, -Infinity],
  ])("%s", (_, up, down, score) => {
    expect(scoresOf(uplinkSymmetry, "flows", [{ at: 1, up, down }])).toEqual([score]);
  });
});

describe("tether-fingerprint", () => {
  it.each([
    ["a hop is gone from 64", { ttl: 63 }, 1],
    ["a hop is gone from 128", { ttl: 127 }, 1],
    ["a phone's own", { ttl: 64, osFingerprint: "ios" }, -Infinity],
    ["a system that no phone runs", { ttl: 64, osFingerprint: "windows" }, 1],
    ["nothing is known", {}, -Infinity],
  ])("on the probe's view: %s", (_, marks, score) => {
    const rows = [{ at: 1, down: 5 * GB, ...marks }];
    expect(scoresOf(tetherFingerprint, "flows", rows)).toEqual([score]);
  });

  it("believes the phone's own flag on its own view, and leaves private Wi-Fi out", () => {
    const rows = [
      { at: 1, down: GB, tethering: 1, access: "cellular" },
      { at: 1, down: GB, tethering: 0, access: "cellular" },
      { at: 1, down: GB, tethering: 1, access: "wifi" },
    ];
    expect(scoresOf(tetherFingerprint, "netstats", rows)).toEqual([0.2, -Infinity, -Infinity]);
  });

  it("leaves out lines that are meant for many", () => {
    const fleet = plainFleet({ deviceType: new Uint8Array(4).fill(3) });
    const rows = [{ at: 1, down: GB, ttl: 63 }];
    expect(scoresOf(tetherFingerprint, "flows", rows, {}, fleet)).toEqual([-Infinity]);
  });
});

import { describe, expect, it } from "vitest";
import { GB, MB } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { DEVICE_TYPES } from "../../../datasets/vocabularies.ts";
import { tetheringMeter } from "../../../detectors/traces/tethering-meter.ts";
import { plainFleet, scoresOf } from "../rows.ts";

const guest = (at: number, mb: number, marks = {}) => ({
  ...{ at, down: mb * MB, app: "system", ttl: 127, access: "cellular", ...marks },
});

describe("tethering-meter", () => {
  it.each([
    ["a system's update", [guest(9, 512)], 1],
    ["by its system alone", [guest(9, 512, { ttl: 0, osFingerprint: "windows" })], 1],
    ["the phone's own", [guest(9, 512, { ttl: 64 })], -Infinity],
    ["a film", [guest(9, 512, { app: "video" })], -Infinity],
    ["beside as much film", [guest(9, 512, { app: "video" }), guest(10, 512)], 0.5],
    ["a drive and a game", [guest(9, 256, { app: "cloud" }), guest(10, 256, { app: "game" })], 1],
    ["what is twelve hours old", [guest(9, 900), guest(21.1, 512)], 1],
    ["private Wi-Fi", [guest(9, 512, { access: "wifi" })], -Infinity],
  ])("measures what guests do by themselves: %s", (_, rows, score) => {
    expect(scoresOf(tetheringMeter, "flows", rows, { bytes: GB / 2 }).at(-1)).toBe(score);
  });

  it("leaves lines out that are meant for many", () => {
    const router = codeOf(DEVICE_TYPES, "router", "deviceType");
    const fleet = plainFleet({ deviceType: new Uint8Array(4).fill(router) });
    expect(scoresOf(tetheringMeter, "flows", [guest(9, 512)], {}, fleet)).toEqual([-Infinity]);
  });
});

import { describe, expect, it } from "vitest";
import { MB } from "../../datasets/sizes.ts";
import { loginBurst } from "../../detectors/logins/login-burst.ts";
import { missingWifi } from "../../detectors/phone/missing-wifi.ts";
import { storeUnseen } from "../../detectors/phone/store-unseen.ts";
import { idleLoad } from "../../detectors/traces/idle-load.ts";
import { storeBatch } from "../../detectors/traces/store-batch.ts";
import { uploadApps } from "../../detectors/traces/upload-apps.ts";
import { uploadRuns } from "../../detectors/traces/upload-runs.ts";
import { type RowFields, scoresOf } from "./rows.ts";

const cellular = "cellular";

describe("missing-wifi", () => {
  /** Nights on Wi-Fi at 2 o'clock, and one more with what is given; a row at 4 closes the bucket. */
  function nights(days: number, last: Readonly<Record<string, number | string>>): RowFields[] {
    const wifi = Array.from({ length: days }, (_, day) => ({
      ...{ at: 24 * day + 4, start: 24 * day + 2, down: 1, access: "wifi" },
    }));
    const at = 24 * days;
    return [
      ...wifi,
      { at: at + 4, start: at + 2, down: 100 * MB, access: cellular, ...last },
      { at: at + 6, start: at + 4, down: 1, access: cellular },
    ];
  }

  it.each([
    ["in the background", { down: 50 * MB }, 1],
    ["of three times as many", { down: 150 * MB }, 2],
    ["on screen", { foreground: 1 }, -Infinity],
    ["of a guest", { tethering: 1 }, -Infinity],
    ["over Wi-Fi after all", { access: "wifi" }, -Infinity],
    ["at another hour", { start: 126 }, -Infinity],
  ])("finds bytes where five nights were on Wi-Fi: %s", (_, last, score) => {
    expect(scoresOf(missingWifi, "netstats", nights(5, last)).at(-1)).toBe(score);
  });

  it.each([
    [2, -Infinity],
    [3, 1],
  ])("calls nothing usual before three days: %i", (days, score) => {
    const last = { down: 50 * MB };
    expect(scoresOf(missingWifi, "netstats", nights(days, last)).at(-1)).toBe(score);
  });

  it("takes the share of days, silent ones too", () => {
    const rows = nights(4, { down: 50 * MB }).filter((_, i) => i !== 1);
    expect(scoresOf(missingWifi, "netstats", rows).at(-1)).toBe(0.75);
  });
});

describe("store-unseen", () => {
  const store = { app: "store", access: cellular };
  it.each([
    ["all of it unseen", [{ at: 3, down: 200 * MB, ...store }], [1]],
    ["three times as much", [{ at: 3, down: 600 * MB, ...store }], [2]],
    ["all of it on screen", [{ at: 3, down: 400 * MB, ...store, foreground: 1 }], [-Infinity]],
    ["another app's", [{ at: 3, down: 400 * MB, ...store, app: "video" }], [-Infinity]],
    ["over Wi-Fi", [{ at: 3, down: 400 * MB, ...store, access: "wifi" }], [-Infinity]],
  ])("scores the store's background share: %s", (_, rows, scores) => {
    expect(scoresOf(storeUnseen, "netstats", rows)).toEqual(scores);
  });

  it("weighs both sides within six hours", () => {
    const row = (at: number, foreground: number) => ({ at, down: 200 * MB, ...store, foreground });
    expect(scoresOf(storeUnseen, "netstats", [row(2, 1), row(4, 0), row(14, 0)])).toEqual([
      ...[-Infinity, 0.5, 1],
    ]);
  });
});

describe("store-batch", () => {
  it("adds up the store's 5-tuples within four hours, whatever else is open", () => {
    const rows = [
      { at: 1, flows: 5, app: "store" },
      { at: 2, flows: 90, app: "web" },
      { at: 3, flows: 7, app: "store" },
      { at: 9, flows: 2, app: "store" },
    ];
    expect(scoresOf(storeBatch, "flows", rows)).toEqual([5, -Infinity, 12, 2]);
  });
});

describe("idle-load", () => {
  it.each([
    ["a load alone", [{ at: 1, down: 64 * MB, app: "store" }], 7],
    ["beside half as much film", [film(32.5), { at: 1, down: 66 * MB, app: "store" }], 1],
    ["beside more film", [film(90), { at: 1, down: 66 * MB, app: "store" }], -Infinity],
    ["what is sent is no film", [{ at: 1, up: 64 * MB, app: "video" }], 7],
    ["too little", [{ at: 1, down: 15.5 * MB, app: "store" }], 2.56],
  ])("counts doublings of what was watched: %s", (_, rows, score) => {
    expect(scoresOf(idleLoad, "flows", rows as RowFields[]).at(-1)).toBeCloseTo(score, 1);
  });

  function film(mb: number): RowFields {
    return { at: 0.9, down: mb * MB, app: "video" };
  }
});

describe("upload-runs", () => {
  const up = (minute: number) => ({ at: minute / 60, up: 5 * MB });
  it.each([
    ["one album", [1, 2, 3, 4], 1],
    ["with three minutes between", [1, 5, 9], 3],
    ["with a little less", [1, 4.9, 8.8], 1],
    ["four hours apart", [1, 241], 1],
  ])("counts what silence parts: %s", (_, minutes, runs) => {
    expect(scoresOf(uploadRuns, "flows", minutes.map(up)).at(-1)).toBe(runs);
  });

  it.each([
    ["too small", { up: 0.4 * MB }],
    ["as much comes back", { down: 5 * MB }],
  ])("takes no notice of a row: %s", (_, fields) => {
    expect(scoresOf(uploadRuns, "flows", [{ ...up(1), ...fields }])).toEqual([-Infinity]);
  });
});

describe("upload-apps", () => {
  const sent = (at: number, app: string, mb = 30) => ({ at, up: mb * MB, app });
  it.each([
    ["one", [sent(1, "cloud"), sent(2, "cloud")], 1],
    ["two", [sent(1, "cloud"), sent(2, "mail")], 2],
    ["one and a half", [sent(1, "cloud"), sent(2, "mail", 15)], 1.5],
    ["one at a time", [sent(1, "cloud"), sent(4.1, "mail")], 1],
    ["none that receives more", [{ at: 1, up: MB, down: 9 * MB, app: "mail" }], -Infinity],
  ])("counts the apps of three hours: %s", (_, rows, apps) => {
    expect(scoresOf(uploadApps, "flows", rows).at(-1)).toBe(apps);
  });
});

describe("login-burst", () => {
  it("counts starts within four hours, and no interims or stops", () => {
    const rows = [
      { at: 1, status: "start" },
      { at: 2, status: "interim" },
      { at: 3, status: "start" },
      { at: 4, status: "stop" },
      { at: 9, status: "start" },
    ];
    expect(scoresOf(loginBurst, "wlan", rows)).toEqual([1, -Infinity, 2, -Infinity, 1]);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "../../../datasets/format/manifest.ts";
import { inspectDataset } from "../../../datasets/inspection/inspect.ts";
import { openVolumeHistogram } from "../../../datasets/inspection/volume-histogram.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { DEVICES, FROM, smallData, TO } from "../small-data.ts";
import { writeSmall } from "../small-dataset.ts";

let parent: string;
let dir: string;
let manifest: Manifest;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "billshock-inspect-"));
  dir = join(parent, "data");
  const data = smallData();
  for (const row of data.views.charging) {
    if (row["device"] === 1) row["charged"] = 40_000;
    // Mediation holds one record back for two hours: it arrives after the two that follow it.
    if (row["device"] === 1 && row["seq"] === 5)
      row["visibleAt"] = Number(row["time"]) + 2.5 * HOUR;
  }
  data.views.charging.sort((a, b) => Number(a["visibleAt"]) - Number(b["visibleAt"]));
  manifest = writeSmall(dir, data);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe("inspect", () => {
  it("tells what the manifest knows", () => {
    const found = inspectDataset(dir);
    expect(found).toMatchObject({
      format: 2,
      span: { from: FROM, to: TO },
      devices: DEVICES,
      truth: {
        incidents: { "bt-over-hotspot": 1 },
        lookAlikes: { "steam-hotspot": 1 },
        cases: 1,
      },
    });
    for (const [view, summary] of Object.entries(found.views)) {
      const { rows, up, down, columns, logicalHash } = manifest.views[view as "flows"] ?? {};
      expect(summary).toMatchObject({ rows, up, down, columns, logicalHash });
    }
    expect(found.device).toBeUndefined();
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it("measures how the bytes of a view are spread", () => {
    const { flows, wlan } = inspectDataset(dir).views;
    const { up = 0, down = 0 } = manifest.views.flows ?? {};
    expect(flows?.marginals.upShare).toBeCloseTo(up / (up + down), 12);
    expect(flows?.marginals.dayBytes.mean).toBeCloseTo((up + down) / (2 * DEVICES), 3);
    expect(flows?.marginals.dayBytes.zero).toBe(0);
    const { app = {} } = flows?.marginals.categories ?? {};
    const { p2p, video } = app as Record<string, number>;
    expect(p2p).toBeCloseTo((2 * 40 * MB) / (up + down), 12);
    expect(video).toBeCloseTo((5 * GB + 300) / (up + down), 12);
    expect(flows?.marginals.hours.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    // Two days of four devices, one of which has a session of 5 GB on the first day.
    expect(wlan?.marginals.dayBytes).toMatchObject({ zero: 7 / 8, p50: 0 });
    expect(wlan?.marginals.topShares).toEqual({ top1: 1, top10: 1 });
    expect(wlan?.marginals.hours[10]).toBeCloseTo(1, 12);
  });

  it("reads a device's day: hours, bill with its running total, and episodes", () => {
    const { device } = inspectDataset(dir, { device: 1 });
    expect(device).toMatchObject({ device: 1, plan: "ct2015", currency: "CNY" });
    expect(device?.day).toEqual({ from: FROM + DAY, to: FROM + 2 * DAY });
    expect(device?.views.flows?.rows).toBe(25);
    expect(device?.views.flows?.hours[5]).toBe(1001 + 50_203 + 40 * MB);
    const { records, ...bill } = device?.bill ?? { records: [] };
    // The span begins with a month; the record of its last hour arrived after the end.
    expect(bill).toEqual({ periodFrom: FROM, rated: 47 * 40_000, billed: 100_000 });
    expect(records).toHaveLength(23);
    expect(records[0]).toMatchObject({
      start: FROM + DAY,
      ratingGroup: "data",
      cause: "timeLimit",
      charged: 40_000,
      total: 25 * 40_000,
    });
    expect(device?.episodes).toEqual([
      expect.objectContaining({
        kind: "bt-over-hotspot",
        role: "incident",
        verdict: "anomalous",
        start: FROM + 29 * HOUR + 20 * MINUTE + 311,
      }),
    ]);
  });

  it("adds the bill up in the order in which records closed, not in which they arrived", () => {
    const { records = [] } = inspectDataset(dir, { device: 1, at: FROM }).device?.bill ?? {};
    expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 24 }, (_, seq) => seq));
    expect(records.map(({ total }) => total)).toEqual(records.map(({ seq }) => 40_000 * (seq + 1)));
  });

  it("reads the day that was asked for", () => {
    const { device } = inspectDataset(dir, { device: 0, at: FROM + 3 * HOUR });
    expect(device?.day.from).toBe(FROM);
    expect(device?.episodes).toEqual([]);
    expect(device?.views.wlan).toMatchObject({ rows: 3, up: 300, down: 5 * GB });
  });

  it("refuses a device, a moment and a moment of nobody", () => {
    expect(() => inspectDataset(dir, { device: 4 })).toThrow("device must be in [0, 4), got 4");
    expect(() => inspectDataset(dir, { device: 0, at: TO })).toThrow(`got ${TO}`);
    expect(() => inspectDataset(dir, { at: FROM })).toThrow("at must come with a device");
  });
});

describe("volume histogram", () => {
  it("gives quantiles within 1 %, zeros included", () => {
    const histogram = openVolumeHistogram();
    for (let i = 0; i < 1000; i++) histogram.add(0);
    for (let i = 1; i <= 9000; i++) histogram.add(i * 1000);
    expect(histogram.zeroShare()).toBe(0.1);
    expect(histogram.quantile(0.05)).toBe(0);
    for (const q of [0.2, 0.5, 0.9, 0.999]) {
      const exact = (q * 10_000 - 1000) * 1000;
      expect(Math.abs(histogram.quantile(q) / exact - 1)).toBeLessThan(0.01);
    }
    expect(openVolumeHistogram().quantile(0.5)).toBe(0);
  });
});

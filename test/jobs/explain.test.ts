import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { explainLine } from "../../jobs/explain.ts";
import { DEVICES, FROM, smallData, TO } from "../datasets/small-data.ts";
import { writeSmall } from "../datasets/small-dataset.ts";

const ONSET = FROM + 29 * HOUR + 20 * MINUTE + 311;
let parent: string;
let dir: string;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "billshock-explain-"));
  dir = join(parent, "data");
  const data = smallData();
  for (const row of data.views.charging) {
    // Line 3 pays most on the first day, and moves as much on both.
    if (row["device"] === 3 && row["seq"] === 4) row["charged"] = 700;
    if (row["device"] === 1) row["charged"] = 40_000;
  }
  writeSmall(dir, data);
});
afterAll(() => rmSync(parent, { recursive: true }));

describe("what is explained where nobody says when", () => {
  it.each([
    ["the first case of a line that has one", 1, "first case", ONSET, ONSET + 40_000],
    ["else the day that cost most", 3, "dearest day", FROM, FROM + DAY],
    ["else the day that moved most", 2, "heaviest day", FROM + DAY, FROM + 2 * DAY],
  ])("is %s", (_, device, why, from, to) => {
    expect(explainLine(dir, { device }).about).toEqual({ why, from, to });
  });

  it("is told with six hours before and after it, as far as the span goes", () => {
    expect(explainLine(dir, { device: 1 }).window).toEqual({
      from: ONSET - 6 * HOUR,
      to: ONSET + 40_000 + 6 * HOUR,
    });
    expect(explainLine(dir, { device: 3 }).window).toEqual({ from: FROM, to: FROM + 30 * HOUR });
  });
});

describe("a case", () => {
  it("is told with what each view holds of it, and the first row that its observer could see", () => {
    const { truth, views } = explainLine(dir, { device: 1 });
    const [episode] = truth?.episodes ?? [];
    expect(episode).toMatchObject({
      ...{ kind: "bt-over-hotspot", role: "incident", verdict: "anomalous" },
      ...{ up: 10 * MB, down: 30 * MB },
      case: { attribution: "confirmed", endKind: "self", cost: 0, failedSafeguards: [] },
    });
    expect(episode?.summary).toContain("torrent");
    const seen = { flows: 1, charging: 1, netstats: 1, wlan: 0 };
    for (const [view, rows] of Object.entries(seen)) {
      const share = views[view as "flows"]?.episodes["64"];
      const bytes = rows === 0 ? { up: 0, down: 0 } : { up: 10 * MB, down: 30 * MB };
      expect(share).toMatchObject({ rows, ...bytes });
      const observable = episode?.case?.observable[view as "flows"];
      expect(observable).toEqual({ at: share?.first?.visibleAt ?? null, rows });
    }
  });

  it("stands elsewhere, where the window does not touch it", () => {
    const { truth, views } = explainLine(dir, { device: 1, at: { from: FROM, to: FROM } });
    expect(truth?.episodes).toEqual([]);
    expect(truth?.elsewhere).toEqual([
      { kind: "bt-over-hotspot", role: "incident", start: ONSET, end: ONSET + 40_000 },
    ]);
    expect(views.flows?.episodes).toEqual({});
  });

  it("is none on a line with a look-alike, which is told with what tells it apart", () => {
    const { truth } = explainLine(dir, { device: 2 });
    expect(truth?.episodes).toMatchObject([
      { kind: "steam-hotspot", role: "look-alike", twin: "bt-over-hotspot", case: null },
    ]);
  });
});

describe("what observers saw", () => {
  const hour = { from: FROM + 29 * HOUR, to: FROM + 30 * HOUR };

  it("is every row that touches the window, by app, access and province", () => {
    const { views } = explainLine(dir, { device: 1, at: hour, around: MINUTE });
    // The hour's own row and the torrent's; the records before and after reach into the minutes around it.
    expect(views.flows).toMatchObject({ rows: 2, mostPeers: 90 });
    expect(Object.keys(views.flows?.by["app"] ?? {})).toEqual(["p2p", "web"]);
    expect(views.flows?.by["app"]?.["p2p"]).toEqual({ rows: 1, up: 10 * MB, down: 30 * MB });
    expect(views.charging?.rows).toBe(3);
    expect(views.netstats?.by["whose"]).toMatchObject({ guests: { up: 10 * MB } });
    expect(views.wlan).toMatchObject({ rows: 0, delay: null, distinct: { sessions: 0 } });
  });

  it("came late by the row's own length and by the way to its observer", () => {
    const { views } = explainLine(dir, { device: 1, at: hour, around: MINUTE });
    expect(views.charging?.delay).toEqual({ median: HOUR + 60_000, longest: HOUR + 60_000 });
    expect(views.flows?.delay?.longest).toBe(40_900);
  });

  it("leaves out observers that nobody asks", () => {
    expect(Object.keys(explainLine(dir, { device: 0, views: ["wlan"] }).views)).toEqual(["wlan"]);
  });
});

describe("what was billed", () => {
  it("is the records that closed in the window, with what the period came to before and after", () => {
    const at = { from: FROM + 10 * HOUR, to: FROM + 12 * HOUR };
    const { bill } = explainLine(dir, { device: 1, at, around: HOUR });
    expect(bill).toMatchObject({
      ...{ plan: "ct2015", tariff: "ct2015", currency: "CNY", billedWith: [], periodFrom: FROM },
      ...{ charged: 4 * 40_000, ratedBefore: 8 * 40_000, rated: 12 * 40_000, billed: 100_000 },
      state: { moneyCap: { limit: 100_000, reachedAt: FROM + 3 * HOUR } },
    });
    expect(bill?.records.map(({ seq, total }) => [seq, total])).toEqual(
      [8, 9, 10, 11].map((seq) => [seq, (seq + 1) * 40_000]),
    );
  });
});

describe("explain refuses", () => {
  it.each([
    ["a line", { device: DEVICES }, `explain: device must be in [0, ${DEVICES}), got ${DEVICES}`],
    [
      "a stretch",
      { device: 0, at: { from: TO, to: TO } },
      `explain: at must touch [${FROM}, ${TO}), got ${TO} to ${TO}`,
    ],
    [
      "a stretch that ends before it begins",
      { device: 0, at: { from: FROM + 1, to: FROM } },
      `explain: at must touch [${FROM}, ${TO}), got ${FROM + 1} to ${FROM}`,
    ],
    ["nothing", { device: 0, around: 0 }, "explain: around must be above 0 ms, got 0"],
    [
      "a view",
      { device: 0, views: ["radio"] },
      "explain: view must be one of flows, charging, netstats, wlan, got radio",
    ],
  ])("%s that is not there", (_, options, message) => {
    expect(() => explainLine(dir, options)).toThrow(message);
  });
});

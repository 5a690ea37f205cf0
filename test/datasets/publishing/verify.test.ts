import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Finding } from "../../../datasets/publishing/checks/finding.ts";
import { createDataset } from "../../../datasets/publishing/publish.ts";
import { verifyDataset } from "../../../datasets/publishing/verify.ts";
import { devices } from "../../../datasets/tables/devices.ts";
import { VIEW_TABLES } from "../../../datasets/view.ts";
import { DEVICES, type Row, type SmallData, smallData, TO } from "../small-data.ts";
import { batchOfRows, factsOf, writeSmall } from "../small-dataset.ts";

let parent: string;
let dir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "billshock-verify-"));
  dir = join(parent, "data");
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const errors = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ level }) => level === "error");

function verifyBent(bend: (data: SmallData) => void): Finding[] {
  const data = smallData();
  bend(data);
  writeSmall(dir, data);
  return errors(verifyDataset(dir));
}

const bump = (row: Row | undefined, column: string, by: number): void => {
  if (row) row[column] = Number(row[column] ?? 0) + by;
};

describe("verify", () => {
  it("finds no error in views and truth that agree, and counts every row", () => {
    const manifest = writeSmall(dir);
    const seen: number[][] = [];
    const findings = verifyDataset(dir, (done, total) => seen.push([done, total]));
    expect(errors(findings)).toEqual([]);
    const rows = Object.values(manifest.views).reduce((sum, view) => sum + view.rows, 0);
    expect(seen.at(-1)).toEqual([rows, rows]);
  });

  const bends: [string, string, RegExp, (data: SmallData) => void][] = [
    [
      "a byte that the probe saw and nobody charged",
      "conservation",
      /^up: chargingData must fall short of flowsCellular by at most \d+ bytes/,
      ({ views }) => bump(views.flows[3], "up", 50_000),
    ],
    [
      "bytes that were charged and nobody saw",
      "conservation",
      /flowsCellular must fall short of chargingData by at most 0 bytes/,
      ({ views }) => bump(views.charging[3], "down", 1e6),
    ],
    [
      "bytes that the phone did not count",
      "conservation",
      /^down: flowsCellular must fall short of netstatsCellular by at most 0/,
      ({ views }) => bump(views.netstats[3], "down", 1e6),
    ],
    [
      "a session's byte that the probe did not see",
      "counters",
      /rows of session 1 of device 0 must sum to its counters 300 and 5368709120/,
      ({ views }) => bump(views.wlan[1], "down", 1),
    ],
    [
      "gigawords that were forgotten",
      "counters",
      /counters of session 1 of device 0 must not fall/,
      ({ views }) => bump(views.wlan[2], "gigawordsDown", -1),
    ],
    [
      "rows out of order",
      "order",
      /rows must stand in order of visibleAt/,
      ({ views }) => views.flows.reverse(),
    ],
    [
      "a row that ends before it starts",
      "times",
      /start <= time <= visibleAt must hold/,
      ({ views }) => bump(views.charging[0], "start", 8e6),
    ],
    [
      "a row from after the end",
      "span",
      /visibleAt must be before/,
      ({ views }) => bump(views.netstats.at(-1), "visibleAt", TO),
    ],
    [
      "a seq that stands twice",
      "seq",
      /seq 1 stands twice/,
      ({ views }) => bump(views.wlan[2], "seq", -1),
    ],
    [
      "a flow row over a minute's end",
      "minute",
      /must end within the UTC minute/,
      ({ views }) => bump(views.flows[0], "start", -1000),
    ],
    [
      "half a byte",
      "range",
      /down must be an integer in \[0, 2\^53\), got 50000.5/,
      ({ views }) => bump(views.flows[0], "down", 0.5),
    ],
    [
      "bytes below nothing",
      "range",
      /up must be an integer in \[0, 2\^53\), got -9000/,
      ({ views }) => bump(views.flows[0], "up", -10_000),
    ],
    [
      "a flag of 2",
      "range",
      /roaming must be 0 or 1, got 2/,
      ({ views }) => bump(views.flows[0], "roaming", 2),
    ],
    [
      "a share of 3",
      "range",
      /hiPortShare must be in \[0, 1\], got 3/,
      ({ views }) => bump(views.flows[0], "hiPortShare", 3),
    ],
    [
      "a bundle that covers more than there was",
      "bundle",
      /inBundle must be at most the record's bytes/,
      ({ views }) => bump(views.charging[0], "inBundle", 1),
    ],
    [
      "a record closed by volume before it was full",
      "limit",
      /closed by volume must hold 52428800 to 52429824 bytes/,
      ({ views }) => {
        if (views.charging[0]) views.charging[0]["cause"] = "volumeLimit";
      },
    ],
    [
      "records over each other",
      "overlap",
      /overlaps another record of device 0/,
      ({ views }) => bump(views.charging[8], "start", -1),
    ],
    [
      "truth that names more than the row holds",
      "truth",
      /names more bytes than row/,
      ({ views }) => bump(labelled(views.flows), "truthUp", 1e9),
    ],
    [
      "truth of a device that the episode is not of",
      "truth",
      /episode 128 is of device 2/,
      ({ views }) => bump(labelled(views.flows), "truth", 64),
    ],
    [
      "truth that names an episode twice for a row",
      "truth",
      /names episode 64 twice for row/,
      ({ views }) => Object.assign(labelled(views.flows) as Row, { truthTwice: 1 }),
    ],
    [
      "truth of no episode",
      "truth",
      /no episode has number 65/,
      ({ views }) => bump(labelled(views.flows), "truth", 1),
    ],
    [
      "labels that miss a megabyte",
      "truth",
      /up: 1000000 bytes are in no view, \d+ were lost or in flight/,
      ({ views }) => {
        for (const view of [views.flows, views.charging, views.netstats]) {
          bump(labelled(view), "truthUp", -1_000_000);
        }
      },
    ],
    [
      "an episode of too few bytes",
      "truth",
      /down must be at least the \d+ bytes in flows/,
      ({ tables }) => bump(tables.episodes[0], "down", -1),
    ],
    [
      "a case whose evidence was earlier",
      "truth",
      /observableFlows must be/,
      ({ tables }) => bump(tables.cases[0], "observableFlows", -1),
    ],
    [
      "a case with a row too many",
      "truth",
      /rowsCharging must be 1, got 2/,
      ({ tables }) => bump(tables.cases[0], "rowsCharging", 1),
    ],
    [
      "a case of no incident",
      "truth",
      /no incident 5/,
      ({ tables }) => bump(tables.cases[0], "incident", 5),
    ],
    [
      "an incident that the manifest does not count",
      "truth",
      /truth.incidents must be \{"bt-over-hotspot":2\}, got \{"bt-over-hotspot":1\}/,
      ({ tables }) => {
        if (tables.incidents[0]) tables.incidents.push({ ...tables.incidents[0], incident: 1 });
      },
    ],
  ];
  it.each(bends)("finds %s", (_, check, message, bend) => {
    const found = verifyBent(bend);
    expect(found.filter((finding) => finding.check === check).map((f) => f.message)).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
  });

  it("finds each file that is spoilt, cut off, gone or strange, and goes on", () => {
    writeSmall(dir);
    const flip = (path: string, at: number): void => {
      const bytes = readFileSync(join(dir, path));
      bytes[at] ^= 1;
      writeFileSync(join(dir, path), bytes);
    };
    flip("views/flows/0000.arrow", 2000);
    writeFileSync(join(dir, "views/charging/0001.arrow"), "");
    rmSync(join(dir, "views/netstats/0000.arrow"));
    writeFileSync(join(dir, "views/notes.txt"), "");
    appendFileSync(join(dir, "truth/cases.arrow"), " ");
    const found = verifyDataset(dir);
    const texts = found.map(
      ({ level, check, file, message }) => `${level} ${check} ${file}: ${message}`,
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        "error files views/flows/0000.arrow: has another sha256",
        expect.stringMatching(
          /^error files views\/charging\/0001.arrow: must have \d+ bytes, got 0/,
        ),
        expect.stringMatching(
          /^error schema views\/charging\/0001.arrow: views\/charging\/0001.arrow: is empty/,
        ),
        "error files views/netstats/0000.arrow: is missing",
        "warning files views/notes.txt: is not in the manifest",
        expect.stringMatching(/^error files truth\/cases.arrow: must have/),
      ]),
    );
    for (const { message } of found) expect(message).not.toContain("    at ");
  });

  it("finds a manifest that tells of other rows", () => {
    writeSmall(dir);
    const path = join(dir, "manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    manifest.views.flows.logicalHash = "0".repeat(32);
    manifest.truth.logicalHash = "1".repeat(32);
    manifest.views.wlan.truthHash = "2".repeat(32);
    writeFileSync(path, JSON.stringify(manifest));
    const found = errors(verifyDataset(dir));
    expect(found.map(({ check, file }) => `${check} ${file}`).sort()).toEqual([
      "hash truth",
      "hash views/flows",
      "hash views/wlan",
    ]);
  });

  it("takes an import of one view without truth as far as it goes", () => {
    const writer = createDataset(dir, { views: ["flows"], truth: false });
    const { views, inFlight } = smallData();
    const shard = writer.shard(0);
    const rows = views.flows.filter(({ device }) => Number(device) > 0);
    shard.rows("flows", batchOfRows(VIEW_TABLES.flows, rows));
    writer.addShard(shard.close());
    const lines = Array.from({ length: DEVICES }, (_, device) => ({
      device,
      billingDay: 1,
      plan: 1,
    }));
    const words = { plan: ["unknown", "ct2015"] };
    writer.table("devices.arrow", batchOfRows(devices, lines), words);
    const { views: claims, ...facts } = factsOf({ inFlight });
    writer.publish({
      ...facts,
      origin: "imported",
      scenario: { format: "nfdump" },
      devicesPerShard: DEVICES,
      truth: null,
      views: { flows: { ...claims.flows, columns: ["time", "visibleAt", "device", "up", "down"] } },
    });
    expect(verifyDataset(dir)).toEqual([]);
  });

  it("keeps five findings of a kind and counts the others", () => {
    const found = verifyBent(({ views }) => {
      for (const row of views.flows) row["roaming"] = 7;
    });
    const range = found.filter(({ check, file }) => check === "range" && file.includes("0000"));
    expect(range).toHaveLength(6);
    expect(range.at(-1)?.message).toMatch(/^and \d+ more of this check$/);
  });
});

const labelled = (rows: readonly Row[]): Row | undefined => rows.find((row) => row["truth"] === 64);

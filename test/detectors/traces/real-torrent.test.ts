import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importerNamed } from "../../../datasets/importers/catalogue.ts";
import { openCsv } from "../../../datasets/importing/csv-source.ts";
import { importRows } from "../../../datasets/importing/import-rows.ts";
import { fixedZone } from "../../../datasets/importing/zone.ts";
import type { ViewBatch } from "../../../datasets/view.ts";
import { fuzzFleet } from "../../../detectors/conformance/fuzz.ts";
import { createDetector } from "../../../detectors/create-detector.ts";

import { btFlowShape } from "../../../detectors/traces/bt-flow-shape.ts";

const data = join(process.env["BILLSHOCK_DATA"] ?? "../shared/data", "real");
const { threshold } = btFlowShape.score;

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "billshock-real-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Visible moments and scores of the rows of one capture, of all its local addresses. */
async function scoresOf(format: string, path: string): Promise<[number, number][]> {
  const view = await importRows(importerNamed(format), await openCsv(join(data, path)), {
    localNets: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
    zone: fixedZone("UTC", 0),
    devicesPerShard: 1024,
    directory,
  });
  const found: [number, number][] = [];
  const detector = createDetector(btFlowShape, {}, fuzzFleet(64), "flows");
  for await (const { batch } of view.batches()) {
    const rows = { length: batch.length, ...batch.columns } as ViewBatch;
    const scores = new Float64Array(rows.length);
    detector.observe(rows, scores);
    for (let i = 0; i < rows.length; i++) found.push([rows.visibleAt[i], scores[i]]);
  }
  view.close();
  return found;
}

describe.skipIf(!existsSync(data))("bt-flow-shape on real captures, at its default", () => {
  it("finds the torrent within 90 s of its first flow", async () => {
    const scores = await scoresOf("nfdump", "flowtool-csv/bittorrent_transmission.nfdump-B.csv");
    const first = scores.find(([, score]) => score >= threshold)?.[0] ?? Infinity;
    // The capture's first flow begins at 10:34:28, in the file's own time.
    expect(first - Date.UTC(2021, 8, 18, 10, 34, 28)).toBeLessThanOrEqual(90_000);
  });

  it.each(["youtube_quic", "netflix", "wechat", "teams", "zoom", "whatsapp_login_call"])(
    "is quiet on %s",
    async (name) => {
      const scores = await scoresOf("nfdump", `flowtool-csv/${name}.nfdump-B.csv`);
      expect(scores.length).toBeGreaterThan(0);
      expect(Math.max(...scores.map(([, score]) => score))).toBeLessThan(threshold);
    },
  );
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLedgerShard } from "../../../bench/worlds/ledger-shard.ts";
import { openLedger } from "../../../bench/worlds/load-ledger.ts";
import { loadTruth } from "../../../bench/worlds/load-truth.ts";
import { loadWorld } from "../../../bench/worlds/load-world.ts";
import { type Dataset, openDataset } from "../../../datasets/dataset.ts";
import type { ViewBatch } from "../../../datasets/view.ts";
import { RATING_GROUPS } from "../../../datasets/vocabularies.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

const ROOMY = 1_000_000;

let folder: string;
let dataset: Dataset;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-ledger-"));
  dataset = openDataset(writeTinyDataset(join(folder, "tiny")));
});
afterAll(() => {
  dataset.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a ledger", () => {
  /** Opens the ledger of the tiny dataset, which counts how often it reads a shard. */
  function opened(keptRows: number) {
    let reads = 0;
    const counting: Dataset = {
      ...dataset,
      readView(...asked) {
        reads++;
        return dataset.readView(...asked);
      },
    };
    const { subjectOf, cases } = loadTruth(dataset);
    const { payer, accountOf } = loadWorld(dataset, "charging");
    const kept = cases.map(({ device }) => device);
    const bills = { payer, accountOf, kept };
    const ledger = openLedger(counting, "charging", subjectOf, { bills, keptRows });
    return { ledger, kept, reads: () => reads };
  }

  it("tells the same when it has no room for a second shard, in whatever order it is asked", () => {
    const [narrow, roomy] = [opened(0), opened(ROOMY)];
    for (let i = 0; i < 40; i++) {
      const line = (i * 23) % 40;
      expect(narrow.ledger.rowsOf(line)).toEqual(roomy.ledger.rowsOf(line));
      expect(narrow.ledger.billOf(line)).toEqual(roomy.ledger.billOf(line));
    }
    expect(roomy.reads()).toBe(2);
    expect(narrow.reads()).toBeGreaterThan(10);
  });

  it("reads a shard once for its lines with a case, however little room there is", () => {
    const { ledger, kept, reads } = opened(0);
    expect(new Set(kept.map((line) => Math.floor(line / 20))).size).toBe(2);
    for (let round = 0; round < 3; round++) {
      for (const line of kept) {
        expect(ledger.billOf(line).length).toBeGreaterThan(0);
        expect(ledger.billOf(line)).toBe(ledger.billOf(line));
      }
    }
    expect(reads()).toBe(2);
  });

  it.each([
    ["nearly in order", (i: number) => (i % 5 === 0 ? i + 3 : i)],
    ["the other way round", (i: number) => 500 - i],
    ["at one moment, by number", () => 7],
  ])("lays a line's rows in order of (time, seq): they come %s", (_how, timeOf) => {
    const length = 500;
    const zeros = new Float64Array(length);
    const time = Float64Array.from({ length }, (_, i) => timeOf(i));
    const seq = Uint32Array.from({ length }, (_, i) => (i * 7) % length);
    const batch = {
      ...{ length, time, seq, start: time, down: zeros, inBundle: zeros, charged: zeros },
      device: new Uint32Array(length).fill(4),
      up: Float64Array.from(seq),
      ratingGroup: new Uint8Array(length).fill(1),
    } as unknown as ViewBatch;
    const fake = { manifest: { truth: null }, readView: () => [batch] } as unknown as Dataset;
    const { of } = readLedgerShard(fake, "charging", 0, new Map());
    const expected = [...time.keys()].sort((a, b) => time[a] - time[b] || seq[a] - seq[b]);
    const rows = of.get(4);
    expect([...(rows?.end ?? [])]).toEqual(expected.map((i) => time[i]));
    expect([...(rows?.up ?? [])]).toEqual(expected.map((i) => seq[i]));
  });

  it("rates by the phone's place where no record tells the group: abroad is roaming, Wi-Fi nobody's", () => {
    const access = [1, 1, 2, 3, 0];
    const roaming = [0, 1, 1, 0, 1];
    const length = access.length;
    const zeros = new Float64Array(length);
    const batch = {
      ...{ length, seq: new Uint32Array(length), start: zeros, up: zeros, down: zeros },
      ...{ time: Float64Array.from(access.keys()), device: new Uint32Array(length) },
      ...{ access: Uint8Array.from(access), roaming: Uint8Array.from(roaming) },
    } as unknown as ViewBatch;
    const fake = { manifest: { truth: null }, readView: () => [batch] } as unknown as Dataset;
    const rows = readLedgerShard(fake, "flows", 0, new Map()).of.get(0);
    const told = [...(rows?.ratingGroup ?? [])].map((code) => RATING_GROUPS[code]);
    expect(told).toEqual(["data", "roaming", "unknown", "wlan", "roaming"]);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsOfShard } from "../../../bench/alerts/shard-facts.ts";
import { type DatasetSource, openSource } from "../../../bench/runners/dataset-source.ts";
import type { ViewBatch } from "../../../datasets/view.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

const VIEW = "charging";
const FACTS = ["device", "visibleAt", "start", "time"] as const;

let folder: string;
let source: DatasetSource;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-facts-"));
  source = openSource(writeTinyDataset(join(folder, "tiny")));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows of batches, one after the other, as text: their arrays are used again. */
function rowsOf(batches: Iterable<ViewBatch>): string[] {
  return [...batches].flatMap((batch) =>
    Array.from({ length: batch.length }, (_, i) => FACTS.map((name) => batch[name][i]).join(" ")),
  );
}

describe("device and times of a shard's rows", () => {
  it.each([
    ["kept", Number.POSITIVE_INFINITY],
    ["too large to be kept", 10],
  ])("are those of the view, whichever shard came before: %s", (_how, most) => {
    for (const shard of [0, 1, 1, 0]) {
      const expected = rowsOf(source.shard(VIEW, shard).batches(FACTS));
      expect(expected.length).toBeGreaterThan(1000);
      expect(rowsOf(factsOfShard(source, VIEW, shard, most))).toEqual(expected);
    }
  });

  it("are read once while one shard is asked for", () => {
    const [first] = factsOfShard(source, VIEW, 1);
    expect([...factsOfShard(source, VIEW, 1)]).toEqual([first]);
    expect([...factsOfShard(source, VIEW, 1)][0]).toBe(first);
  });
});

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataset } from "../../../datasets/dataset.ts";
import { openShardWriter } from "../../../datasets/format/shard-writer.ts";
import { createDataset } from "../../../datasets/publishing/publish.ts";
import { devices } from "../../../datasets/tables/devices.ts";
import { VIEW_TABLES, VIEWS } from "../../../datasets/view.ts";
import { DEVICES, FROM, smallData } from "../small-data.ts";
import { batchOfRows, factsOf, writeSmall } from "../small-dataset.ts";

let parent: string;
let dir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "billshock-publish-"));
  dir = join(parent, "data");
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const options = { views: VIEWS, truth: true };

describe("a dataset", () => {
  it("comes back as it was written: views, fleet, plans and truth", () => {
    const data = smallData();
    const manifest = writeSmall(dir, data);
    const dataset = openDataset(dir);
    expect(dataset.manifest).toEqual(JSON.parse(JSON.stringify(manifest)));
    for (const view of VIEWS) {
      const times: number[] = [];
      for (let shard = 0; shard < dataset.shards; shard++) {
        for (const { length, time } of dataset.readView(view, shard, ["time"])) {
          times.push(...time.subarray(0, length));
        }
      }
      expect(times.sort()).toEqual(data.views[view].map((row) => row["time"]).sort());
      expect(manifest.views[view]?.rows).toBe(times.length);
    }
    expect(dataset.fleet()).toMatchObject({ deviceCount: DEVICES, from: FROM });
    expect(dataset.planNames()).toEqual(Array(DEVICES).fill("ct2015"));
    const { length, kind, vocabularies } = dataset.readTruth("episodes");
    const words = vocabularies["kind"] ?? [];
    expect(Array.from(kind, (code) => words[code])).toEqual(["bt-over-hotspot", "steam-hotspot"]);
    expect(length).toBe(2);
    const named = [...dataset.readRecordTruth("flows", 0)].map((batch) => batch.episode[0]);
    expect(named).toEqual([64]);
    dataset.close();
  });

  it("has the same logical hashes whoever writes its shards, in whatever batches", () => {
    const data = smallData();
    const manifest = writeSmall(dir, data);
    const own = data.views.flows;
    const split = openShardWriter(mkdirs(join(parent, "elsewhere")), 0, {
      views: ["flows"],
      truth: false,
    });
    for (const row of own) split.rows("flows", batchOfRows(VIEW_TABLES.flows, [row]));
    const facts = split.close();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    expect(facts.views.flows?.logicalHash).toBe(manifest.views.flows?.logicalHash);
    expect(facts.views.flows?.truthHash).toBe(null);
  });

  it("refuses a view, a shard and a truth that it does not have", () => {
    writeSmall(dir);
    const dataset = openDataset(dir);
    expect(() => dataset.readView("flow" as "flows", 0)).toThrow(
      `${dir}: view must be one of flows, charging, netstats, wlan, got flow`,
    );
    expect(() => dataset.readView("flows", 2)).toThrow("shard must be in [0, 2), got 2");
    expect(() => openDataset(parent)).toThrow(`${parent}: is no dataset, it has no manifest.json`);
    writeFileSync(join(dir, "manifest.json"), '{"format": 1}');
    expect(() => openDataset(dir)).toThrow(/manifest\.json: format: /);
    writeFileSync(join(dir, "manifest.json"), "{");
    expect(() => openDataset(dir)).toThrow(/manifest\.json: is no JSON/);
  });
});

describe("publishing", () => {
  it("shows nothing until it is whole, then everything, and leaves nothing beside it", () => {
    const writer = createDataset(dir, options);
    expect(existsSync(dir)).toBe(false);
    writer.abort();
    expect(readdirSync(parent)).toEqual([]);
    writeSmall(dir);
    expect(readdirSync(parent)).toEqual(["data"]);
    expect(readdirSync(dir).sort()).toEqual(
      ["README.md", "croissant.json", "devices.arrow", "manifest.json", "truth", "views"].sort(),
    );
  });

  it("never puts a half in place: a shard or table that is missing leaves the target alone", () => {
    const writer = createDataset(dir, options);
    writer.addShard({ shard: 1, files: {}, views: {} });
    expect(() => writer.addShard({ shard: 1, files: {}, views: {} })).toThrow("got it twice");
    expect(() => writer.publish(factsOf(smallData()))).toThrow("publish: shard 0 is missing");
    writer.abort();
    const other = createDataset(dir, options);
    const shard = other.shard(0);
    other.addShard(shard.close());
    expect(() => other.publish(factsOf(smallData()))).toThrow(
      "publish: devices.arrow must be written, it is missing",
    );
    expect(existsSync(dir)).toBe(false);
    other.abort();
  });

  it("replaces a dataset only when forced", () => {
    writeSmall(dir);
    const before = readFileSync(join(dir, "manifest.json"), "utf8");
    expect(() => writeSmall(dir)).toThrow(
      `${dir}: is a dataset already; --force (force: true) replaces it`,
    );
    const data = smallData();
    data.views.flows[0]["up"] = 5;
    writeSmall(dir, data, true);
    expect(readFileSync(join(dir, "manifest.json"), "utf8")).not.toBe(before);
    expect(readdirSync(parent)).toEqual(["data"]);
  });

  it("never deletes what no dataset put there, forced or not", () => {
    mkdirs(dir);
    writeFileSync(join(dir, "thesis.tex"), "years of work");
    expect(() => writeSmall(dir, smallData(), true)).toThrow("exists and is no dataset");
    rmSync(join(dir, "thesis.tex"));
    writeSmall(dir);
    writeFileSync(join(dir, "views", "thesis.tex"), "years of work");
    expect(() => writeSmall(dir, smallData(), true)).toThrow("holds views/thesis.tex");
    rmSync(dir, { recursive: true });
    writeFileSync(dir, "a file");
    expect(() => writeSmall(dir, smallData(), true)).toThrow("is a file, no dataset");
  });

  it("notices what came into its way while it was written", () => {
    const writer = createDataset(dir, { views: ["wlan"], truth: false });
    const shard = writer.shard(0);
    writer.addShard(shard.close());
    writer.table("devices.arrow", batchOfRows(devices, []), { plan: ["unknown"] });
    writeSmall(dir);
    const { truth: _, views, ...facts } = factsOf(smallData());
    const claims = { ...facts, devices: 0, truth: null, views: { wlan: views.wlan } };
    expect(() => writer.publish(claims)).toThrow("is a dataset already");
    writer.abort();
    expect(openDataset(dir).manifest.devices).toBe(DEVICES);
  });
});

function mkdirs(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

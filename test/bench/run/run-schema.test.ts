import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertLine } from "../../../bench/alerts/alerts-schema.ts";
import { runFile } from "../../../bench/run/run-schema.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { bench, score } from "../../../index.ts";
import { run } from "../../cli/run.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

let folder: string;
let dataset: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-schema-"));
  dataset = writeTinyDataset(join(folder, "tiny"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As another program sees it; fields that the schema does not name are dropped by parsing. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("the schema of run.json", () => {
  it("names every field of a run with detectors, a combiner, a failure, floors and a gate", async () => {
    const broken = join(folder, "broken.js");
    writeFileSync(broken, "export const nothing = 1;\n");
    const json = asJson(
      await bench({
        on: [dataset],
        detectors: ["volume-cap", "rate-window", "any-of(volume-cap, rate-window)", broken],
        budget: 10,
        expect: ["volume-cap: recall >= 0"],
        out: null,
        workers: 1,
      }),
    );
    expect(runFile.parse(json)).toEqual(json);
  });

  it("takes the run of alerts that somebody else made", () => {
    const reader = openDataset(dataset);
    const { span } = reader.manifest;
    reader.close();
    const alerts = join(folder, "mine.csv");
    writeFileSync(alerts, `device,time\n1,${span.from + 1000}\n`);
    const json = asJson(score({ dataset, alerts: [alerts] }));
    expect(runFile.parse(json)).toEqual(json);
  });

  it("is printed as JSON Schema, with what a run must hold", async () => {
    const { stdout } = await run(["schema", "run"]);
    const schema = JSON.parse(stdout);
    expect(schema.$schema).toContain("2020-12");
    expect(schema.required).toEqual(expect.arrayContaining(["datasets", "detectors", "timings"]));
    expect(schema.properties.detectors.items.properties.role.enum).toContain("ceiling");
  });
});

describe("the schema of alerts", () => {
  it("is printed as JSON Schema of a line: device and time, the rest as wanted", async () => {
    const { stdout } = await run(["schema", "alerts"]);
    const schema = JSON.parse(stdout);
    expect(schema.required).toEqual(["time"]);
    const names = [
      "device",
      "identifier",
      "number",
      "time",
      "score",
      "view",
      "detector",
      "dataset",
    ];
    expect(Object.keys(schema.properties)).toEqual([...names, "at"]);
  });

  it("takes times as ms and as texts, and devices by number or name, as the reader does", () => {
    for (const time of [1_433_000_000_000, "2015-11-12T06:00:00+08:00", "2015-11-11 22:00:00"]) {
      expect(alertLine.safeParse({ device: 1, time }).success).toBe(true);
    }
    expect(alertLine.safeParse({ device: "13800000003", time: 1 }).success).toBe(true);
    expect(alertLine.safeParse({ device: 1 }).success).toBe(false);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runBench } from "../../bench/run/bench.ts";
import type { DetectorRow, RunFile } from "../../bench/run/run-file.ts";
import { importerNamed } from "../../datasets/importers/catalogue.ts";
import { openCsv } from "../../datasets/importing/csv-source.ts";
import { importDataset } from "../../datasets/importing/import-dataset.ts";
import { importRows } from "../../datasets/importing/import-rows.ts";
import { fixedZone } from "../../datasets/importing/zone.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { fuzzFleet } from "../../detectors/conformance/fuzz.ts";
import { createDetector } from "../../detectors/create-detector.ts";

import { btFlowShape } from "../../detectors/traces/bt-flow-shape.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { readReal } from "../../perf/real.ts";
import { CAPTURES, type Capture } from "../../perf/real-captures.ts";

const DATA = join(process.env["BILLSHOCK_DATA"] ?? "../shared/data", "real");
const HERE = existsSync(DATA);
const WHERE = HERE ? "" : `, skipped: no captures at ${DATA}`;

/** First flow of the torrent, as its log has it, without a zone. */
const FIRST_FLOW = Date.UTC(2021, 8, 18, 10, 34, 18);
const WITHIN = 90_000;
const DETECTORS = ["bt-flow-shape", "rate-window", "volume-cap", "tether-fingerprint"];
const TRIED = ["bittorrent_transmission", "ethereum", "phone", "wechat", "teams", "reddit"];

const published = readReal();
const captureNamed = (name: string) => CAPTURES.find((one) => one.name === name) as Capture;
const torrent = captureNamed("bittorrent_transmission");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-captures-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!HERE)(`real captures, with thresholds of city@L1 alone${WHERE}`, () => {
  let run: RunFile;
  beforeAll(async () => {
    const calibrate = join(folder, "city");
    await generate({ scenario: loadScenario("city@L1"), seed: "1", out: calibrate });
    const datasets: string[] = [];
    for (const name of TRIED) {
      const { log, format, devices } = captureNamed(name);
      const out = join(folder, name);
      await importDataset({ file: join(DATA, log), out, format, devices });
      datasets.push(out);
    }
    const truth = join(folder, "truth.csv");
    writeFileSync(
      truth,
      `device,kind,from,to\n${torrent.devices[0]},bt-over-hotspot,2021-09-18 10:34:18,2021-09-18 10:36:47\n`,
    );
    const out = join(folder, "labelled");
    const { devices } = torrent;
    await importDataset({ file: join(DATA, torrent.log), out, format: "nfdump", devices, truth });
    run = await runBench({
      datasets: [...datasets, out],
      calibrate,
      budget: published.calibration.budget,
      detectors: DETECTORS.map((name) => `${name}:view=flows`),
      scoring: { replicates: 20 },
    });
  }, 300_000);

  const rowOf = (dataset: string, detector: string): DetectorRow =>
    run.detectors.find(
      (row) => row.dataset === dataset && row.name === detector && row.point === "calibrated",
    ) as DetectorRow;

  it("find the torrent within 90 s of its first flow", () => {
    const { alarmList, thresholdSource, thresholds } = rowOf(torrent.name, "bt-flow-shape");
    expect(thresholdSource).toBe("transferred");
    expect(thresholds[0]?.from).toBe("city@L1");
    expect((alarmList[0]?.time ?? Infinity) - FIRST_FLOW).toBeLessThanOrEqual(WITHIN);
  });

  it("raise the alarms that the page tells of, by the thresholds that it names", () => {
    for (const name of TRIED) {
      const told = published.captures.find((capture) => capture.name === name);
      for (const detector of ["bt-flow-shape", "rate-window", "volume-cap"]) {
        const { status, alarms, threshold } = rowOf(name, detector);
        expect([name, detector, status]).toEqual([name, detector, "ok"]);
        const listed = told?.alarms.filter((alarm) => alarm.detector === detector).length;
        expect([name, detector, alarms]).toEqual([name, detector, listed]);
        const known = published.detectors.find((one) => one.name === detector)?.threshold;
        expect(Number(threshold?.toPrecision(4))).toBe(known);
      }
    }
  });

  it("are not evaluable for a fingerprint that no flow log tells of", () => {
    const { status, reason } = run.detectors.find(
      ({ dataset, name }) => dataset === "phone" && name === "tether-fingerprint",
    ) as DetectorRow;
    expect([status, reason]).toEqual(["not-evaluable", "the view lacks ttl, osFingerprint"]);
  });

  it("tell of the phone a count with its exact interval, and no money", () => {
    const { alarms, alarmsPer1000DeviceDays: rate, moneyAtAlarm } = rowOf("phone", "bt-flow-shape");
    const days = run.datasets.find(({ name }) => name === "phone")?.scoredDeviceDays ?? 0;
    expect(alarms).toBe(0);
    expect(rate).toMatchObject({ value: 0, low: 0, n: 0, method: "poisson" });
    expect(((rate?.high ?? 0) * days) / 1000).toBeCloseTo(3.689, 3);
    expect(moneyAtAlarm).toBeNull();
    expect(rowOf("phone", "bt-flow-shape").recall).toBeNull();
  });

  it("are scored where somebody says when it ran", () => {
    const row = rowOf("labelled", "bt-flow-shape");
    expect(row.recall?.value).toBe(1);
    expect(row.counts).toMatchObject({ hit: 1, false: 0 });
    expect(row.latency?.p50Seconds?.value).toBe(42);
    expect(rowOf("labelled", "rate-window").recall?.value).toBe(0);
  });

  it("would find the torrent within 90 s whatever second of a minute it began at", async () => {
    const threshold = published.detectors.find(({ name }) => name === "bt-flow-shape")?.threshold;
    const late: number[] = [];
    for (let shift = 0; shift < 60; shift += 5) {
      const seconds = await secondsToAlarm(shift, threshold ?? Infinity);
      if (!(seconds <= WITHIN / 1000)) late.push(shift);
    }
    expect(late).toEqual([]);
  });
});

/** Seconds from the torrent's first flow to its alarm when the clock runs `shift` seconds late. */
async function secondsToAlarm(shift: number, threshold: number): Promise<number> {
  const view = await importRows(importerNamed("nfdump"), await openCsv(join(DATA, torrent.log)), {
    devices: torrent.devices,
    zone: fixedZone("UTC", shift / 60),
    devicesPerShard: 1024,
    directory: folder,
  });
  const detector = createDetector(btFlowShape, {}, fuzzFleet(1), "flows");
  try {
    for await (const { batch } of view.batches()) {
      const rows = { length: batch.length, ...batch.columns } as ViewBatch;
      const scores = new Float64Array(rows.length);
      detector.observe(rows, scores);
      const row = scores.findIndex((score) => score >= threshold);
      if (row >= 0) return (rows.visibleAt[row] - FIRST_FLOW) / 1000 + shift;
    }
  } finally {
    view.close();
  }
  return Infinity;
}

describe.skipIf(!HERE)(`the list of captures${WHERE}`, () => {
  it("holds every flow log of the folder that nfdump wrote", () => {
    const manifest = readFileSync(join(DATA, "MANIFEST.sha256"), "utf8");
    const logs = [...manifest.matchAll(/ {2}(flowtool-csv\/.*\.nfdump-B\.csv)$/gm)].map(
      ([, log]) => log,
    );
    const listed = CAPTURES.map(({ log }) => log).filter((log) => log.endsWith(".nfdump-B.csv"));
    expect(listed.toSorted()).toEqual(logs.toSorted());
  });

  it("names the repositories and commits that the folder's own notes name", () => {
    for (const { original, repository, commit } of CAPTURES) {
      const notes = readFileSync(
        join(DATA, original.split("/")[0] as string, "SOURCE.txt"),
        "utf8",
      );
      expect(notes).toContain(`repo: ${repository} `);
      if (commit !== null) expect(notes).toContain(commit);
    }
  });
});

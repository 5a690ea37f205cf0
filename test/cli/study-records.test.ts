import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StudyFile } from "../../bench/study/study-file.ts";
import { GB } from "../../datasets/sizes.ts";
import { run } from "./run.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "billshock-records-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const study = async (...args: string[]): Promise<StudyFile> => {
  const { code, stdout, stderr } = await run(["study", ...args, "--json"]);
  expect(stderr.replace(/^study: .*\n/gm, "")).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout) as StudyFile;
};

const MAP = "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB";

/** A month of eight lines in which two nights ran away, 15 GB each. */
async function imports(name: string, ...more: string[]): Promise<void> {
  const { code } = await run([
    ...[
      "import",
      "cdr",
      at("june.csv"),
      "-o",
      at(name),
      "--timezone",
      "+08:00",
      "--map",
      MAP,
      "-q",
    ],
    ...more,
  ]);
  expect(code).toBe(0);
}

const STRATEGY = `billshock: strategy/1
name: night-cut
summary: mobile data off until morning
by: operator
source: "chosen: for a test"
detectors: [{ use: night-volume, view: charging, bytes: 500MB, hours: 23-7 }]
policy: { use: cut-data, latency: 5m, hold: 1d }
`;

beforeAll(async () => {
  writeFileSync(at("june.csv"), execFileSync("node", [join(root, "examples/june.mjs")]));
  writeFileSync(at("night-cut.yaml"), STRATEGY);
  writeFileSync(
    at("truth.csv"),
    `device,kind,from,to
13800000003,bt-over-hotspot,2024-06-12 00:30:00,2024-06-12 03:30:00
13800000006,bt-over-hotspot,2024-06-20 23:00:00,2024-06-21 07:00:00
`,
  );
  const tariff = ["--tariff", join(root, "examples/cdr/tariff.yaml")];
  await imports("june", ...tariff);
  await imports("unpriced");
  await imports("known", ...tariff, "--truth", at("truth.csv"));
});

describe("records without truth", () => {
  it("say how often it alarms, what had run by then, and what it would cut", async () => {
    const { datasets, cells, records, answers } = await study(
      at("june"),
      "-s",
      at("night-cut.yaml"),
    );
    expect(datasets).toMatchObject([
      { name: "june", mode: "open", truth: false, lines: 8, seeds: [], tariffs: ["ten-gigabytes"] },
    ]);
    expect(cells).toEqual([]);
    expect(answers).toEqual([]);
    const [cut] = records;
    expect(cut).toMatchObject({ strategy: "night-cut", alarms: 2, lines: 2, untold: [] });
    expect(cut?.alarmsPerDay).toBeCloseTo(2 / 29.8, 3);
    expect((cut?.atFirstAlarm.bytes ?? 0) / GB).toBeCloseTo(4.83, 1);
    expect(cut?.atFirstAlarm.rated).toBe(0);
    // Both nights but for their first minutes, and what these lines did the day after.
    expect((cut?.cut?.bytes ?? 0) / GB).toBeCloseTo(28.6, 0);
    expect(cut?.cut).toMatchObject({ lines: 2, rated: 14_126, billed: 14_126 });
  });

  it("print no truth where truth is needed", async () => {
    const { stdout } = await run(["study", at("june"), "-s", at("night-cut.yaml"), "-q"]);
    expect(stdout).toMatch(/^june {2}8 lines x 29\.8 days, records without truth, under ten-gig/);
    expect(stdout).toMatch(/^night-cut +no truth +2 +0\.07 +2 +4\.83 +0 +28\.\d+ +141 +141$/m);
    expect(stdout).not.toMatch(/prevented|saves/);
  });

  it("leave cells of the CSV empty where truth is needed", async () => {
    const { stdout } = await run([
      ...["study", at("june"), at("known"), "-s", at("night-cut.yaml"), "--format", "csv"],
    ]);
    const [head = "", ...lines] = stdout.trim().split("\n");
    const fieldOf = (line: string | undefined, column: string) =>
      line?.split(",")[head.split(",").indexOf(column)];
    const [kind, whole, ordinary, blind] = lines;
    expect([kind, whole, ordinary, blind].map((line) => fieldOf(line, "kind"))).toEqual([
      ...["bt-over-hotspot", "all", "ordinary", "records"],
    ]);
    expect(lines.every((line) => fieldOf(line, "mode") === "open")).toBe(true);
    expect([fieldOf(blind, "cases"), fieldOf(blind, "bytesSaved")]).toEqual(["", ""]);
    expect(fieldOf(blind, "alarms")).toBe("2");
    expect(fieldOf(blind, "bytesCut")).toBe(fieldOf(whole, "bytesCut"));
    expect(fieldOf(kind, "bytesCut")).toBe("");
  });

  it("have no money where nobody said what lines pay, and have some under a tariff", async () => {
    const [unpriced] = (await study(at("unpriced"), "-s", at("night-cut.yaml"))).records;
    expect(unpriced?.atFirstAlarm.rated).toBeNull();
    expect(unpriced?.cut).toMatchObject({ lines: 2, rated: null, billed: null });
    const priced = await study(at("unpriced"), "-s", at("night-cut.yaml"), "--tariff", "ct2015");
    expect(priced.datasets[0]?.tariffs).toEqual(["ct2015"]);
    expect(priced.records[0]?.cut?.rated).toBeGreaterThan(500_000);
    expect(priced.records[0]?.cut?.billed).toBe(200_000);
  });

  it("do not tell what an owner would have ended", async () => {
    const call = [at("june"), "-s", "notices-at-50-percent", "-s", at("night-cut.yaml")];
    const { records, warnings } = await study(...call);
    expect(records.map(({ strategy, cut }) => [strategy, cut === null])).toEqual([
      ...[
        ["notices-at-50-percent", true],
        ["night-cut", false],
      ],
    ]);
    expect(warnings.join("\n")).toContain("what its owner would end, only truth tells");
  });

  it("are asked what they can be asked of, and name the rest", async () => {
    const call = [at("june"), "-s", "torrent-cut", "-s", "clear-cache", "-s", "usage-day-cut"];
    const { records, warnings } = await study(...call);
    expect(records.map(({ strategy }) => strategy)).toEqual(["usage-day-cut"]);
    expect(warnings).toEqual([
      "june: bt-flow-shape must have the view flows, got charging (torrent-cut)",
      "june: safeguards can't be applied to records; a study of a scenario lives with them (clear-cache)",
    ]);
  });
});

describe("records with truth", () => {
  it("make the cells that lives make", async () => {
    const { cells, answers } = await study(at("known"), "-s", at("night-cut.yaml"));
    const all = cells.find(({ kind }) => kind === "all");
    expect(all).toMatchObject({ mode: "open", cases: 2, detected: 2, wrongPlane: 0, alarms: 2 });
    expect(all?.bytesAtStake).toBeGreaterThan(29 * GB);
    expect(all?.bytesSaved.value).toBeGreaterThan(28 * GB);
    expect(all?.ratedSaved.value).toBe(14_126);
    // What these lines moved the day after.
    expect(all?.harm.wantedBytesLost.untold).toBeGreaterThan(0);
    expect(all?.harm.wantedBytesLost.untold).toBeLessThan(GB);
    expect(answers[0]).toMatchObject({ mode: "open", isIdle: false });
    expect(answers[0]?.text).toMatch(/^night-cut saves 28\.4 GB of 29\.9 GB; of 141 CNY rated/);
  });

  it("are the same again, but for timings", async () => {
    const again = async () => {
      const { timings: _, ...rest } = await study(at("known"), "-s", at("night-cut.yaml"));
      return rest;
    };
    expect(await again()).toEqual(await again());
  });
});

describe("a scenario, --open", () => {
  it("has its lives and its records beside each other", async () => {
    const call = ["wuhan-2015", "-s", "torrent-cut", "-s", "clear-cache", "--open"];
    const file = await study(...call, "--data", at("data"));
    expect(file.datasets.map(({ mode }) => mode)).toEqual(["closed", "open"]);
    const modes = (strategy: string) =>
      file.cells.filter((cell) => cell.strategy === strategy).map(({ mode }) => mode);
    expect(modes("torrent-cut")).toEqual(["closed", "closed", "closed", "open", "open", "open"]);
    expect(modes("clear-cache")).toEqual(["closed", "closed", "closed"]);
    const [{ open, closed, agree, why, straddled }] = file.beside as [StudyFile["beside"][number]];
    expect([agree, why]).toEqual(["within the record", []]);
    expect(Math.abs(open.bytes - closed.bytes)).toBeLessThanOrEqual(straddled.cases);
    expect(open.bytes / GB).toBeCloseTo(1.01, 2);

    const { stdout } = await run(["study", ...call, "--data", at("data"), "-q"]);
    expect(stdout).toMatch(/^torrent-cut +0\/1 +52\.48 +15,424 +1,000/m);
    expect(stdout).toMatch(/^torrent-cut +1\.01 +1\.01 +0 +0 .*within the record$/m);
  });

  it("says why they differ", async () => {
    const call = ["nanjing-2015", "-s", "sessions-disconnect-only", "-s", "sessions-block-only"];
    const { beside } = await study(...call, "--open", "--data", at("data"));
    const [back, block] = beside as [StudyFile["beside"][number], StudyFile["beside"][number]];
    expect(block).toMatchObject({ agree: "to the byte", why: [] });
    expect(block.open).toEqual(block.closed);
    expect(back.agree).toBe("no");
    expect(back.why).toContain("what was stopped asks again");
    expect(back.closed.bytes).toBeGreaterThan(back.open.bytes);
  });
});

it.each<[title: string, args: () => string[], stderr: string]>([
  [
    "a folder that is no dataset",
    () => [folder],
    `${folder} is no dataset, it has no manifest.json`,
  ],
  [
    "a view that the dataset lacks",
    () => [at("june"), "-s", "torrent-cut"],
    "torrent-cut on june: bt-flow-shape must have the view flows, got charging",
  ],
  [
    "safeguards on records",
    () => [at("june"), "-s", "two-factor-login"],
    "two-factor-login on june: safeguards can't be applied to records",
  ],
  [
    "a flag for lives on records",
    () => [at("june"), "-s", "usage-day-cut", "--seed", "2"],
    "--seed is for scenarios, got datasets alone",
  ],
])("refuses %s, and exits with 2", async (_, args, stderr) => {
  const outcome = await run(["study", ...args()]);
  expect(outcome.stderr).toContain(stderr);
  expect(outcome.code).toBe(2);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runBench } from "../../../bench/run/bench.ts";
import type { BenchOptions } from "../../../bench/run/bench-options.ts";
import { commandFiles } from "../../../bench/run/command-files.ts";
import type { DetectorRow, RunFile } from "../../../bench/run/run-file.ts";
import { GB } from "../../../datasets/sizes.ts";
import { wreckArgument, wrecks } from "../runners/wrecks.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

let folder: string;
let dataset: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-bench-"));
  dataset = writeTinyDataset(join(folder, "tiny"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bench = (options: Partial<BenchOptions>): Promise<RunFile> =>
  runBench({
    datasets: [dataset],
    budget: 10,
    timeout: 30_000,
    memory: 200 * 1_048_576,
    scoring: { replicates: 20 },
    ...options,
  });

/** A run of the one rule beside which several tests stand, made once. */
let dualCapRun: Promise<RunFile> | undefined;
const dualCapAlone = () => {
  dualCapRun ??= bench({ detectors: ["dual-cap"] });
  return dualCapRun;
};

/** Everything but what was measured with a clock. */
/** What must be equal in two runs: which row gave a look ahead away was drawn in secret. */
const lasting = ({ timings: _, ...rest }: RunFile) =>
  JSON.parse(JSON.stringify(rest).replaceAll(/\(row \d+ scored [^)]*\)/g, "(a row)")) as RunFile;

/** The row that stands first for a detector, or the one at the given point. */
const rowOf = (run: RunFile, name: string, point?: string): DetectorRow =>
  run.detectors.find(
    (row) => row.name === name && (point === undefined ? row.leads : row.point === point),
  ) as DetectorRow;

describe("a bench run", () => {
  it("calibrates on one half, scores the other and writes it down", async () => {
    const out = join(folder, "out");
    const run = await bench({ detectors: ["dual-cap", "volume-cap:view=charging"], out });
    const row = rowOf(run, "volume-cap");
    expect(row.status).toBe("ok");
    expect(row.thresholdSource).toBe("budget");
    expect(row.recall?.value).toBe(1);
    expect(row.valueDetectionRate?.value).toBeGreaterThan(0.1);
    expect(row.falseAlarmsPer1000DeviceDays?.value).toBeLessThanOrEqual(20);
    expect(rowOf(run, "dual-cap", "shipped").thresholdSource).toBe("default");
    expect(JSON.parse(readFileSync(join(out, "run.json"), "utf8"))).toEqual(
      JSON.parse(JSON.stringify(run)),
    );
  });

  it("finds the same with one worker and with two", async () => {
    const [wreck] = wrecks(folder);
    const ours = ["dual-cap", "volume-cap", "any-of(dual-cap, volume-cap)"];
    const detectors = [...ours, wreckArgument(folder, wreck)];
    const one = lasting(await bench({ detectors, workers: 1 }));
    const failed = one.detectors.filter(({ status }) => status !== "ok");
    expect(failed.map(({ name, status }) => [name, status])).toEqual([[wreck.name, wreck.status]]);
    expect(lasting(await bench({ detectors, workers: 2 }))).toEqual(one);
  });

  it.each([1, 2])(
    "gives every wreck its row and spares the others, at %d workers",
    async (workers) => {
      writeFileSync(join(folder, "truth"), "secret");
      const all = wrecks(join(dataset, "truth/cases.arrow"));
      const detectors = ["dual-cap", ...all.map((wreck) => wreckArgument(folder, wreck))];
      const run = await bench({ detectors, workers, timeout: 4000 });
      for (const { name, status, reason } of all) {
        const row = rowOf(run, name);
        expect([name, row.status]).toEqual([name, status]);
        expect(row.reason).toMatch(reason);
        expect(row.reproduce).toContain(dataset);
        expect(row.alarms).toBe(0);
        expect(row.recall?.value).toBe(0);
      }
      const alone = await dualCapAlone();
      expect(rowOf(run, "dual-cap")).toEqual(rowOf(alone, "dual-cap"));
    },
  );

  it("shows floors and ceilings, and holds each row against the floors", async () => {
    const run = await bench({ detectors: ["volume-cap", "percent-alert"] });
    const names = run.detectors.map(({ role, name, view }) => [role, name, view].join(" "));
    for (const name of [
      "ceiling oracle charging",
      "ceiling any ",
      "floor coin charging",
      "floor blind-periodic ",
      "floor never ",
      "floor always charging",
      "floor owner-checks-bill charging",
    ]) {
      expect(names).toContain(name);
    }
    expect(rowOf(run, "oracle").recall?.value).toBe(1);
    const row = rowOf(run, "volume-cap");
    const coin = row.floors.coin?.valueDetectionRate;
    expect(coin?.low).toBeLessThanOrEqual(coin?.value as number);
    expect(row.valueDetectionRate?.value).toBeGreaterThan(coin?.value as number);
    const blind = row.floors.blindPeriodic?.valueDetectionRateByKindMean;
    expect(blind?.method).toBe("padded");
    expect(blind?.low).toBeLessThanOrEqual(blind?.value as number);
    expect(blind?.high).toBeGreaterThanOrEqual(blind?.value as number);
    expect(row.floors.view).toBe("charging");
    expect(run.comparisons.map(({ name, reference }) => [name, reference])).toEqual([
      ["volume-cap", "percent-alert on charging"],
    ]);
  });

  it("holds a combiner against the floors of its members' longest view", async () => {
    const run = await bench({ detectors: ["any-of(dual-cap, volume-cap)"] });
    const row = run.detectors.find(({ role }) => role === "combiner") as DetectorRow;
    expect(row.floors.view).toBe("charging");
    expect(row.floors.coin?.valueDetectionRateByKindMean.method).toBe("replicates");
    expect(row.beatenByFloor.length).toBe(Object.keys(row.floorsAsGood).length);
  });

  it("shows what hindsight would have given, and does not rank by it", async () => {
    const { oracle, falseAlarmsPer1000DeviceDays, valueDetectionRate } = rowOf(
      await bench({ detectors: ["volume-cap"] }),
      "volume-cap",
    );
    expect(oracle?.falseAlarmsPer1000DeviceDays).toBeLessThanOrEqual(10);
    expect(falseAlarmsPer1000DeviceDays?.value).toBeLessThanOrEqual(10);
    expect(oracle?.valueDetectionRate).toBeGreaterThanOrEqual(valueDetectionRate?.value as number);
    const capacity = await bench({ detectors: ["volume-cap"], capacity: 1 });
    expect(rowOf(capacity, "volume-cap").oracle).toBeNull();
  });

  it("shows a detector that no threshold keeps in budget with all its alerts, unranked", async () => {
    // Rows are named by the last digit of their bytes, all with one score: nothing tells them apart.
    const program = `awk -W interactive -F, '!NF {print ""; fflush(); next} NR > 1 && $NF % 10 == 1 {print $1 ",1"}'`;
    const run = await bench({
      detectors: [`exec-csv:${program}:name=drip,reads=down`],
      timeout: 20_000,
    });
    const row = rowOf(run, "drip");
    expect([row.status, row.thresholdSource, row.alarms]).toEqual(["ok", "unreachable", 0]);
    const native = rowOf(run, "drip", "shipped");
    expect(native.thresholdSource).toBe("native");
    expect(native.alarms).toBeGreaterThan(100);
  });

  it("leads as written where there is no calibration half, a borrowed threshold beside it", async () => {
    const whole = writeTinyDataset(join(folder, "whole"), { name: "whole", split: false });
    const detectors = ["dual-cap"];
    const run = await bench({ datasets: [whole], calibrate: dataset, detectors });
    const written = rowOf(run, "dual-cap");
    expect([written.point, written.threshold, written.thresholdSource]).toEqual([
      "shipped",
      1,
      "default",
    ]);
    const row = rowOf(run, "dual-cap", "calibrated");
    expect(row.leads).toBe(false);
    expect(row.thresholdSource).toBe("transferred");
    expect(row.thresholds[0].from).toBe("tiny");
    expect(row.calibration).toEqual(rowOf(await dualCapAlone(), "dual-cap").calibration);
    expect(row.calibration?.from).toBe("tiny");
    expect(run.datasets.map(({ name, calibrationOnly }) => [name, calibrationOnly])).toEqual([
      ["tiny", true],
      ["whole", false],
    ]);
    const alone = await bench({ datasets: [whole], detectors });
    expect(rowOf(alone, "dual-cap").thresholdSource).toBe("default");
    expect(alone.detectors.filter(({ name }) => name === "dual-cap")).toHaveLength(1);
  });

  it("calibrates nothing as written, takes a given number, and says of each row which it is", async () => {
    const thresholds = { "volume-cap": "500MB" };
    const detectors = ["volume-cap:cap=1GB,view=charging", "dual-cap:view=charging"];
    const run = await bench({ detectors, thresholds, asWritten: true });
    const own = run.detectors.filter(({ role }) => role === "detector");
    expect(own.map(({ point, leads }) => [point, leads])).toEqual([
      ["shipped", true],
      ["shipped", true],
    ]);
    const given = rowOf(run, "volume-cap:cap=1GB");
    expect([given.threshold, given.thresholdSource]).toEqual([500 / 1024, "given"]);
    expect(given.scoreScale).toEqual({ option: "cap", unit: "bytes", value: GB });
    expect(given.options).toEqual({ cap: GB, period: 86_400_000 });
    expect(given.floors.coin).not.toBeNull();
    expect(rowOf(run, "dual-cap").thresholdSource).toBe("default");
    // The same bytes, said as an option: the same alarms.
    const half = rowOf(
      await bench({ detectors: ["volume-cap:cap=500MB,view=charging"], asWritten: true }),
      "volume-cap:cap=500MB",
    );
    expect(half.alarmList.map(({ score: _, ...alarm }) => alarm)).toEqual(
      given.alarmList.map(({ score: _, ...alarm }) => alarm),
    );
    await expect(bench({ detectors, thresholds: { "volume-cup": 1 } })).rejects.toThrow(
      "--threshold: unknown detector volume-cup; did you mean volume-cap?",
    );
    await expect(bench({ detectors, thresholds: { "dual-cap": "5h" } })).rejects.toThrow(
      '--threshold: dual-cap must be a number in "share of the nearer cap", such as 0.2 or 20%, got 5h',
    );
  });

  it("says of a rule as written what it says when nothing is calibrated, of combined ones too", async () => {
    const detectors = ["volume-cap:cap=2GB,view=charging", "any-of(volume-cap:cap=2GB, ewma)"];
    const both = await bench({ detectors });
    const alone = await bench({ detectors, asWritten: true });
    for (const name of ["volume-cap:cap=2GB", "any-of(volume-cap:cap=2GB, ewma)"]) {
      const written = rowOf(both, name, "shipped");
      expect(written.alarms).toBeGreaterThan(0);
      expect(written.alarmList).toEqual(rowOf(alone, name).alarmList);
    }
  });

  it("sweeps a rule's own number beside its one row, each value as if it had been set", async () => {
    const run = await bench({ detectors: ["volume-cap:view=charging,cap=1GB..8GB/4"] });
    const own = run.detectors.filter(({ role }) => role === "detector");
    expect(own.map(({ name, point }) => [name, point])).toEqual([
      ["volume-cap", "calibrated"],
      ["volume-cap", "shipped"],
    ]);
    const [sweep] = run.sweeps;
    expect([sweep.option, sweep.unit, sweep.view]).toEqual(["cap", "bytes", "charging"]);
    expect(sweep.points.map(({ value }) => value)).toEqual([
      GB,
      2_150_000_000,
      4_290_000_000,
      8 * GB,
    ]);
    const ends = [sweep.points[0], sweep.points[3]];
    const set = await bench({
      detectors: ends.map(({ value }) => `volume-cap:cap=${value},view=charging`),
      asWritten: true,
    });
    for (const point of ends) {
      const alone = rowOf(set, `volume-cap:cap=${point.value}`);
      expect(point.alarms).toBe(alone.alarms);
      expect(point.lines).toBe(alone.lines);
      expect(point.recall).toBe(alone.recall?.value);
      expect(point.moneySaved).toBe(alone.moneySaved?.value);
    }
    expect(sweep.points[0].alarms).toBeGreaterThan(sweep.points[3].alarms);
  });

  it("counts alarms and money on data without truth", async () => {
    const blind = writeTinyDataset(join(folder, "blind"), { name: "blind", truth: false });
    const detectors = ["volume-cap:cap=1GB", "high-usage-24h:bytes=1GB"];
    const run = await bench({ datasets: [blind], calibrate: dataset, detectors });
    const row = rowOf(run, "volume-cap:cap=1GB");
    expect(row.point).toBe("shipped");
    expect(row.recall).toBeNull();
    expect(row.alarms).toBeGreaterThan(0);
    const rate = row.alarmsPer1000DeviceDays;
    expect(rate).toMatchObject({ value: (1000 * row.alarms) / (40 * 8), n: row.alarms });
    expect(rate?.low).toBeLessThan(rate?.value ?? 0);
    expect(rate?.high).toBeGreaterThan(rate?.value ?? 0);
    expect(row.moneyAtAlarm).toBeGreaterThan(0);
    expect(run.overlaps.length).toBeGreaterThan(0);
    const today = run.detectors.filter((each) => each.today);
    expect(today.map(({ name, point }) => [name, point]).sort()).toEqual([
      ["dual-cap", "shipped"],
      ["money-cap", "shipped"],
      ["percent-alert", "shipped"],
      ["plan-cap", "shipped"],
    ]);
  });

  it("takes a capacity for a limit where nothing calibrates, and for a goal when told to", async () => {
    const blind = writeTinyDataset(join(folder, "limited"), { name: "limited", truth: false });
    const on = { datasets: [blind], detectors: ["volume-cap:cap=1GB,view=charging"] };
    const name = "volume-cap:cap=1GB";
    const written = rowOf(await bench(on), name);
    expect(written.alarms).toBeGreaterThan(8);
    const wide = rowOf(await bench({ ...on, capacity: 1000 }), name);
    expect([wide.point, wide.threshold, wide.alarms]).toEqual(["shipped", 1, written.alarms]);
    const narrow = await bench({ ...on, capacity: 1 });
    const raised = rowOf(narrow, name);
    expect([raised.point, raised.thresholdSource]).toEqual(["calibrated", "capacity"]);
    expect(raised.alarms).toBeLessThanOrEqual(8);
    expect(raised.threshold).toBeGreaterThan(1);
    expect(rowOf(narrow, name, "shipped").alarms).toBe(written.alarms);
    const filled = rowOf(await bench({ ...on, capacity: 1000, fill: true }), name);
    expect(filled.alarms).toBeGreaterThan(written.alarms);
    expect(filled.leads).toBe(true);
  });

  it("pools seeds and not datasets", async () => {
    const second = writeTinyDataset(join(folder, "second"), { seed: "2" });
    const run = await bench({ datasets: [dataset, second], detectors: ["dual-cap"] });
    const own = run.detectors.filter(({ role }) => role === "detector");
    expect(own.map(({ point }) => point)).toEqual(["calibrated", "shipped"]);
    const row = rowOf(run, "dual-cap");
    const once = rowOf(await dualCapAlone(), "dual-cap");
    expect(row.recall?.n).toBe(2 * (once.recall?.n ?? 0));
    expect(row.thresholds.map(({ seed }) => seed)).toEqual(["1", "2"]);
  });

  it("loses only what was under way when it is interrupted, and resumes what has not finished", async () => {
    const out = join(folder, "interrupted");
    // Eight are scored together, and kept together.
    const early = ["dual-cap", "volume-cap", "percent-alert", "high-usage-24h"];
    const detectors = [...early, "plan-cap", "money-cap", "rate-window", "ewma", "cusum"];
    const controller = new AbortController();
    const stopped = bench({
      detectors,
      out,
      signal: controller.signal,
      onProgress({ what, done }) {
        if (what === "score" && done === 8) controller.abort(new Error("stopped"));
      },
    });
    await expect(stopped).rejects.toThrow("stopped");
    expect(readdirSync(out)).toEqual(["finished"]);
    const kept = readdirSync(join(out, "finished"));
    expect(kept.filter((name) => !name.endsWith(".part"))).toHaveLength(8);
    const totals = new Set<string>();
    const resumed = await bench({
      detectors,
      out,
      resume: true,
      onProgress: ({ what, total }) => totals.add(`${what} ${total}`),
    });
    expect([...totals]).toEqual(["detect 2", "score 1"]);
    expect(lasting(resumed)).toEqual(lasting(await bench({ detectors })));
    const stages: string[] = [];
    const onProgress: BenchOptions["onProgress"] = ({ what }) => stages.push(what);
    const again = await bench({ detectors, out, resume: true, onProgress });
    expect(stages).toEqual([]);
    expect(lasting(again)).toEqual(lasting(resumed));
    await bench({ detectors: ["dual-cap:volume=1000000"], out, resume: true, onProgress });
    expect(stages.length).toBeGreaterThan(0);
  });

  it.each([
    ["bare", "edited.awk", (path: string) => `-f ${path}`],
    ["in quotes", "edited too.awk", (path: string) => `-f "${path}"`],
    ["with a blank escaped", "edited, too.awk", (path: string) => `-f ${path.replace(" ", "\\ ")}`],
    ["behind a sign", "edited-again.awk", (path: string) => `--file=${path}`],
  ])("knows a file that a command names %s for another once it was edited", (_how, name, say) => {
    const path = join(folder, name);
    const command = `awk ${say(path)} ${"'{print}'".repeat(100)}`;
    const hashes = ["{ print 1 }", "{ print 2 }", "{ print 1 }"].map((program) => {
      writeFileSync(path, program);
      return commandFiles(command);
    });
    expect(hashes[0].map(([file]) => file)).toEqual([path]);
    expect(hashes[1]).not.toEqual(hashes[0]);
    expect(hashes[2]).toEqual(hashes[0]);
  });

  it("resumes a program from before only as long as its file is the same", async () => {
    const path = join(folder, "resumed.awk");
    const stages: string[] = [];
    const again = async (least: string) => {
      const rule = `!NF {print ""; fflush(); next} NR > 1 && $NF > ${least} {print $1 ",1"}`;
      writeFileSync(path, rule);
      const run = await bench({
        detectors: [`exec-csv:awk -W interactive -F, -f ${path}:name=drip,reads=down`],
        out: join(folder, "resumed"),
        resume: true,
        asWritten: true,
        onProgress: ({ what }) => stages.push(what),
        timeout: 20_000,
      });
      return rowOf(run, "drip").alarms;
    };
    expect(await again("0")).toBeGreaterThan(0);
    stages.length = 0;
    expect(await again("0")).toBeGreaterThan(0);
    expect(stages).toEqual([]);
    expect(await again("1e15")).toBe(0);
  });

  it("judges gates", async () => {
    const out = join(folder, "gated");
    const run = await bench({
      detectors: ["volume-cap"],
      out,
      expect: ["volume-cap: recall >= 0.9", "volume-cap: valueDetectionRate > 99%"],
    });
    expect(run.gates.map(({ passed }) => passed)).toEqual([true, false]);
    const baseline = join(out, "run.json");
    const same = await bench({ detectors: ["volume-cap"], baseline });
    const verdicts = ({ gates }: RunFile) => gates.map(({ passed, found }) => [passed, found]);
    expect(verdicts(same)).toEqual([[true, "not worse"]]);
    const gone = await bench({ detectors: ["dual-cap"], baseline });
    expect(verdicts(gone)).toEqual([[false, "has no row in this run"]]);
    const better = join(folder, "better.json");
    const sharper = { value: 2, low: 1.5, high: 2.5 };
    const held = run.detectors.map((row) => ({ ...row, recall: sharper }));
    writeFileSync(better, JSON.stringify({ ...run, detectors: held }));
    const fallen = await bench({ detectors: ["volume-cap"], baseline: better });
    expect(verdicts(fallen)).toEqual([
      [false, `recall fell from 2 to ${rowOf(run, "volume-cap").recall?.value}`],
    ]);
  });

  it.each([
    ["an unknown detector", { detectors: ["dual-cup"] }, /unknown detector dual-cup.*dual-cap/],
    ["an unknown option", { detectors: ["dual-cap:volum=1"] }, /unknown option volum/],
    [
      "a gate on an unknown metric",
      { expect: ["dual-cap: recal >= 1"] },
      /unknown metric recal.*recall/,
    ],
    ["a gate on an unknown detector", { expect: ["dual: recall >= 1"] }, /unknown detector dual/],
    ["a detector twice", { detectors: ["dual-cap", "dual-cap"] }, /dual-cap is given twice/],
    ["no dataset", { datasets: [] }, /must name at least one/],
  ] as const)("refuses %s", async (_what, options, message) => {
    await expect(bench({ detectors: ["dual-cap"], ...options })).rejects.toThrow(message);
  });
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFile } from "../../bench/run/run-file.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { type Outcome, run } from "./run.ts";

const root = join(import.meta.dirname, "../..");
const RULE = join(root, "examples/night-hour.js");
const MAP = "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB";

let folder: string;
let june: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-own-rule-"));
  june = join(folder, "june");
  const csv = join(folder, "june.csv");
  writeFileSync(csv, execFileSync(process.execPath, [join(root, "examples/june.mjs")]));
  const tariff = join(root, "examples/cdr/tariff.yaml");
  const how = ["--timezone", "+08:00", "--tariff", tariff, "--map", MAP];
  expect((await run(["import", "cdr", csv, "-o", june, ...how])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;
const bench = (...argv: string[]): Promise<Outcome> => {
  runs++;
  return run(["bench", june, "-j", "1", "-o", join(folder, `run-${runs}`), ...argv]);
};
const asked = async (...argv: string[]): Promise<RunFile> =>
  JSON.parse((await bench(...argv, "--json")).stdout);
/** Alarms of the leading rows that were asked for. */
const alarmsOf = ({ detectors }: RunFile) =>
  Object.fromEntries(
    detectors.filter(({ leads, today }) => leads && !today).map((row) => [row.name, row.alarms]),
  );

describe("a rule with a number, on records without truth", () => {
  const written = "--as-written";

  it("gives three answers at three numbers", async () => {
    const three = ["", ":mb=200", ":mb=2000"].flatMap((options) => ["-d", `${RULE}${options}`]);
    expect(alarmsOf(await asked(written, ...three))).toEqual({
      "night-hour": 2,
      "night-hour:mb=200": 7,
      "night-hour:mb=2000": 1,
    });
  });

  it("says the same in JavaScript, in awk, as a built-in and as a given threshold", async () => {
    const awk = `exec-csv:awk -W interactive -v tz=8 -f ${join(root, "examples/night-hour.awk")}:name=night-awk,reads=up+down,threshold=500`;
    const others = ["-d", awk, "-d", "night-volume:bytes=500MB,hours=23-7"];
    const given = ["-d", `${RULE}:mb=9000`, "--threshold", "night-hour=500MB"];
    const found = await asked(written, "-d", RULE, ...others);
    const own = found.detectors.filter(({ today }) => !today);
    const moments = own.map(({ alarmList }) => alarmList.map(({ device, time }) => [device, time]));
    expect(moments[0]).toHaveLength(2);
    expect(moments[1]).toEqual(moments[0]);
    expect(moments[2]).toEqual(moments[0]);
    const [row] = (await asked(written, ...given)).detectors.filter(({ today }) => !today);
    expect(row.thresholdSource).toBe("given");
    expect(row.alarmList.map(({ device, time }) => [device, time])).toEqual(moments[0]);
  });

  it("shows who alarmed when, with what moved by then, and what plans have now, in 80 columns", async () => {
    const { stdout } = await bench(written, "-d", RULE, "-d", "rate-window");
    const lines = stdout.trimEnd().split("\n").slice(0, -1);
    for (const line of lines) expect(line.length).toBeLessThan(80);
    expect(lines[0]).toBe("june  8 lines x 29.8 days, records without truth");
    expect(lines).toContain("   night-hour     2       0.07   2      0      500 MB");
    expect(stdout).toMatch(/^= {2}percent-alert +2 +0\.07 +2 +0\.45 +100 %$/m);
    expect(stdout).toMatch(/^ {3}2024-06-12 00:36 +5 +night-hour +525 MB +1\.9 GB +0$/m);
    expect(stdout).toContain("no line has a volume cap: dual-cap counts against 40 GB");
  });

  it("says which rule can't read the records, and why", async () => {
    const { stdout } = await bench(written, "-d", "bt-flow-shape");
    expect(stdout).toContain("bt-flow-shape: reads flows, the dataset has charging.");
  });

  it("says where a capacity moved a rule, and leaves alone what keeps it", async () => {
    const tight = await bench("-d", `${RULE}:mb=200`, "--capacity", "0.1/day");
    expect(tight.stdout.replaceAll("\n", " ")).toContain(
      "as written (200 MB) it raises 7 alarms, 0.24 a day; raised to 420 MB for the capacity of 0.1 a day.",
    );
    expect(alarmsOf(await asked("-d", RULE, "--capacity", "60/day"))).toEqual({ "night-hour": 2 });
    const full = await asked("-d", RULE, "--capacity", "60/day", "--fill");
    expect(alarmsOf(full)["night-hour"]).toBeGreaterThan(100);
  });

  it("takes a capacity for a limit beside --as-written, where there is nothing to calibrate on", async () => {
    const capacity = ["-d", `${RULE}:mb=200`, "--capacity", "0.1/day"];
    const both = await asked(written, ...capacity);
    expect(alarmsOf(both)).toEqual(alarmsOf(await asked(...capacity)));
    expect(alarmsOf(both)["night-hour:mb=200"]).toBeLessThan(7);
    const split = writeTinyDataset(join(folder, "split"));
    const refused = await run(["bench", split, "-o", join(folder, "s"), written, ...capacity]);
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain(
      `--as-written: calibrates nothing, and --capacity does so on a calibration half, which ${split} has`,
    );
  });

  it("draws the curve of its own number", async () => {
    const { stdout } = await bench(written, "-d", `${RULE}:mb=100..2000/8`);
    const from = stdout.split("\n").findIndex((line) => line.includes("at other values of mb"));
    const table = stdout.split("\n").slice(from + 1, from + 10);
    expect(table.map((line) => line.trim().split(/ {2,}/).slice(0, 2))).toEqual([
      ["mb", "alarms"],
      ["100 MB", "7"],
      ["153 MB", "7"],
      ["235 MB", "6"],
      ["361 MB", "6"],
      ["554 MB", "2"],
      ["850 MB", "2"],
      ["1,300 MB", "2"],
      ["2,000 MB", "1"],
    ]);
  });

  it("asks whether a rule uses an option that changes no alarm, and not where one does or none is", async () => {
    const mb = `{ summary: "limit", unit: "MB", default: 300, min: 1, source: "chosen: here" }`;
    const deaf = (threshold: number) => {
      const file = join(folder, `deaf-${threshold}.js`);
      writeFileSync(
        file,
        `export default { name: "deaf", summary: "bytes of a record", views: ["charging"],
          reads: ["down"], detects: [], scope: "device", score: { unit: "bytes", threshold: ${threshold} },
          params: { mb: ${mb} },
          create: () => ({ observe({ length, down }, scores) {
            for (let i = 0; i < length; i++) scores[i] = down[i];
          } }) };`,
      );
      return `${file}:mb=100..2000/3`;
    };
    const note = "no value of mb changed an alarm: does the rule use it?";
    const { stdout } = await bench(written, "-d", deaf(100_000_000));
    expect(stdout.split("\n").filter((line) => line === note)).toHaveLength(1);
    const silent = await bench(written, "-d", deaf(900_000_000_000));
    expect(silent.stdout).toContain("deaf on charging at other values of mb");
    expect(silent.stdout).not.toContain(note);
    expect((await bench(written, "-d", `${RULE}:mb=100..2000/3`)).stdout).not.toContain(note);
  });

  it.each(["csv", "jsonl"])("writes its alarms as %s, which score takes back", async (form) => {
    const file = join(folder, `alarms.${form}`);
    const of = [written, "-d", RULE, "-d", `${RULE}:mb=2000`, "--alarms", file, "--identifiers"];
    expect((await bench(...of)).code).toBe(0);
    const text = readFileSync(file, "utf8");
    expect(text).toContain("13800000003");
    expect(text).toContain("2024-06-12T00:36:08+08:00");
    expect(statSync(file).mode & 0o077).toBe(0);
    const scored = JSON.parse((await run(["score", june, file, "--json"])).stdout) as RunFile;
    expect(alarmsOf(scored)).toEqual({ "night-hour": 2, "night-hour:mb=2000": 1 });
    const again = await bench(...of);
    expect([again.code, again.stderr]).toEqual([
      2,
      `billshock bench: ${file} is there already; --force replaces it\n`,
    ]);
  });

  it("keeps who called by an identifier is apart from who has none", async () => {
    const file = join(folder, "msisdn.csv");
    writeFileSync(file, "device,time\n13800000003,2024-06-11T16:36:08Z\n");
    const scored = JSON.parse((await run(["score", june, file, "--json"])).stdout) as RunFile;
    expect(scored.detectors[0].alarmList.map(({ device }) => device)).toEqual([5]);
    writeFileSync(file, "device,time\n13900000003,2024-06-11T16:36:08Z\n");
    expect((await run(["score", june, file])).stderr).toContain(
      "msisdn.csv:2: device must be in [0, 8) or an identifier of private/keys.csv, all in one of the two ways, got 13900000003",
    );
  });

  it("tells what the rows of a scored dataset were, in the same file", async () => {
    const tiny = writeTinyDataset(join(folder, "tiny"));
    const file = join(folder, "tiny.csv");
    const of = [
      "-d",
      "volume-cap:cap=1GB,view=charging",
      "--alarms",
      file,
      "-o",
      join(folder, "t"),
    ];
    expect((await run(["bench", tiny, "-j", "1", ...of])).code).toBe(0);
    const [head, first] = readFileSync(file, "utf8").split("\n");
    expect(head).toMatch(/,currency,class$/);
    expect(first).toMatch(
      /^tiny,1,volume-cap:cap=1GB,calibrated,charging,.*,(hit|false|late|setAside)$/,
    );
    const own = await run(["bench", tiny, "-j", "1", ...of, "--identifiers", "--force"]);
    expect(own.stderr).toContain("holds no private/keys.csv");
  });

  it.each([
    [["--as-written", "--budget", "5"], "--as-written calibrates nothing, so --budget has no use"],
    [
      ["--as-written", "--capacity", "9", "--fill"],
      "--as-written: lowers no rule's number, so --fill has no use",
    ],
    [["--fill"], "--fill fills a --capacity, which is missing"],
    [["--identifiers"], "--identifiers is about --alarms FILE, which is missing"],
    [
      ["--junit", "gates.xml"],
      "--junit is about gates, --expect EXPECTATION or --baseline FILE, which are missing",
    ],
    [["--alarms", "a.txt"], "--alarms must end in .csv or .jsonl, got a.txt"],
    [["--alarms", "no/where.csv"], "--alarms: there is no folder no"],
    [["--threshold", "ewma"], "--threshold must be NAME=VALUE such as rate-window=2GB, got ewma"],
    [
      ["--as-written", "-d", "ewma", "--threshold", "emwa=5"],
      "--threshold: unknown detector emwa; did you mean ewma?",
    ],
    [
      ["--as-written", "-d", "rate-window", "--threshold", "rate-window=5 yuan"],
      '--threshold: rate-window must be a number in "share of the limit", such as 0.2 or 20% or 500MB or 1.5GB, got 5 yuan',
    ],
    [
      ["--as-written", "-d", "night-volume:hours=late"],
      "night-volume: hours must be two hours of the day such as 23-7 or 22:30-6, got late",
    ],
    [
      ["--as-written", "-d", "night-volume:bytes=500Mb"],
      "night-volume: bytes must be a number in bytes, such as 500MB or 1.5GB (MB = 2^20 bytes), got 500Mb",
    ],
    [
      ["--as-written", "-d", "night-volume:bytes=1,5GB"],
      "night-volume:bytes=1,5GB: options must read NAME:k=v,k=v, and a number has no comma",
    ],
  ])("refuses %o", async (argv, message) => {
    const { code, stderr } = await bench(...argv);
    expect(stderr.split("\n").at(-2)).toContain(message);
    expect(code).toBe(2);
  });
});

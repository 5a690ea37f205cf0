import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeAlarms } from "../../../bench/alerts/write-alarms.ts";
import { noticed } from "../../../bench/report/case-sentence.ts";
import { briefRun, FIRST_ALARMS } from "../../../bench/run/brief-run.ts";
import { type DetectorRow, type RowAlarm, readRunFile } from "../../../bench/run/run-file.ts";
import { run } from "../../cli/run.ts";
import { sampleRow, sampleRun } from "../sample-run.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

let folder: string;
let blind: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-brief-"));
  blind = writeTinyDataset(join(folder, "blind"), { name: "blind", truth: false });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** It alarms on each of 40 lines on each of eight days. */
const LOUD = ["-d", "volume-cap:cap=1KB,period=1h", "-d", "volume-cap:cap=2KB,period=1h"];

it("a rule that alarms everywhere has its first alarms in run.json, and all in every count", async () => {
  const [out, file] = [join(folder, "out"), join(folder, "alarms.csv")];
  const told = ["--as-written", "-o", out, "--alarms", file];
  const { stdout, stderr } = await run(["bench", blind, ...LOUD, ...told, "-j", "1"]);
  const { detectors, overlaps } = readRunFile(join(out, "run.json"));
  const [row] = detectors.filter(({ today }) => !today);
  expect(row.alarms, stderr).toBe(320);
  expect(row.alarmList.length).toBe(FIRST_ALARMS);
  expect(row.lines).toBe(40);
  expect(Object.values(row.alarmsByDay)).toEqual(Array(8).fill(40));
  const [overlap] = overlaps.filter(({ of, by }) => /volume/.test(of) && /volume/.test(by));
  expect(overlap).toMatchObject({ share: 1, n: 320 });
  // A head, and both rules.
  expect(readFileSync(file, "utf8").trimEnd().split("\n").length).toBe(1 + 2 * 320);
  expect(stdout).toContain("The first 10 of 640 alarms");
  expect(stdout).toContain("and 630 more");

  // What is made of run.json later says the same.
  const again = await run(["report", out, "-o", join(folder, "again.html")]);
  expect(again.stderr).toContain("written:");
  const page = readFileSync(join(folder, "again.html"), "utf8");
  expect(page).toBe(readFileSync(join(out, "report.html"), "utf8"));
  expect(page).toContain("The first 10 of 320; bench --alarms FILE writes all of them.");
  const { stdout: screen } = await run(["report", out]);
  const result = (text: string) => text.split(/\n(?=Report|Your rule)/)[0];
  expect(result(screen)).toBe(result(stdout));
});

it("prints as JSON what stands in run.json", async () => {
  const out = join(folder, "json");
  const argv = ["bench", blind, ...LOUD, "--as-written", "-o", out, "--json", "-j", "1"];
  const { stdout } = await run(argv);
  expect(JSON.parse(stdout)).toEqual(readRunFile(join(out, "run.json")));
});

const alarm = (time: number, name: RowAlarm["class"], seed = "1"): RowAlarm => ({
  ...{ seed, device: 0, time, closed: time, class: name, score: 1, bytes: 1, money: null },
});
const many = (seed: string, from: number): RowAlarm[] =>
  Array.from({ length: 300 }, (_, i) => alarm(from + i, "false", seed));

it("keeps the first hit of each seed, which says when a case was noticed", () => {
  const alarmList = [
    ...[...many("1", 0), alarm(900, "hit"), alarm(901, "hit")],
    ...[...many("2", 50), alarm(905, "hit", "2")],
  ];
  const row = sampleRow({ alarms: alarmList.length, alarmList });
  const { detectors } = briefRun(sampleRun({ detectors: [row] }));
  const [brief] = detectors as [DetectorRow];
  for (const seed of ["1", "2"]) {
    expect(noticed([brief], seed)[0]?.alarm).toEqual(noticed([row], seed)[0]?.alarm);
  }
  // The first of both seeds in order of time, in the order in which they stood.
  const own = brief.alarmList.filter(({ class: name }) => name === "false");
  expect(own.length).toBe(FIRST_ALARMS);
  expect(own.filter(({ seed }) => seed === "2").length).toBe(75);
  expect(brief.alarmList.length).toBe(FIRST_ALARMS + 2);
});

it("writes no file of alarms from a run that has been cut", () => {
  const row = sampleRow({ alarms: 600, alarmList: many("1", 0).slice(0, FIRST_ALARMS) });
  const wanted = { path: join(folder, "never.csv") };
  expect(() => writeAlarms(sampleRun({ datasets: [], detectors: [row] }), [], wanted)).toThrow(
    "alarms: ewma on city@L1 has 600 alarms, of which this run lists 200; run the bench again with --alarms",
  );
});

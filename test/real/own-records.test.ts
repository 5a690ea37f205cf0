import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DetectorRow, RunFile } from "../../bench/run/run-file.ts";
import { run } from "../cli/run.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const USAGE = join(EXAMPLES, "cdr/usage.csv");
const MAP =
  "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB,cause=CAUSE,province=PROVINCE,roaming=ROAMING";
const GB = 1_073_741_824;
const DAY = 86_400_000;
const COOL_DOWN = DAY;
/** 2 GB, then 8 yuan a GB: the night runs well past it. */
const BUNDLE = 2 * GB;
const FEN_PER_GB = 800;
/** The detector's own default: 500 MB sent since midnight UTC. */
const LIMIT = 524_288_000;

interface Record {
  readonly line: string;
  readonly end: number;
  readonly up: number;
  readonly bytes: number;
}

/** The file by hand: KB of 1024 bytes, civil times of +08:00. */
const records: readonly Record[] = readFileSync(USAGE, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((text) => {
    const [line = "", , end = "", up, down] = text.split(",");
    return {
      line,
      end: Date.parse(`${end.replace(" ", "T")}+08:00`),
      up: Number(up) * 1024,
      bytes: (Number(up) + Number(down)) * 1024,
    };
  });

/** Alarms of the example's rule at its own default, and what the month had been charged by then. */
function byHand(): { alarms: number; fen: number; first: number } {
  let [alarms, fen, first] = [0, 0, 0];
  for (const line of new Set(records.map((record) => record.line))) {
    const own = records.filter((record) => record.line === line).sort((a, b) => a.end - b.end);
    let [sent, day, used, charged, last] = [0, -1, 0, 0, -Infinity];
    let isFirst = true;
    for (const { end, up, bytes } of own) {
      const over = Math.max(0, used + bytes - BUNDLE) - Math.max(0, used - BUNDLE);
      charged += Math.ceil((over * FEN_PER_GB) / GB);
      used += bytes;
      sent = Math.floor(end / DAY) === day ? sent + up : up;
      day = Math.floor(end / DAY);
      if (sent < LIMIT || end - last < COOL_DOWN) continue;
      alarms++;
      last = end;
      if (isFirst) {
        fen += charged;
        first = end;
      }
      isFirst = false;
    }
  }
  return { alarms, fen, first };
}

let folder = "";
let dataset = "";
let tariff = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-own-"));
  dataset = join(folder, "june");
  tariff = join(folder, "tariff.yaml");
  writeFileSync(
    tariff,
    `name: two-gigabytes
summary: 2 GB, then 8 yuan a GB
source: "chosen: a bundle that the night outgrows"
currency: CNY
kind: overage
groups:
  data: { bundleBytes: ${BUNDLE}, amount: ${FEN_PER_GB}, perBytes: ${GB}, incrementBytes: 1024 }
moneyCap: 0
volumeCap: 0
period: month
`,
  );
  const flags = ["--map", MAP, "--timezone", "+08:00", "--tariff", tariff];
  const imported = await run(["import", "cdr", USAGE, "-o", dataset, ...flags]);
  expect(imported).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bench(
  capacity: string,
  ...more: string[]
): Promise<{ rows: readonly DetectorRow[]; run: RunFile }> {
  const out = join(folder, `run-${capacity.replace("/", "-")}${more.join("")}`);
  const mine = join(EXAMPLES, "detector.js");
  const flags = ["-d", mine, "-d", "dual-cap", "--capacity", capacity, "-j", "1", "-o", out];
  const outcome = await run(["bench", dataset, ...flags, ...more]);
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining("without truth") });
  const found: RunFile = JSON.parse(readFileSync(join(out, "run.json"), "utf8"));
  return { run: found, rows: found.detectors.filter(({ name }) => name === "upload-of-the-day") };
}

describe("usage records of one's own, without labels", () => {
  it("are benched with a rule of one's own: alarms, and the money at the alarm", async () => {
    const { rows, run: found } = await bench("60/day");
    const shipped = rows.find(({ point }) => point === "shipped");
    const expected = byHand();
    expect(expected.fen).toBeGreaterThan(0);
    expect(shipped).toMatchObject({
      status: "ok",
      view: "charging",
      alarms: expected.alarms,
      moneyAtAlarm: expected.fen,
      recall: null,
      precision: null,
    });
    expect(shipped?.alarmList[0]?.time).toBe(expected.first);
    expect(found.datasets.map(({ name, truth, currency }) => [name, truth, currency])).toEqual([
      ["june", null, "CNY"],
    ]);
    // A capacity that is not reached leaves the rule alone.
    expect(rows).toHaveLength(1);
    expect(shipped).toMatchObject({
      leads: true,
      threshold: 524_288_000,
      thresholdSource: "default",
    });
    expect(found.overlaps.length).toBeGreaterThan(0);
  });

  it("fill what a team can handle when that is asked for, and no more", async () => {
    const { rows, run: found } = await bench("0.2/day", "--fill");
    const calibrated = rows.find(({ point }) => point === "calibrated");
    expect(calibrated?.thresholdSource).toBe("capacity");
    expect(calibrated?.alarms).toBeGreaterThan(0);
    expect(calibrated?.alarms).toBeLessThanOrEqual(0.2 * (found.datasets[0]?.days ?? 0));
    const night = Date.parse("2024-06-09T22:41:00+08:00");
    expect(calibrated?.alarmList.some(({ time }) => time > night)).toBe(true);
  });
});

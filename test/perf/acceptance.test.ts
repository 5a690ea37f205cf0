import { describe, expect, it } from "vitest";
import type { DetectorRow, RunFile } from "../../bench/run/run-file.ts";
import { acceptanceFigures } from "../../perf/acceptance/figures.ts";
import { judgeRepeats } from "../../perf/acceptance/judge-repeats.ts";
import { beatingChance, judgeRun } from "../../perf/acceptance/judge-run.ts";

const CITY = "city@L1";
const estimate = (value: number, low = value, high = value) => ({
  value,
  low,
  high,
  n: 10,
  method: "bootstrap",
});

interface Line {
  readonly name: string;
  readonly view?: string | null;
  readonly role?: string;
  readonly saved?: readonly [value: number, low: number, high: number];
  readonly coinHigh?: number;
  readonly blindHigh?: number;
  readonly detects?: readonly string[];
  readonly recall?: Readonly<Record<string, number>>;
  readonly chosenView?: boolean;
}

function row(line: Line): DetectorRow {
  const { name, view = "flows", role = "detector", saved = [0, 0, 0] } = line;
  const floor = (high: number) => ({
    valueDetectionRate: estimate(0, 0, high),
    valueDetectionRateByKindMean: estimate(0, 0, high),
  });
  return {
    dataset: CITY,
    name,
    view,
    role,
    point: "calibrated",
    leads: true,
    status: "ok",
    chosenView: line.chosenView ?? true,
    detects: line.detects ?? ["bt"],
    alarms: 7,
    counts: { hit: 1, false: 2 },
    valueDetectionRate: estimate(saved[0]),
    valueDetectionRateByKindMean: estimate(...saved),
    recall: estimate(0.5),
    falseAlarmsPer1000DeviceDays: estimate(3),
    latency: { p50Seconds: estimate(60) },
    floors: { coin: floor(line.coinHigh ?? 0.1), blindPeriodic: floor(line.blindHigh ?? 0.05) },
    calibration: { from: CITY, valueDetectionRateByKindMean: 0.3 },
    oracle: null,
    byIncident: Object.fromEntries(
      Object.entries(line.recall ?? {}).map(([kind, value]) => [
        kind,
        { recall: estimate(value), n: 5 },
      ]),
    ),
    byLookAlike: {},
    beatenByFloor: [],
  } as unknown as DetectorRow;
}

const runOf = (lines: readonly Line[], seconds = 1): RunFile =>
  ({
    datasets: [
      { name: CITY, seed: "1", scoredDeviceDays: 5000, truth: { cases: 9, lookAlikes: 8 } },
    ],
    budget: 10,
    detectors: lines.map(row),
    timings: { seconds },
  }) as unknown as RunFile;

const CEILING = { name: "oracle", role: "ceiling", recall: { bt: 1, theft: 1 } };

describe("the detectors that beat chance", () => {
  it.each([
    ["above both floors", { saved: [0.5, 0.3, 0.7] }, true],
    ["touching the coin's interval", { saved: [0.5, 0.1, 0.7] }, false],
    ["touching blind-periodic's interval", { saved: [0.5, 0.2, 0.7], blindHigh: 0.2 }, false],
    ["on a view that was not chosen", { saved: [0.5, 0.3, 0.7], chosenView: false }, false],
    ["a combiner", { saved: [0.5, 0.3, 0.7], role: "combiner" }, false],
  ] as const)("%s", (_title, line, passes) => {
    const rows = beatingChance(runOf([{ name: "cap", ...line }]), CITY);
    expect(rows.map(({ name }) => name)).toEqual(passes ? ["cap"] : []);
  });

  it("have to be six", () => {
    const lines = Array.from({ length: 6 }, (_, i) => ({
      name: `cap-${i}`,
      saved: [0.5, 0.3, 0.7] as const,
    }));
    const judged = (n: number) => judgeRun(runOf(lines.slice(0, n)), CITY, [])[1].passed;
    expect([judged(5), judged(6)]).toEqual([false, true]);
  });
});

describe("the claims about one run", () => {
  const catcher = { name: "shape", recall: { bt: 0.9 }, detects: ["bt"] };
  const misser = { name: "cap", recall: { bt: 0.1 }, detects: ["theft"] };
  const ofKind = (lines: readonly Line[]) => {
    const claims = judgeRun(runOf([CEILING, ...lines]), CITY, []);
    return claims.find(({ claim }) => claim.startsWith("bt "))?.passed;
  };
  it.each([
    ["a kind that one catches and another misses", [catcher, misser], true],
    ["a kind that its catcher does not claim", [{ ...catcher, detects: ["theft"] }, misser], false],
    ["a kind that is caught too seldom", [{ ...catcher, recall: { bt: 0.49 } }, misser], false],
    ["a kind that nobody misses", [catcher, { ...misser, recall: { bt: 0.11 } }], false],
    ["a kind missed on a view without its bytes", [catcher, { ...misser, view: "wlan" }], false],
  ] as const)("judge %s", (_title, lines, passes) => {
    expect(ofKind(lines)).toBe(passes);
  });

  it("name a detector that has no row", () => {
    const [claim] = judgeRun(runOf([catcher]), CITY, ["shape", "gone"]);
    expect([claim.passed, claim.found]).toEqual([false, ["gone has none"]]);
  });
});

describe("the claims about several runs", () => {
  const [one, same, other] = [runOf([{ name: "a" }]), runOf([{ name: "a" }], 9), runOf([])];
  it.each([
    [
      "hold when only timings differ",
      { again: same, alone: same, seconds: 80 },
      [true, true, true],
    ],
    ["name what differs", { again: other, alone: same, seconds: 80 }, [false, true, true]],
    ["see one worker differ", { again: same, alone: other, seconds: 80 }, [true, false, true]],
    [
      "see a run that lasts too long",
      { again: same, alone: same, seconds: 91 },
      [true, true, false],
    ],
  ] as const)("%s", (_title, runs, passed) => {
    expect(judgeRepeats({ first: one, load: 1, ...runs }).map((each) => each.passed)).toEqual(
      passed,
    );
  });
});

it("figures show the claims that fail as plainly as those that hold", () => {
  const run = runOf([CEILING, { name: "cap", saved: [0.5, 0.3, 0.7], recall: { bt: 0.9 } }]);
  const claims = [
    { claim: "it holds", passed: true, found: ["yes"] },
    { claim: "it does not", passed: false, found: ["no", "not at all"] },
  ];
  const figures = acceptanceFigures({ city: run, standard: run, claims, machine: "one core" });
  expect(figures["accept:claims"]()).toBe(
    "- **so**: it holds. Yes.\n- **NOT SO**: it does not. No; not at all.",
  );
  expect(figures["accept:detectors"]()).toContain("| cap | flows | 50 % (30–70 %) |");
  expect(figures["accept:kinds"]()).toContain("| cap | flows | **90 %** |");
  expect(figures["accept:floors"]()).toContain(
    "| cap | flows | 7 | 50 % (30–70 %) | 0 % (0–10 %) |",
  );
  expect(figures["accept:data"]()).toContain("5,000 scored line-days, 9 cases and 8 look-alikes");
});

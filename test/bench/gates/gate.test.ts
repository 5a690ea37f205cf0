import { describe, expect, it } from "vitest";
import { checkBaseline } from "../../../bench/gates/baseline.ts";
import {
  judgeExpectation,
  parseExpectation,
  settleExpectation,
} from "../../../bench/gates/gate.ts";
import { METRICS } from "../../../bench/metrics/catalogue.ts";
import { junitXml } from "../../../bench/report/junit.ts";
import type { RunInputs } from "../../../bench/run/differing-settings.ts";
import type { DetectorRow, RunDataset, RunFile } from "../../../bench/run/run-file.ts";
import { shortNames } from "../../../bench/run/short-names.ts";
import { ewma } from "../../../detectors/baselines/ewma.ts";

const estimate = (value: number | null, n = 10) => ({
  ...{ value, n, low: null, high: null, method: null },
});

const dataset = (name: string, more: Partial<RunDataset> = {}): RunDataset =>
  ({
    ...{ name, seed: "1", logicalHash: name, currency: "CNY", calibrationOnly: false },
    ...{ truth: { incidents: 10, cases: 10, lookAlikes: 0, enriched: true }, ...more },
  }) as RunDataset;

const row = (more: object): DetectorRow =>
  ({
    ...{ dataset: "city", name: "ewma", view: "flows", role: "detector", point: "calibrated" },
    ...{ status: "ok", chosenView: false, alarms: 7, recall: estimate(0.5) },
    ...{ leads: !("point" in more), ...more },
  }) as DetectorRow;

/** On charging, the chosen view, ewma has a recall of 0.5; on flows of 0.9 and no chance in it. */
const run = (
  rows: readonly DetectorRow[] = [
    row({ view: "flows", recall: estimate(0.9) }),
    row({ view: "charging", chosenView: true }),
    row({ view: "charging", chosenView: true, point: "shipped", recall: estimate(0.2) }),
  ],
  datasets: readonly RunDataset[] = [dataset("city")],
): RunFile => ({ datasets, detectors: rows, prevalence: null }) as unknown as RunFile;

const judge = (text: string, of = run()) => judgeExpectation(parseExpectation(text), of);

describe("a gate", () => {
  it("judges the view that the table shows, not the one that suits it, and names it", () => {
    expect(judge("ewma: recall >= 0.6")).toEqual([
      {
        gate: "ewma: recall >= 0.6",
        dataset: "city",
        view: "charging",
        point: "calibrated",
        passed: false,
        found: "recall is 50 % on city, charging, calibrated",
      },
    ]);
    expect(judge("ewma@flows: recall >= 0.6")[0].passed).toBe(true);
    expect(judge("ewma[as written]: recall >= 0.1")[0].found).toBe(
      "recall is 20 % on city, charging, as written",
    );
  });

  it("judges the point that stands first in the table where a row says which", () => {
    const rows = [
      row({ chosenView: true, leads: false }),
      row({ chosenView: true, leads: true, point: "shipped", recall: estimate(0.2) }),
    ];
    expect(judge("ewma: recall >= 0.1", run(rows))[0].point).toBe("shipped");
    expect(judge("ewma[calibrated]: recall >= 0.1", run(rows))[0].point).toBe("calibrated");
  });

  const two = run(
    [
      row({ chosenView: true }),
      row({ chosenView: true, dataset: "night", recall: estimate(0.1) }),
      row({ chosenView: true, dataset: "june", recall: null }),
    ],
    [dataset("city"), dataset("night"), dataset("june", { truth: null })],
  );

  it("judges every dataset that can tell, or the one that it names", () => {
    const passed = (text: string) => judge(text, two).map((each) => [each.dataset, each.passed]);
    expect(passed("ewma: recall >= 40%")).toEqual([
      ["city", true],
      ["night", false],
    ]);
    expect(passed("ewma on night: recall >= 5%")).toEqual([["night", true]]);
    expect(passed("ewma: alarms <= 7")).toEqual([
      ["city", true],
      ["night", true],
      ["june", true],
    ]);
  });

  it("says that there is no truth where there is none", () => {
    const found = "recall is undefined on june: no truth";
    expect(judge("ewma on june: recall >= 0.1", two)).toMatchObject([{ passed: false, found }]);
    const blind = run([row({ chosenView: true, dataset: "june" })], two.datasets.slice(2));
    expect(judge("ewma: recall >= 0.1", blind)).toMatchObject([{ passed: false, found }]);
    expect(judge("ewma: alarms <= 7", blind)).toMatchObject([{ passed: true }]);
  });

  it.each([
    ["recall >= 50%", { recall: estimate(0.5) }, true],
    ["recall >= 95%", { recall: estimate(19 / 20) }, true],
    ["recall >= 70 %", { recall: estimate(21 / 30) }, true],
    ["recall > 50 %", { recall: estimate(0.5) }, false],
    ["p50Seconds <= 5m", { latency: { p50Seconds: estimate(300) } }, true],
    ["p50Seconds < 5min", { latency: { p50Seconds: estimate(300) } }, false],
    ["p50Seconds <= 6h", { latency: { p50Seconds: estimate(null) } }, false],
    ["p50SecondsCaught <= 6h", { latency: { p50SecondsCaught: estimate(null) } }, false],
    ["collateralBytes <= 1GB", { collateralBytes: estimate(1_073_741_824) }, true],
    ["collateralBytes <= 1023MB", { collateralBytes: estimate(1_073_741_824) }, false],
    ["moneySaved >= 12.5", { moneySaved: estimate(1250) }, true],
    ["moneySaved >= 12.5CNY", { moneySaved: estimate(1249) }, false],
    ["moneySaved >= 1 EUR", { moneySaved: estimate(1250) }, false],
    ["lateAlarms <= 3", { counts: { late: 4 } }, false],
    ["dayF1 >= 0.2", { perDeviceDay: { f1: estimate(0.25) } }, true],
  ])("%s in the units of the table", (text, values, passed) => {
    const of = run([row({ chosenView: true, ...values })]);
    expect(judge(`ewma: ${text}`, of)[0].passed).toBe(passed);
  });

  it("knows every metric of the list, and no other", () => {
    for (const { name } of METRICS)
      expect(parseExpectation(`x: ${name} <= 1`).metric.name).toBe(name);
    expect(new Set(METRICS.map(({ name }) => name)).size).toBe(METRICS.length);
  });

  it.each([
    ["ewma: recall >= 90", "--expect: recall must be compared with 0.9 or 90%, got 90"],
    ["ewma: recall >= ", "--expect: must read 'DETECTOR: METRIC >= NUMBER'"],
    ["ewma: recal >= 1", "unknown metric recal; did you mean recall?"],
    ["ewma: latency.p50Seconds <= 1", "did you mean p50Seconds?"],
    ["ewma: p50Seconds <= 5 %", "p50Seconds must be compared with 300, 5m or 6h, got 5 %"],
    ["ewma: alarms <= 5m", "alarms must be compared with a number, got 5m"],
  ])("%s is refused", (text, message) => {
    expect(() => parseExpectation(text)).toThrow(message);
  });
});

describe("the detector of a gate", () => {
  const given = (argument: string, name = argument, own = "ewma") => ({
    ...{ name, argument, spec: { ...ewma, name: own } },
  });
  const detectors = [
    given("./rules/night-hour.js:mb=200", "night-hour:mb=200", "night-hour"),
    given("ewma:slow=2"),
    given("ewma:slow=3"),
    given("ewma:slow=3,view=flows", "ewma:slow=3"),
  ];
  const called = {
    names: [...detectors.map(({ name }) => name), "any-of(ewma, cusum)"],
    short: shortNames(detectors),
  };
  const settle = (name: string) =>
    settleExpectation(parseExpectation(`${name}: recall >= 0`), called, ["city"]).name;

  it.each([
    ["night-hour", "night-hour:mb=200"],
    ["./rules/night-hour.js", "night-hour:mb=200"],
    ["./rules/night-hour.js:mb=200", "night-hour:mb=200"],
    ["ewma:slow=3", "ewma:slow=3"],
    ["any-of(ewma, cusum)", "any-of(ewma, cusum)"],
  ])("%s is %s", (given, name) => {
    expect(settle(given)).toBe(name);
  });

  it("must be named in full where a short name may be two", () => {
    expect(() => settle("ewma")).toThrow("--expect: ewma may be any of ewma:slow=2, ewma:slow=3");
    expect(() => settle("ewmo")).toThrow("unknown detector ewmo");
  });
});

describe("a baseline", () => {
  const inputs = (more: Partial<RunInputs> = {}): RunInputs => ({
    datasets: [dataset("city")],
    budget: 10,
    capacity: null,
    settings: { coolDown: 1, kinds: "any", timeoutMs: 1 },
    ...more,
  });

  it.each([
    ["another budget", { budget: 5 }, "budget: 10, 5"],
    ["a capacity", { budget: null, capacity: 60 }, "budget: 10, none; capacity: none, 60"],
    ["another cool-down", { settings: { coolDown: 2, kinds: "any" } }, "coolDown: 1, 2"],
    [
      "a setting that was not there",
      { settings: { coolDown: 1, kinds: "any", fill: true } },
      "fill",
    ],
    ["other data", { datasets: [dataset("city", { logicalHash: "x" })] }, "data of city"],
    ["another seed", { datasets: [dataset("city", { seed: "2" })] }, "seed 1 city, seed 2 city"],
  ])("of %s is refused", (_what, more, message) => {
    expect(() => checkBaseline(inputs(), inputs(more as Partial<RunInputs>))).toThrow(message);
  });

  it("may have had other limits and other datasets", () => {
    const settings = { coolDown: 1, kinds: "any", timeoutMs: 9 };
    const more = { settings, datasets: [dataset("city"), dataset("night")] };
    expect(() => checkBaseline(inputs(), inputs(more))).not.toThrow();
  });
});

describe("JUnit XML", () => {
  it("counts a detector that failed as an error, with its reason", () => {
    const reason = "ended with exit code 1: KeyError: 'down'";
    const rows = [row({ chosenView: true, status: "error", reason })];
    const gates = [...judge("ewma: recall >= 0.6", run(rows)), ...judge("ewma: recall >= 0.6")];
    const found = `recall is undefined on city: error: ${reason}`;
    expect(gates[0]).toMatchObject({ passed: false, broken: true, found });
    const xml = junitXml([...gates, ...judge("ewma: recall < 0.6")]);
    expect(xml).toContain('tests="3" failures="1" errors="1" skipped="0"');
    expect(xml).toContain('<error message="recall is undefined on city: error: ended with exit');
    expect(xml).toContain("KeyError: &apos;down&apos;</error>");
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });

  it("has one test case a gate, with what was found, escaped", () => {
    const gates = [
      ...judge("ewma: recall >= 0.6"),
      { ...judge("ewma: recall < 0.6")[0], gate: 'a "b" & <c>\u0001' },
    ];
    const xml = junitXml(gates);
    expect(xml).toContain('<testsuite name="gates" tests="2" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('name="ewma: recall &gt;= 0.6" classname="city.charging"');
    expect(xml).toContain('<failure message="recall is 50 % on city, charging, calibrated">');
    expect(xml).toContain('name="a &quot;b&quot; &amp; &lt;c&gt;"');
    expect(xml.match(/<testcase /g)).toHaveLength(2);
  });
});

import { METRICS } from "../../bench/metrics/catalogue.ts";
import type { DetectorRow, RunDataset, RunFile } from "../../bench/run/run-file.ts";
import type { Estimate } from "../../bench/statistics/estimate.ts";

/** An estimate with an interval of a tenth to either side. */
export function about(value: number | null, n = 36): Estimate {
  if (value === null) return { value, low: null, high: null, n, method: null };
  return { value, low: value * 0.9, high: value * 1.1, n, method: "bootstrap" };
}

/** A row of run.json in which everything is measured, but for what a test says. */
export function sampleRow(row: Partial<DetectorRow> = {}): DetectorRow {
  return {
    ...{ dataset: "city@L1", name: "ewma", view: "flows", role: "detector", point: "calibrated" },
    ...{
      status: "ok",
      reason: null,
      reproduce: null,
      sandbox: "ours",
      causality: "checked",
      causalityNote: null,
      learnsFrom: "nothing",
      fitted: [],
    },
    ...{ detects: ["bt-over-hotspot"], threshold: 13.627104701415474, thresholdSource: "budget" },
    ...{ thresholdUnit: "times the usual", scoreScale: null },
    ...{ leads: row.point !== "shipped", today: false, options: {}, lines: 40 },
    thresholds: [],
    overBudget: false,
    alarms: 44,
    counts: { hit: 21, late: 0, redundant: 0, false: 23, setAside: 0, otherKind: 0 },
    ...{ valueDetectionRate: about(0.9), valueDetectionRateByKindMean: about(0.47) },
    ...{ recall: about(21 / 36), recallWithLate: about(21 / 36), recallByKindMean: about(0.58) },
    ...{ precision: about(21 / 44, 44), precisionInTime: about(21 / 44, 44) },
    ...{ precisionAtPrevalence: null, devicePrecision: about(0.48), f1: about(0.525) },
    perDeviceDay: null,
    ...{ moneySaved: about(120_853), moneyAtStake: about(121_130), moneyDetectionRate: about(1) },
    ...{ exposureSaved: about(120_853), exposureAtStake: about(121_130) },
    ...{ exposureDetectionRate: about(1), collateralBytes: about(3e11) },
    latency: Object.fromEntries(
      METRICS.filter((each) => "group" in each && each.group === "latency").map(({ name }) => [
        name,
        about(name.startsWith("within") ? 0.5 : 3541),
      ]),
    ) as NonNullable<DetectorRow["latency"]>,
    falseAlarmsPer1000DeviceDays: {
      ...about(8.3, 23),
      deviceDays: 2772,
      poisson: null,
      bootstrap: null,
    },
    alarmsPer1000DeviceDays: about(15.9),
    devicesBothered: 23,
    byIncident: {
      "bt-over-hotspot": { recall: about(1, 9), valueDetectionRate: about(0.9, 9), n: 9 },
    },
    byLookAlike: { "stale-session": { specificity: about(0, 4), n: 4, alarms: 4 } },
    floors: { view: "flows", coin: null, blindPeriodic: null },
    ...{ oracle: null, calibration: { from: "city@L1", valueDetectionRateByKindMean: 0.5 } },
    ...{ chosenView: true, beatenByFloor: [], floorsAsGood: {}, tradeOff: [] },
    ...{ moneyAtAlarm: null, alarmsByDay: {}, alarmList: [], few: false },
    ...row,
  } as DetectorRow;
}

/** A dataset of a run: a city of 500 lines, but for what a test says. */
export function sampleDataset(dataset: Partial<RunDataset> = {}): RunDataset {
  return {
    ...{ name: "city@L1", logicalHash: "0123456789abcdef", seed: "1", currency: "CNY" },
    ...{ scenarioHash: "feed", origin: "generated", level: "L1", devices: 500, days: 14 },
    ...{ utcOffset: 480, records: { flows: 1_900_000 }, ledger: "charging" },
    truth: { incidents: 36, cases: 36, lookAlikes: 36, enriched: true },
    ...{ scoredDeviceDays: 2772, calibrationOnly: false },
    ...dataset,
  } as RunDataset;
}

/** A run over such datasets and rows. */
export function sampleRun(run: Partial<RunFile> = {}): RunFile {
  return {
    ...{ schemaVersion: 1, tool: { billshock: "0.1.0", node: "20" } },
    datasets: [sampleDataset()],
    ...{ budget: 10, capacity: null, prevalence: null, settings: { calibrate: "city@L1" } },
    detectors: [sampleRow()],
    ...{
      sweeps: [],
      comparisons: [],
      metricsWonByFloor: {},
      overlaps: [],
      gates: [],
      warnings: [],
      timings: {},
    },
    ...run,
  };
}

/** A case of one line, and the row of a detector that caught it at 22:27:14 civil time, or did not. */
export function sampleCase(name: string, caughtBy: readonly string[], all: readonly string[]) {
  const dataset = sampleDataset({
    ...{ name, devices: 1, days: 1.002, level: null, records: { flows: 900 } },
    truth: { incidents: 1, cases: 1, lookAlikes: 0, enriched: false },
    scoredDeviceDays: 1.002,
  });
  const time = Date.UTC(2015, 5, 3, 14, 27, 14);
  const rows = all.map((detector) =>
    sampleRow({
      ...{ dataset: name, name: detector, recall: about(caughtBy.includes(detector) ? 1 : 0, 1) },
      exposureSaved: about(caughtBy.includes(detector) ? 1_542_400 : 0, 1),
      exposureAtStake: about(1_542_400, 1),
      moneyAtStake: about(100_000, 1),
      alarmList: caughtBy.includes(detector)
        ? [{ seed: "1", device: 0, time, closed: time, class: "hit", score: 1, bytes: 1, money: 1 }]
        : [],
    }),
  );
  return { dataset, rows };
}

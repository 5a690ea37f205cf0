import { z } from "zod";
import { VIEWS } from "../../datasets/view.ts";
import type { Metric } from "../metric.ts";
import { placed } from "../metric-fields.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { ALARM_CLASSES } from "../scoring/classes.ts";
import { FIRST_ALARMS } from "./brief-run.ts";

const number = z.number().nullable();
const text = z.string();
const flag = z.boolean();
const count = z.int().min(0);
const view = z.enum(VIEWS);
const byName = <T extends z.ZodType>(of: T) => z.record(text, of);

const interval = z.object({ low: z.number(), high: z.number() });
const estimate = z
  .object({ value: number, low: number, high: number, n: z.number(), method: text.nullable() })
  .describe("a number with its 95 % interval; null where it is undefined");

const dataset = z.object({
  name: text.describe("scenario, and its level where it has one"),
  logicalHash: text.describe("the same for the same rows and labels"),
  seed: text.nullable(),
  currency: text,
  scenarioHash: text,
  origin: z.enum(["generated", "imported"]),
  level: text.nullable(),
  devices: count,
  days: z.number(),
  utcOffset: z.number().describe("minutes east of UTC"),
  records: z.partialRecord(view, count).describe("rows of each view"),
  truth: z
    .object({ incidents: count, cases: count, lookAlikes: count, enriched: flag })
    .nullable()
    .describe("what there is to find in the scored half"),
  ledger: view.nullable().describe("rows that damage and money are computed from"),
  scoredDeviceDays: z.number(),
  calibrationOnly: flag,
});

const threshold = z.object({
  seed: text.nullable(),
  value: number,
  source: text,
  from: text.nullable(),
  underpowered: flag,
  neededDeviceDays: number,
});

const floor = z
  .object({ valueDetectionRate: estimate, valueDetectionRateByKindMean: estimate })
  .nullable();

const falseAlarms = z.object({
  ...estimate.shape,
  deviceDays: z.number(),
  poisson: interval.nullable(),
  bootstrap: interval.nullable(),
});

const oracle = z
  .object({
    thresholds: z.array(z.object({ seed: text.nullable(), value: number })),
    valueDetectionRate: number,
    valueDetectionRateByKindMean: number,
    recall: number,
    falseAlarmsPer1000DeviceDays: number,
  })
  .nullable();

const operatingPoint = z.object({
  budget: z.number(),
  recall: number.optional(),
  precision: number.optional(),
  falseAlarmsPer1000DeviceDays: number,
  valueDetectionRate: number,
  valueDetectionRateByKindMean: number,
});

const alarm = z.object({
  seed: text.nullable(),
  device: count,
  time: z.number().describe("ms UTC"),
  closed: z.number().describe("when its row had closed, ms UTC"),
  class: z.enum(ALARM_CLASSES),
  score: number,
  bytes: z.number().describe("moved by the line in the period so far"),
  money: number.describe("charged in the period so far, minor units"),
});

/**
 * The fields of a row that hold metrics: an estimate each, those of a group in an object. A run writes
 * all of them; one that an older tool has written may be without some.
 */
function metricFields(metrics: readonly Metric[]): Record<string, z.ZodType> {
  const shapeOf = ({ summary, interval: kind }: Metric) =>
    (kind === "poisson" ? falseAlarms : estimate).describe(summary).optional();
  const fields = placed<z.ZodType>(metrics, shapeOf);
  const known = Object.entries(fields).map(([name, field]) => [
    name,
    (field instanceof z.ZodType ? field : z.object(field)).nullable().optional(),
  ]);
  return Object.fromEntries(known);
}

const rowOf = (metrics: readonly Metric[]) =>
  z.object({
    dataset: text,
    name: text,
    view: view.nullable(),
    role: z.enum(["detector", "combiner", "floor", "ceiling"]),
    point: z.enum(["calibrated", "shipped"]).describe("shipped: as written"),
    leads: flag.describe("of the two points the one that stands first"),
    today: flag.describe("a rule that a plan has now, added to compare with"),
    options: byName(z.union([z.number(), text])),
    status: z.enum(["ok", "not-evaluable", "error", "timeout", "oom", "invalid"]),
    reason: text.nullable(),
    reproduce: text.nullable().describe("command that shows the failure again"),
    learnsFrom: z
      .enum(["nothing", "traffic", "labels"])
      .nullable()
      .optional()
      .describe("what it was let learn from, of the calibration half; null: nobody knows"),
    fitted: z
      .array(z.object({ seed: text.nullable(), from: text, file: text, sha256: text }))
      .optional()
      .describe("what it learned: a file below the run's folder"),
    sandbox: z.enum(["ours", "sandboxed", "not sandboxed"]),
    causality: z.enum(["checked", "partly", "unchecked"]),
    causalityNote: text.nullable().describe("what was checked, and what can't be"),
    detects: z.array(text),
    threshold: number,
    thresholdSource: text.describe("mixed: not the same for all seeds, see thresholds"),
    thresholdUnit: text,
    scoreScale: z
      .object({ option: text, unit: text, value: z.number() })
      .nullable()
      .describe("what a score of 1 stands for"),
    thresholds: z.array(threshold),
    overBudget: flag,
    alarms: count,
    lines: count.describe("distinct lines with an alarm"),
    counts: z.record(z.enum(ALARM_CLASSES), z.number()).nullable(),
    ...metricFields(metrics),
    devicesBothered: number,
    metrics: byName(estimate.extend({ written: text.describe("as its author writes it") }))
      .optional()
      .describe("of the user's own, by name"),
    byIncident: byName(z.object({ recall: estimate, valueDetectionRate: estimate, n: z.number() })),
    byLookAlike: byName(z.object({ specificity: estimate, n: z.number(), alarms: z.number() })),
    floors: z.object({ view: view.nullable(), coin: floor, blindPeriodic: floor }),
    oracle,
    calibration: z.object({ from: text, valueDetectionRateByKindMean: number }).nullable(),
    chosenView: flag,
    beatenByFloor: z.array(text),
    floorsAsGood: byName(z.array(text)),
    tradeOff: z.array(operatingPoint),
    moneyAtAlarm: number,
    alarmsByDay: z.record(text, count).describe("alarms of each civil day that has one"),
    alarmList: z
      .array(alarm)
      .describe(
        `the first ${FIRST_ALARMS} alarms, and the first hit of each seed; --alarms writes all`,
      ),
    few: flag,
  });

const sweep = z.object({
  dataset: text,
  name: text,
  view: view.nullable(),
  option: text,
  unit: text,
  points: z.array(
    z.object({
      value: z.number(),
      threshold: number,
      alarms: count,
      alarmsPerDay: z.number(),
      lines: count,
      moneyAtAlarm: number,
      recall: number,
      precision: number,
      falseAlarmsPer1000DeviceDays: number,
      valueDetectionRate: number,
      moneySaved: number,
    }),
  ),
});

const comparison = z.object({
  dataset: text,
  name: text,
  view: view.nullable(),
  reference: text,
  metric: text,
  difference: number,
  low: number,
  high: number,
  p: number,
  pHolm: number,
});

const strategy = z.object({
  dataset: text,
  name: text,
  by: text,
  summary: text,
  detectors: z.array(z.object({ use: text, view, threshold: z.number(), isFloor: flag })),
  alarms: count,
  scored: z
    .object({
      cases: count,
      prevented: estimate.nullable(),
      bytesAtStake: z.number(),
      bytesSaved: estimate,
      ratedAtStake: z.number(),
      ratedSaved: estimate,
      moneyAtStake: z.number(),
      moneySaved: estimate,
      wrongPlane: count.describe("cases whose network no answer reached"),
      withheld: z.number().describe("bytes that somebody wanted"),
      cutOff: count.describe("lines that were cut off though nothing ran on them"),
      messages: count,
    })
    .nullable()
    .describe("null without truth, or where records can't tell"),
  cut: z
    .object({ bytes: z.number(), rated: number, billed: number })
    .nullable()
    .describe("of all lines, whoever's it was"),
  untold: z.array(text),
});

/** Shape of a run.json with these metrics in its rows. */
export function runFileOf(metrics: readonly Metric[]) {
  return z
    .object({
      schemaVersion: z.literal(1),
      tool: z.object({ billshock: text, node: text }),
      datasets: z.array(dataset),
      budget: number.describe("false alarms per 1000 line-days"),
      capacity: number.describe("alarms a day"),
      prevalence: z
        .object({
          name: text,
          casesPerDeviceDay: z.union([z.number(), byName(z.number())]),
          lookAlikesPerDeviceDay: byName(z.number()).nullable(),
          source: text,
        })
        .nullable()
        .describe("how often things happen where the detectors are to be deployed"),
      settings: byName(z.unknown()),
      detectors: z.array(rowOf(metrics)),
      comparisons: z.array(comparison),
      metricsWonByFloor: byName(byName(z.array(text))),
      overlaps: z.array(
        z.object({ dataset: text, of: text, by: text, share: number, n: z.number() }),
      ),
      sweeps: z.array(sweep),
      strategies: z
        .array(strategy)
        .optional()
        .describe("what answers to alarms come to: records cut where nobody reacts"),
      metrics: z
        .array(
          z.object({
            name: text,
            summary: text,
            unit: text,
            better: z.enum(["higher", "lower", "neither"]),
            needs: z.array(text),
            rests: text,
            missIsNever: flag.optional(),
          }),
        )
        .optional()
        .describe("what metrics of the user's own are; their numbers stand in the rows"),
      gates: z.array(
        z.object({
          gate: text,
          dataset: text.nullable(),
          view: view.nullable(),
          point: z.enum(["calibrated", "shipped"]).nullable(),
          passed: flag,
          found: text,
          broken: z.literal(true).optional(),
        }),
      ),
      warnings: z.array(text),
      timings: byName(z.unknown()).describe("all that was measured by the clock"),
    })
    .describe("A billshock run: detectors on datasets, scored. Fields may be added, not renamed.");
}

/** Shape of run.json for other programs: every field that a run writes, none that it does not. */
export const runFile = runFileOf(METRICS);

/** Makes the JSON Schema of run.json, draft 2020-12. */
export function runJsonSchema(): unknown {
  return z.toJSONSchema(runFile, { io: "input" });
}

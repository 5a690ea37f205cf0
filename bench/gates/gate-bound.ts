import { parseQuantity } from "../../datasets/quantity.ts";
import { MB } from "../../datasets/sizes.ts";
import type { Metric, MetricUnit } from "../metric.ts";
import { bytes, duration } from "../report/wording.ts";

/** The number that a gate compares with, in the unit of run.json. */
export interface Bound {
  readonly value: number;
  /** Currency that was named, if any. */
  readonly currency: string | null;
}

/** Units that people may write in other words of the same sort: times, sizes and shares. */
const MEASURED: ReadonlySet<MetricUnit> = new Set(["share", "s", "B"]);

const EXAMPLES: Readonly<Record<MetricUnit, string>> = {
  share: "0.9 or 90%",
  s: "300, 5m or 6h",
  B: "1000000, 500MB or 1GB",
  money: "120 or 120CNY, in whole units",
  alarms: "a number",
  devices: "a number",
  "1/1000 d": "a number",
};

/**
 * Reads the number of a gate in the unit of its metric: shares also in percent, times and sizes with
 * their unit, money in whole units of the currency. Throws a RangeError on anything else, and on a
 * share above 1, which 90 for 90 % would be.
 */
export function parseBound(text: string, { name, unit }: Metric): Bound {
  // As the table shows it, money is in whole units of the dataset's currency, which may be named.
  const [, amount, currency = null] =
    (unit === "money" && /^(.*?)\s*([A-Z]{3})?$/.exec(text)) || ([null, text] as const);
  const number = parseQuantity(amount, MEASURED.has(unit) ? unit : "");
  const value = number === null ? Number.NaN : unit === "money" ? number * 100 : number;
  const isShare = unit !== "share" || (value >= 0 && value <= 1);
  if (!Number.isFinite(value) || !isShare) {
    throw new RangeError(`--expect: ${name} must be compared with ${EXAMPLES[unit]}, got ${text}`);
  }
  return { value, currency };
}

/** Says a value of a metric as a gate would write it, with digits enough to see which side it is on. */
export function wordedValue(value: number, { unit }: Metric, currency: string): string {
  if (value === Number.POSITIVE_INFINITY) return "never";
  const short = (number: number) => String(Number(number.toPrecision(6)));
  switch (unit) {
    case "share":
      return `${short(100 * value)} %`;
    case "s":
      return value < 60 ? `${short(value)} s` : `${short(value)} s (${duration(value)})`;
    case "B":
      return value < MB ? `${short(value)} B` : `${short(value)} B (${bytes(value)})`;
    case "money":
      return `${short(value / 100)} ${currency}`;
    default:
      return short(value);
  }
}

import { describe, expect, it } from "vitest";
import { parseBound } from "../../bench/gates/gate-bound.ts";
import { METRICS } from "../../bench/metrics/catalogue.ts";
import { sweepOf } from "../../bench/run/sweep-argument.ts";
import { quantityOf } from "../../cli/parse-flags.ts";
import { resolveOptions } from "../../datasets/options.ts";
import type { Param } from "../../datasets/param.ts";
import { GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { parseDuration, parseSize } from "../../simulators/scenario-file/units.ts";

const param = (unit: string): Param => ({
  summary: "for the test",
  unit,
  default: 0,
  min: Number.NEGATIVE_INFINITY,
  max: Number.MAX_VALUE,
  source: "chosen: for the test",
});
const option = (unit: string) => (text: string) =>
  resolveOptions({ name: "unit", params: { size: param(unit) } }, { size: text }).size;
const flag = (unit: "ms" | "bytes") => (text: string) =>
  quantityOf({ it: text } as never, "it", { where: "here", unit, min: 0 });
const swept = (unit: string) => (text: string) => {
  const sweep = sweepOf(`unit:size=${text}|${text}`);
  // A comma ends an option there, so that nothing is left to sweep.
  if (sweep === null) throw new RangeError(`nothing is swept, got ${text}`);
  return sweep.points({ name: "unit", params: { size: param(unit) } })[0]?.value;
};
const gate = (unit: string) => {
  const metric = METRICS.find((each) => each.unit === unit);
  return (text: string) => parseBound(text, metric as never).value;
};

type Place = (text: string) => number | undefined;

/** Every kind of place where people write a size. */
const SIZES: Readonly<Record<string, Place>> = {
  option: option("bytes"),
  sweep: swept("bytes"),
  gate: gate("B"),
  flag: flag("bytes"),
  scenario: parseSize,
};

/** Every kind of place where people write a time, in ms. */
const TIMES: Readonly<Record<string, Place>> = {
  option: option("ms"),
  sweep: swept("ms"),
  gate: (text) => gate("s")(text) * 1000,
  flag: flag("ms"),
  scenario: parseDuration,
};

/** Which places take a text, and whether they all read the same number. */
function takenBy(places: Readonly<Record<string, Place>>, text: string) {
  const values = Object.entries(places).flatMap(([name, read]) => {
    try {
      return [[name, read(text)] as const];
    } catch (thrown) {
      expect((thrown as Error).message, `${name} says what it got`).toContain(`got ${text}`);
      return [];
    }
  });
  return {
    places: values.map(([name]) => name).join(" "),
    values: new Set(values.map(([, v]) => v)),
  };
}

const ALL = "option sweep gate flag scenario";
/** A flag and a scenario want to be told the unit, and have no use for what is below zero. */
const BARE = "option sweep gate";

describe("a size", () => {
  it.each([
    ["500MB", ALL, 500 * MB],
    ["500 MiB", ALL, 500 * MB],
    ["1.5gb", ALL, 1.5 * GB],
    ["10k", ALL, 10_240],
    ["7 bytes", ALL, 7],
    ["5e2MB", ALL, 500 * MB],
    ["0", ALL, 0],
    ["1048576", BARE, MB],
    ["-5MB", BARE, -5 * MB],
  ])("%s is read alike by %s", (text, places, value) => {
    expect(takenBy(SIZES, text)).toEqual({ places, values: new Set([value]) });
  });

  it.each([
    ["500Mb", "megabits"],
    ["40MBps", "a rate"],
    ["1h", "a time"],
    ["20%", "a share"],
    ["0x10", "hexadecimal"],
    ["0x10MB", "hexadecimal with a unit"],
    ["1_000", "separators"],
    ["1_000MB", "separators with a unit"],
    ["1,5GB", "a decimal comma"],
    ["--5MB", "two signs"],
    ["5-MB", "a sign inside"],
    ["Infinity", "no number"],
    ["InfinityMB", "no number with a unit"],
    ["1e999MB", "more than a number holds"],
    ["1e308GB", "more than a number holds once it is in bytes"],
    ["NaN", "no number"],
    ["MB", "no number"],
    ["1GB500MB", "a sum of sizes"],
    ["constructor", "no word of ours"],
    ["5toString", "no unit of ours"],
    [" ", "nothing"],
  ])("%s is read by no place: %s", (text) => {
    expect(takenBy(SIZES, text).places).toBe("");
  });
});

describe("a time", () => {
  it.each([
    ["90s", ALL, 90_000],
    ["30 min", ALL, 30 * MINUTE],
    ["1h30m", ALL, 90 * MINUTE],
    ["6h 34m", ALL, 394 * MINUTE],
    ["2days", ALL, 48 * HOUR],
    ["250ms", ALL, 250],
    ["-1h", BARE, -HOUR],
  ])("%s is read alike by %s", (text, places, value) => {
    expect(takenBy(TIMES, text)).toEqual({ places, values: new Set([value]) });
  });

  it.each([
    "30m1h",
    "1h1h",
    "-1h30m",
    "1h-30m",
    "5h30",
    "5MB",
    "1:30",
    "0x10s",
    "1_000s",
    "1e999s",
  ])("%s is read by no place", (text) => {
    expect(takenBy(TIMES, text).places).toBe("");
  });
});

describe("a number of JavaScript", () => {
  it.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])(
    "that is %d is no option, whatever its bounds",
    (value) => {
      const unit = { name: "unit", params: { size: param("bytes") } };
      expect(() => resolveOptions(unit, { size: value })).toThrow(`got ${value}`);
    },
  );
});

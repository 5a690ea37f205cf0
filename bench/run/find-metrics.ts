import { existsSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { suggest } from "../../datasets/nearest-name.ts";
import { installedPackage, packageEntry } from "../../datasets/package-entry.ts";
import { BASES, type GivenMetric, INTERVALS, type Metric, NEEDS, UNITS } from "../metric.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { bytes, duration, money, percent } from "../report/wording.ts";
import { openFacts } from "../scoring/facts.ts";
import { poolOf } from "../scoring/pool.ts";
import { SCORING_DEFAULTS } from "../scoring/scoring-options.ts";

/**
 * Finds metrics of the user's own: `FILE.js[#EXPORT]`, a folder, an installed package, or an object.
 * Their code is trusted: it runs in this process. All are checked, and measured once on nothing, before
 * anything else runs. Throws a RangeError that names the metric and what is wrong with it.
 */
export async function findMetrics(
  given: readonly (string | GivenMetric)[],
  folder = ".",
): Promise<Metric[]> {
  const found: Metric[] = [];
  for (const each of given) {
    const metric = typeof each === "string" ? await loaded(each, folder) : each;
    const where = typeof each === "string" ? `--metric: ${each}` : "metric";
    const checked = settled(metric, where);
    if ([...METRICS, ...found].some(({ name }) => name === checked.name)) {
      throw new RangeError(`${where}: name must be new, and there is a metric ${checked.name}`);
    }
    found.push(checked);
  }
  return found;
}

async function loaded(target: string, folder: string): Promise<GivenMetric> {
  const [place, wanted = ""] = target.split("#");
  let module: Readonly<Record<string, unknown>>;
  const file = fileAt(place, folder);
  try {
    module = await import(pathToFileURL(file).href);
  } catch (thrown) {
    const reason = (thrown as Error).message.replace(/\s*\n\s*/g, " ");
    throw new RangeError(`--metric: ${target}: could not be loaded: ${reason}`, { cause: thrown });
  }
  const metrics = Object.entries(module).filter(([, value]) => isMetric(value));
  const names = metrics.map(([name]) => name);
  const [only] = metrics;
  if (wanted !== "") {
    const match = metrics.find(([name, value]) => [name, (value as Metric).name].includes(wanted));
    if (match) return match[1] as GivenMetric;
    throw new RangeError(
      `--metric: ${target}: export must be one of ${names.join(", ") || "none"}`,
    );
  }
  if (only === undefined) {
    throw new RangeError(
      `--metric: ${target}: exports no metric: an object with name, unit, better, needs, rests and measure()`,
    );
  }
  const preferred = metrics.find(([name]) => name === "default");
  if (preferred === undefined && metrics.length > 1) {
    throw new RangeError(`--metric: ${target}: say which with #NAME: ${names.join(", ")}`);
  }
  return (preferred ?? only)[1] as GivenMetric;
}

function fileAt(place: string, folder: string): string {
  const path = resolve(folder, place);
  if (existsSync(path)) {
    return realpathSync(statSync(path).isDirectory() ? packageEntry(path).file : path);
  }
  const isPath = /^[./~]|\.[cm]?js$/.test(place);
  const installed = isPath ? null : installedPackage(place, folder);
  if (installed !== null) return realpathSync(installed.file);
  const packages = isPath ? "" : `, and no package ${place} is installed`;
  throw new RangeError(`--metric: there is no file ${path}${packages}`);
}

function isMetric(value: unknown): boolean {
  return typeof value === "object" && value !== null && "measure" in value && "name" in value;
}

const BETTER = ["higher", "lower", "neither"];

/** Checks what a metric says of itself, and puts a guard round what it computes. */
function settled(metric: GivenMetric, where: string): Metric {
  const name = String(metric.name);
  const mustBe = (what: string, value: unknown, known: readonly string[]) => {
    if (known.includes(value as string)) return;
    const near = typeof value === "string" ? suggest(value, known) : `one of ${known.join(", ")}`;
    throw new RangeError(`${where}: ${name}: unknown ${what} ${value}; ${near}`);
  };
  if (!/^[A-Za-z][\w-]*$/.test(name)) {
    throw new RangeError(`${where}: name must be letters, digits, - and _, got ${name}`);
  }
  if (typeof metric.summary !== "string" || metric.summary === "") {
    throw new RangeError(`${where}: ${name}: summary must say what it is`);
  }
  if (typeof metric.measure !== "function") {
    throw new RangeError(`${where}: ${name}: measure must be a function`);
  }
  mustBe("unit", metric.unit, UNITS);
  mustBe("better", metric.better, BETTER);
  mustBe("rests", metric.rests, BASES);
  mustBe("interval", metric.interval ?? "auto", INTERVALS);
  if (!Array.isArray(metric.needs)) {
    throw new RangeError(`${where}: ${name}: needs must be a list of ${NEEDS.join(", ")}`);
  }
  for (const need of metric.needs) mustBe("need", need, NEEDS);
  const { summary, unit, better, needs, rests, interval, missIsNever } = metric;
  const guarded: Metric = {
    ...{ name, summary, unit, better, needs, rests },
    ...(interval === undefined ? {} : { interval }),
    ...(missIsNever ? { missIsNever } : {}),
    measure: guard(metric, where),
    write: metric.write ? (value) => String(metric.write?.(value)) : WRITERS[unit],
  };
  guarded.measure(openFacts(poolOf(NOTHING, SCORING_DEFAULTS))(new Float64Array(0)));
  return guarded;
}

/** What throws, or returns what is no number, is told by the metric's name. */
function guard(metric: GivenMetric, where: string): Metric["measure"] {
  return (facts) => {
    let value: unknown;
    try {
      value = metric.measure(facts);
    } catch (thrown) {
      const { message } = thrown as Error;
      throw new RangeError(`${where}: ${metric.name}: measure failed: ${message}`, {
        cause: thrown,
      });
    }
    if (value === null || typeof value === "number") return value;
    throw new RangeError(
      `${where}: ${metric.name}: measure must return a number or null, got ${typeof value}`,
    );
  };
}

const WRITERS: Readonly<Record<Metric["unit"], (value: number) => string>> = {
  share: percent,
  s: duration,
  B: bytes,
  money,
  alarms: short,
  devices: short,
  "1/1000 d": short,
};

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

const NOTHING = {
  status: "ok",
  truth: true,
  lookAlikeKinds: [],
  clusters: [],
  outcomes: [],
} as const;

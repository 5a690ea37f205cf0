import type { Options } from "yargs";
import { prevalenceOf } from "../bench/prevalence/prevalence-file.ts";
import { tariffOf } from "../datasets/billing/tariff-file.ts";
import { DAY, GB, MINUTE } from "../datasets/sizes.ts";
import { type Args, isOn, textOf, textsOf } from "./command.ts";
import { amountOf, quantityOf } from "./parse-flags.ts";
import { thresholdsOf } from "./parse-thresholds.ts";
import { scoringOf } from "./scoring-flags.ts";
import { blameUser, UsageError } from "./usage-error.ts";

/** Timers hold no more than 24 days, and fire at once beyond. */
const MOST_TIMER = 24 * DAY;
const text = { type: "string", requiresArg: true } as const;
const texts = { ...text, array: true } as const;

/** Flags that say which rules run, at which numbers; `SCORING_FLAGS` say how they are scored. */
export const RULE_FLAGS: Readonly<Record<string, Options>> = {
  detector: {
    ...texts,
    alias: "d",
    describe:
      "NAME[:k=v,view=V,..], a .js file, a package, exec:CMD, exec-csv:CMD, any-of(..) (repeatable) [the catalogue]",
  },
  threshold: {
    ...texts,
    describe:
      "NAME=VALUE: a rule's own number for this run, such as rate-window=2GB or ewma=25 (repeatable)",
  },
  "as-written": {
    type: "boolean",
    describe: "every rule at its own number; nothing is calibrated",
  },
  budget: { ...text, describe: "false alarms per 1000 line-days [1; 10 without arguments]" },
  capacity: {
    ...text,
    describe: "alarms a day that a team can handle, such as 60/day: a limit on your own records",
  },
  fill: {
    type: "boolean",
    describe: "go below the rules' own numbers until the capacity is full",
  },
  timeout: { ...text, describe: "most time for one detector on one shard [60s]" },
  memory: { ...text, describe: "most memory of one detector's process [1GB]" },
  prevalence: {
    ...text,
    describe: "precision at a real rate: rare, common, fraud-2006 or a file",
  },
  tariff: { ...text, describe: "bill every line by this tariff: a name or a file" },
};

/** Reads those flags, and how rules are scored; the budget is undefined where none was given. */
export function rulesOf(args: Args, where: string) {
  const capacity = textOf(args, "capacity");
  const tariff = textOf(args, "tariff");
  const prevalence = textOf(args, "prevalence");
  const detectors = textsOf(args, "detector");
  return {
    ...(detectors.length > 0 ? { detectors } : {}),
    budget: amountOf(args, "budget", where),
    capacity: capacity === undefined ? null : capacityOf(capacity, where),
    fill: isFill(args, where),
    asWritten: isAsWritten(args, where),
    thresholds: thresholdsOf(textsOf(args, "threshold"), where),
    timeout: quantityOf(args, "timeout", { where, unit: "ms", min: 1, max: MOST_TIMER }) ?? MINUTE,
    memory: quantityOf(args, "memory", { where, unit: "bytes", min: 1 }) ?? GB,
    prevalence: prevalence === undefined ? null : blameUser(() => prevalenceOf(prevalence)),
    tariff: tariff === undefined ? null : blameUser(() => tariffOf(tariff)),
    scoring: scoringOf(args, where),
  };
}

function isAsWritten(args: Args, where: string): boolean {
  const others = ["budget", "calibrate"].filter((name) => textOf(args, name));
  if (isOn(args, "as-written") && others.length > 0) {
    throw new UsageError(`${where}: --as-written calibrates nothing, so --${others[0]} has no use`);
  }
  return isOn(args, "as-written");
}

function isFill(args: Args, where: string): boolean {
  const hasCapacity = textOf(args, "capacity") !== undefined;
  if (isOn(args, "fill") && !hasCapacity) {
    throw new UsageError(`${where}: --fill fills a --capacity, which is missing`);
  }
  return isOn(args, "fill");
}

function capacityOf(given: string, where: string): number {
  const value = Number(/^(\d+(?:\.\d+)?)(?:\/day)?$/.exec(given)?.[1] ?? "x");
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`${where}: --capacity must be alarms a day such as 60/day, got ${given}`);
}

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import type { AlarmsWanted } from "../bench/alerts/write-alarms.ts";
import { junitXml } from "../bench/report/junit.ts";
import { briefRun } from "../bench/run/brief-run.ts";
import type { Strategy } from "../bench/strategy.ts";
import { writeWhole } from "../datasets/format/write-whole.ts";
import { bench } from "../index.ts";
import { mustBecomeFile } from "../jobs/check-places.ts";
import { loadStrategy } from "../jobs/load-strategies.ts";
import { folderName } from "../jobs/planned-datasets.ts";
import { benchScreen } from "./bench-screen.ts";
import { type Args, type Command, isOn, textOf, textsOf } from "./command.ts";
import { PAPER_FLAG, paperFormatOf } from "./paper-flag.ts";
import { countOf } from "./parse-flags.ts";
import { openPhases } from "./phases.ts";
import { RULE_FLAGS, rulesOf } from "./rule-flags.ts";
import { SCORING_FLAGS } from "./scoring-flags.ts";
import { blameUser, blameUserLater, UsageError } from "./usage-error.ts";

const WHERE = "billshock bench";
const DEFAULT_ON = ["city@L1", "wuhan-2015", "nanjing-2015"];
const DEFAULT_BUDGET = 10;
const GATE_FAILED = 99;
const RUN_FAILED = 1;
const text = { type: "string", requiresArg: true } as const;
const texts = { ...text, array: true } as const;

/** The main job. */
export const command: Command = {
  positionals: {
    on: {
      describe: "scenarios (city@L1, a YAML file) or folders of datasets",
      array: true,
    },
  },
  options: {
    ...RULE_FLAGS,
    strategy: {
      ...{ ...texts, alias: "s" },
      describe:
        "a strategy by name or file, whose answers are cut from the records (repeatable) [none]",
    },
    seeds: { ...text, describe: "seeds of the scenarios: 1..5 or 1,2,3 [1]" },
    calibrate: {
      ...text,
      describe: "where thresholds come from for data without a calibration half [city@L1]",
    },
    jobs: { ...text, alias: "j", describe: "workers [one for each core]" },
    out: {
      ...text,
      alias: "o",
      describe: "folder for run.json, report.html and its figures/ [runs/NAME]",
    },
    alarms: {
      ...text,
      describe: "file for all alarms: who, when, score, bytes and money so far (.csv or .jsonl)",
    },
    identifiers: {
      type: "boolean",
      describe: "name lines in that file by their identifiers, from private/keys.csv",
    },
    data: {
      ...text,
      describe: "folder that keeps generated datasets [runs/data; data in the folder of -o]",
    },
    resume: { type: "boolean", describe: "don't run again what has finished in that folder" },
    expect: { ...texts, describe: "gate, such as 'dual-cap: recall >= 0.9' (repeatable)" },
    metric: {
      ...texts,
      describe: "a .js file or package with a metric of your own; trusted code (repeatable)",
    },
    baseline: { ...text, describe: "earlier run.json that this one must not fall behind" },
    junit: { ...text, describe: "file that takes the gates as JUnit XML" },
    ...SCORING_FLAGS,
    ...PAPER_FLAG,
    force: { type: "boolean", describe: "replace the run in that folder" },
  },
  examples: [
    ["city@L1 -d dual-cap -d ./my-rule.js --budget 10", "two rules on 500 simulated lines"],
    [
      "june -d night-volume:bytes=500MB,hours=23-7 --alarms alarms.csv",
      "a rule as you say it, on imported records without labels",
    ],
    ["june -d 'night-volume:bytes=100MB..2GB/8'", "what another number would have done"],
  ],
  async run(args, shell) {
    const words = textsOf(args, "on");
    const on = words.length > 0 ? words : DEFAULT_ON;
    const out = textOf(args, "out") ?? join("runs", folderName(on[0].split("/").at(-1) ?? on[0]));
    const isOwnPlace = textOf(args, "out") !== undefined;
    if (
      isOwnPlace &&
      existsSync(join(out, "run.json")) &&
      !isOn(args, "force") &&
      !isOn(args, "resume")
    ) {
      throw new UsageError(
        `${WHERE}: ${out} holds a run already; --force replaces it, --resume goes on with it`,
      );
    }
    const junit = junitOf(args);
    const options = optionsOf(args, words.length === 0);
    const paper = paperFormatOf(args, shell, WHERE);
    const alarms = alarmsOf(args);
    const phases = openPhases(shell);
    const run = await blameUserLater(() =>
      bench({
        ...options,
        on,
        out,
        ...(alarms === null ? {} : { alarms }),
        data: textOf(args, "data") ?? join(isOwnPlace ? out : "runs", "data"),
        resume: isOn(args, "resume"),
        signal: shell.signal,
        onGenerate(scenario, done, total) {
          phases.update(`generate ${scenario}`, done, total);
        },
        onWait(scenario) {
          shell.note(`${scenario}: another run is generating it; waiting for its dataset`);
        },
        onStrategies(dataset, done, total) {
          phases.update(`strategies ${dataset}`, done, total);
        },
        onProgress({ dataset, what, done, total }) {
          phases.update(`${what} ${dataset}`, done, total);
        },
      }),
    );
    phases.end();
    const screen = paper ?? ((each) => benchScreen(each, { width: shell.width, out }));
    shell.print(shell.json ? JSON.stringify(briefRun(run)) : screen(run));
    if (junit !== undefined) writeWhole(junit, junitXml(run.gates));
    if (run.gates.some(({ passed }) => !passed)) return GATE_FAILED;
    const broken = ["error", "timeout", "oom", "invalid"];
    return run.detectors.some(({ status }) => broken.includes(status)) ? RUN_FAILED : 0;
  },
};

function optionsOf(args: Args, isDefault: boolean) {
  const calibrate = textOf(args, "calibrate");
  const { budget = isDefault ? DEFAULT_BUDGET : 1, ...rules } = rulesOf(args, WHERE);
  return {
    ...{ ...rules, budget },
    strategies: strategiesOf(args),
    ...(calibrate === undefined ? {} : { calibrate }),
    seeds: seedsOf(textOf(args, "seeds") ?? "1"),
    workers: countOf(args, "jobs", { where: WHERE, min: 1, max: 1024 }) ?? availableParallelism(),
    expect: textsOf(args, "expect"),
    metrics: textsOf(args, "metric"),
    baseline: textOf(args, "baseline") ?? null,
  };
}

function strategiesOf(args: Args): readonly Strategy[] {
  const words = textsOf(args, "strategy");
  return blameUser(() => words.map((word) => loadStrategy(word)));
}

function alarmsOf(args: Args): AlarmsWanted | null {
  const path = textOf(args, "alarms");
  const identifiers = isOn(args, "identifiers");
  if (path === undefined) {
    if (!identifiers) return null;
    throw new UsageError(`${WHERE}: --identifiers is about --alarms FILE, which is missing`);
  }
  if (!/\.(csv|jsonl|ndjson)$/.test(path)) {
    throw new UsageError(`${WHERE}: --alarms must end in .csv or .jsonl, got ${path}`);
  }
  if (existsSync(path) && !isOn(args, "force")) {
    throw new UsageError(`${WHERE}: ${path} is there already; --force replaces it`);
  }
  if (!existsSync(dirname(path))) {
    throw new UsageError(`${WHERE}: --alarms: there is no folder ${dirname(path)}`);
  }
  return { path, identifiers };
}

function junitOf(args: Args): string | undefined {
  const junit = textOf(args, "junit");
  const isGated = textsOf(args, "expect").length > 0 || textOf(args, "baseline") !== undefined;
  if (junit !== undefined) blameUser(() => mustBecomeFile("--junit", junit));
  if (junit === undefined || isGated) return junit;
  throw new UsageError(
    `${WHERE}: --junit is about gates, --expect EXPECTATION or --baseline FILE, which are missing`,
  );
}

function seedsOf(given: string): string[] {
  const range = /^(\d+)\.\.(\d+)$/.exec(given);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (from <= to && to - from < 1000) {
      return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
    }
  }
  const seeds = given.split(",").map((seed) => seed.trim());
  if (!range && seeds.every((seed) => seed !== "") && new Set(seeds).size === seeds.length) {
    return seeds;
  }
  throw new UsageError(`${WHERE}: --seeds must be such as 1..5 or 1,2,3, got ${given}`);
}

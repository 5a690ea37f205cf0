import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { tariffOf } from "../datasets/tariff-file.ts";
import { bench } from "../index.ts";
import { folderName } from "../jobs/bench.ts";
import { benchScreen } from "./bench-screen.ts";
import { type Args, type Command, isOn, textOf, textsOf } from "./command.ts";
import { countOf, durationOf } from "./parse-flags.ts";
import { SCORING_FLAGS, scoringOf } from "./scoring-flags.ts";
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
    detector: {
      ...texts,
      alias: "d",
      describe:
        "NAME[:k=v,view=V,..], a .js file, a package, exec:CMD, exec-csv:CMD, any-of(..) (repeatable) [the catalogue]",
    },
    budget: { ...text, describe: "false alarms per 1000 line-days [1; 10 without arguments]" },
    capacity: { ...text, describe: "alarms a day that a team can handle, such as 60/day" },
    seeds: { ...text, describe: "seeds of the scenarios: 1..5 or 1,2,3 [1]" },
    calibrate: {
      ...text,
      describe: "where thresholds come from for data without a calibration half [city@L1]",
    },
    timeout: { ...text, describe: "most time for one detector on one shard [60s]" },
    memory: { ...text, describe: "most memory of one detector's process [1GB]" },
    jobs: { ...text, alias: "j", describe: "workers [one for each core]" },
    out: { ...text, alias: "o", describe: "folder for run.json and report.html [runs/NAME]" },
    data: {
      ...text,
      describe: "folder that keeps generated datasets [runs/data; data in the folder of -o]",
    },
    resume: { type: "boolean", describe: "don't run again what has finished in that folder" },
    expect: { ...texts, describe: "gate, such as 'dual-cap: recall >= 0.9' (repeatable)" },
    baseline: { ...text, describe: "earlier run.json that this one must not fall behind" },
    tariff: { ...text, describe: "bill every line by this tariff: a name or a file" },
    ...SCORING_FLAGS,
    force: { type: "boolean", describe: "replace the run in that folder" },
  },
  examples: [
    ["city@L1 -d dual-cap -d ./my-rule.js --budget 10", "two rules on 500 simulated lines"],
    ["june --capacity 60/day -d my.js", "a rule on imported records without labels"],
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
    const options = optionsOf(args, words.length === 0);
    const progress = shell.progress("bench", "steps");
    let stage = "";
    const note = (what: string) => {
      if (what !== stage) shell.note(what);
      stage = what;
    };
    const run = await blameUserLater(() =>
      bench({
        ...options,
        on,
        out,
        data: textOf(args, "data") ?? join(isOwnPlace ? out : "runs", "data"),
        resume: isOn(args, "resume"),
        signal: shell.signal,
        onGenerate(scenario, done, total) {
          note(`generate ${scenario}`);
          progress.update(done, total);
        },
        onProgress({ dataset, what, done, total }) {
          note(`${what} ${dataset}`);
          progress.update(done, total);
        },
      }),
    );
    progress.end();
    shell.print(shell.json ? JSON.stringify(run) : benchScreen(run, out));
    if (run.gates.some(({ passed }) => !passed)) return GATE_FAILED;
    const broken = ["error", "timeout", "oom", "invalid"];
    return run.detectors.some(({ status }) => broken.includes(status)) ? RUN_FAILED : 0;
  },
};

function optionsOf(args: Args, isDefault: boolean) {
  const capacity = textOf(args, "capacity");
  const tariff = textOf(args, "tariff");
  const calibrate = textOf(args, "calibrate");
  const detectors = textsOf(args, "detector");
  return {
    ...(detectors.length > 0 ? { detectors } : {}),
    ...(calibrate === undefined ? {} : { calibrate }),
    budget: numberOf(args, "budget") ?? (isDefault ? DEFAULT_BUDGET : 1),
    capacity: capacity === undefined ? null : capacityOf(capacity),
    seeds: seedsOf(textOf(args, "seeds") ?? "1"),
    timeout: durationOf(args, "timeout", WHERE) ?? 60_000,
    memory: memoryOf(textOf(args, "memory") ?? "1GB"),
    workers: countOf(args, "jobs", { where: WHERE, min: 1, max: 1024 }) ?? availableParallelism(),
    expect: textsOf(args, "expect"),
    baseline: textOf(args, "baseline") ?? null,
    tariff: tariff === undefined ? null : blameUser(() => tariffOf(tariff)),
    scoring: scoringOf(args, WHERE),
  };
}

function numberOf(args: Args, name: string): number | undefined {
  const given = textOf(args, name);
  if (given === undefined) return undefined;
  const value = Number(given);
  if (given.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new UsageError(`${WHERE}: --${name} must be a number of at least 0, got ${given}`);
}

function capacityOf(given: string): number {
  const value = Number(/^(\d+(?:\.\d+)?)(?:\/day)?$/.exec(given)?.[1] ?? "x");
  if (value > 0) return value;
  throw new UsageError(`${WHERE}: --capacity must be alarms a day such as 60/day, got ${given}`);
}

function memoryOf(given: string): number {
  const match = /^(\d+(?:\.\d+)?)(MB|GB)$/.exec(given);
  if (match) return Number(match[1]) * (match[2] === "GB" ? 1_073_741_824 : 1_048_576);
  throw new UsageError(`${WHERE}: --memory must be a size such as 500MB or 1GB, got ${given}`);
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

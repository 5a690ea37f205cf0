import { existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { datasetName } from "../bench/run/provenance.ts";
import { costsOf } from "../bench/study/costs.ts";
import { mixOf } from "../bench/study/mix.ts";
import { writeStudy } from "../bench/study/page/write-study.ts";
import { studyCsv } from "../bench/study/study-csv.ts";
import type { Tariff } from "../datasets/billing/tariff.ts";
import { tariffOf } from "../datasets/billing/tariff-file.ts";
import { MANIFEST_PATH } from "../datasets/format/layout.ts";
import { readManifest } from "../datasets/format/read-manifest.ts";
import { writeWhole } from "../datasets/format/write-whole.ts";
import { splitLevel } from "../datasets/split-level.ts";
import { mustBecomeFolder } from "../jobs/check-places.ts";
import { loadScenario } from "../jobs/load-scenario.ts";
import { loadStrategy, usualStrategies } from "../jobs/load-strategies.ts";
import { study } from "../jobs/study.ts";
import { INCIDENT_MODELS, LOOK_ALIKE_MODELS } from "../simulators/models/catalogue.ts";
import { type Args, type Command, isOn, textOf, textsOf } from "./command.ts";
import { amountOf, countOf } from "./parse-flags.ts";
import { studyScreen } from "./study-screen.ts";
import { blameUser, blameUserLater, UsageError } from "./usage-error.ts";

const WHERE = "billshock study";
const text = { type: "string", requiresArg: true } as const;
const list = { ...text, array: true } as const;
const KINDS: readonly string[] = INCIDENT_MODELS.map(({ name }) => name);
const STUDY = "study.json";
const REPORT = "report.html";
const LOOK_ALIKES: readonly string[] = LOOK_ALIKE_MODELS.map(({ name }) => name);
const DEFAULT = ["wuhan-2015", "nanjing-2015"];

/** Asks of every strategy what it would have saved, and whom it would have harmed. */
export const command: Command = {
  positionals: {
    worlds: {
      describe: `scenarios, which are lived, or folders of datasets, whose records are cut [${DEFAULT.join(" ")}]`,
      array: true,
    },
  },
  options: {
    strategy: {
      ...{ ...list, alias: "s" },
      describe:
        "a strategy by name, a file, or a safeguard alone (repeatable) [all that come with it]",
    },
    seed: { ...list, describe: "seed of the worlds (repeatable) [1]" },
    devices: { ...text, describe: "lines of each scenario, for a quick look" },
    days: { ...text, describe: "days of each scenario" },
    set: { ...list, describe: "key=value of each scenario (repeatable)" },
    budget: {
      ...text,
      describe: "false alarms per 1000 line-days that thresholds are calibrated for [as written]",
    },
    calibrate: { ...text, describe: "scenario or dataset that they come from [city@L1]" },
    tariff: { ...text, describe: "every line is rated by this tariff: a name or a file" },
    open: {
      type: "boolean",
      describe:
        "score scenarios on the rows that they generate as well, and say where that differs",
    },
    mix: {
      ...text,
      describe:
        "cases and look-alikes a month among 1000 lines: enriched, everyday or kind=rate,.. [enriched, as lived]",
    },
    "cost-of": {
      ...text,
      describe:
        "what answers cost, and strategies are ranked by what is left: false-cut, message, team-hour, lost-gb=amount,.. [ranked by what they save]",
    },
    out: {
      ...{ ...text, alias: "o" },
      describe:
        "folder for study.json, report.html, report.zh.html and their figures/ [none: the screen]",
    },
    force: { type: "boolean", describe: "replace the study in that folder" },
    jobs: { ...text, alias: "j", describe: "worker threads [one for each core]" },
    resume: {
      type: "boolean",
      describe: "take over what strategies did in an earlier study, one that was stopped, say",
    },
    format: { ...text, describe: "csv: one line for each strategy and kind" },
    data: {
      ...text,
      describe: "folder that keeps generated datasets, and what strategies did [runs/data]",
    },
  },
  examples: [
    ["", "the two nights of 2015 under every strategy"],
    ["city@L1 -s torrent-cut -s usage-day-cut", "what two answers save, and whom they harm"],
    ["june -s usage-day-cut", "what it would have cut of records of your own"],
    ["city@L1 -o runs/study", "a page in English and Chinese, and study.json beside it"],
    ["wuhan-2015 -s ./mine.yaml --json", "a strategy of your own, for other programs"],
  ],
  async run(args, shell) {
    const out = outOf(args);
    const strategies = strategiesOf(args);
    const tariff = tariffIn(args);
    const on = worldsOf(args, tariff);
    checkLived(args, on);
    const budget = amountOf(args, "budget", WHERE) ?? null;
    const calibrate = textOf(args, "calibrate");
    const data = textOf(args, "data") ?? "runs/data";
    const workers = countOf(args, "jobs", { where: WHERE, min: 1, max: 1024 });
    const format = textOf(args, "format");
    if (format !== undefined && format !== "csv") {
      throw new UsageError(`${WHERE}: --format must be csv, got ${format}`);
    }
    const mix = blameUser(() => mixOf(textOf(args, "mix") ?? "enriched", KINDS, LOOK_ALIKES));
    const stated = textOf(args, "cost-of");
    const costs = stated === undefined ? undefined : blameUser(() => costsOf(stated));
    const progress = shell.progress("study", "line-days");
    const file = await blameUserLater(() =>
      study({
        ...{ on, strategies, budget, signal: shell.signal },
        ...{ seeds: seedsOf(args), mix, open: isOn(args, "open") },
        ...(tariff === undefined ? {} : { tariff }),
        ...(costs === undefined ? {} : { costs }),
        ...(calibrate === undefined ? {} : { calibrate }),
        ...{ data, workers: workers ?? availableParallelism(), resume: isOn(args, "resume") },
        onProgress: (done, total) => progress.update(done, total),
      }),
    );
    progress.end();
    if (out !== undefined) {
      writeWhole(join(out, STUDY), JSON.stringify(file));
      await writeStudy(file, join(out, REPORT));
      shell.note(`written: ${join(out, STUDY)}, ${join(out, REPORT)}`);
    }
    if (shell.json) shell.print(JSON.stringify(file));
    else shell.print(format === "csv" ? studyCsv(file) : studyScreen(file, shell.width));
    return 0;
  },
};

/** The folder that takes the study, looked at before anything is lived. */
function outOf(args: Args): string | undefined {
  const out = textOf(args, "out");
  if (out === undefined) return undefined;
  blameUser(() => mustBecomeFolder("--out", out));
  if (existsSync(join(out, STUDY)) && !isOn(args, "force")) {
    throw new UsageError(`${WHERE}: ${out} holds a study already; --force replaces it`);
  }
  return out;
}

function strategiesOf(args: Args) {
  const words = textsOf(args, "strategy");
  if (words.length === 0) return usualStrategies();
  return blameUser(() => words.map((word) => loadStrategy(word)));
}

/** Flags that say how a world is lived ask for one that is. */
function checkLived(args: Args, on: readonly object[]): void {
  if (on.some((each) => !("dir" in each))) return;
  const given = ["seed", "devices", "days", "set", "open"].find((flag) =>
    flag === "open" ? isOn(args, flag) : textsOf(args, flag).length > 0,
  );
  if (given === undefined) return;
  throw new UsageError(`${WHERE}: --${given} is for scenarios, got datasets alone`);
}

function seedsOf(args: Args): readonly string[] {
  const seeds = textsOf(args, "seed");
  return seeds.length === 0 ? ["1"] : seeds;
}

function tariffIn(args: Args) {
  const word = textOf(args, "tariff");
  return word === undefined ? undefined : blameUser(() => tariffOf(word));
}

/** A dataset, called by its own name, or by its folder where several have that name. */
function recordsIn(dir: string, words: readonly string[]) {
  const name = datasetName(readManifest(dir));
  const others = words.filter((word) => word !== dir && existsSync(join(word, MANIFEST_PATH)));
  const isAlone = others.every((other) => datasetName(readManifest(other)) !== name);
  return { name: isAlone ? name : dir, dir };
}

function isFolder(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isDirectory() === true;
}

function worldsOf(args: Args, tariff: Tariff | undefined) {
  const words = textsOf(args, "worlds");
  const devices = countOf(args, "devices", { where: WHERE, min: 1 });
  const days = countOf(args, "days", { where: WHERE, min: 1 });
  return (words.length === 0 ? DEFAULT : words).map((word) => {
    if (existsSync(join(word, MANIFEST_PATH))) return recordsIn(word, words);
    if (isFolder(word)) {
      throw new UsageError(`${WHERE}: ${word} is no dataset, it has no ${MANIFEST_PATH}`);
    }
    const given = blameUser(() => loadScenario(word, { set: textsOf(args, "set"), devices, days }));
    const scenario =
      tariff === undefined
        ? given
        : { ...given, plans: given.plans.map((plan) => ({ ...plan, tariff })) };
    const { level } = splitLevel(word);
    const own = level ?? scenario.level;
    return { name: own === null ? scenario.name : `${scenario.name}@${own}`, scenario };
  });
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { mixOf } from "../bench/study/mix.ts";
import { studyCsv } from "../bench/study/study-csv.ts";
import { tariffOf } from "../datasets/billing/tariff-file.ts";
import { MANIFEST_PATH } from "../datasets/format/layout.ts";
import { splitLevel } from "../datasets/split-level.ts";
import { loadScenario } from "../jobs/load-scenario.ts";
import { loadStrategy, usualStrategies } from "../jobs/load-strategies.ts";
import { study } from "../jobs/study.ts";
import { INCIDENT_MODELS } from "../simulators/models/catalogue.ts";
import { type Args, type Command, textOf, textsOf } from "./command.ts";
import { amountOf, countOf } from "./parse-flags.ts";
import { studyScreen } from "./study-screen.ts";
import { blameUser, UsageError } from "./usage-error.ts";

const WHERE = "billshock study";
const text = { type: "string", requiresArg: true } as const;
const list = { ...text, array: true } as const;
const KINDS: readonly string[] = INCIDENT_MODELS.map(({ name }) => name);
const DEFAULT = ["wuhan-2015", "nanjing-2015"];

/** Asks of every strategy what it would have saved, and whom it would have harmed. */
export const command: Command = {
  positionals: {
    scenarios: { describe: `scenarios [${DEFAULT.join(" ")}]`, array: true },
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
    tariff: { ...text, describe: "every line lives under this tariff: a name or a file" },
    mix: {
      ...text,
      describe:
        "cases a month among 1000 lines: enriched, everyday or kind=rate,.. [enriched, as lived]",
    },
    format: { ...text, describe: "csv: one line for each strategy and kind" },
    data: { ...text, describe: "folder that keeps generated datasets [runs/data]" },
  },
  examples: [
    ["", "the two nights of 2015 under every strategy"],
    ["city@L1 -s torrent-cut -s usage-day-cut", "what two answers save, and whom they harm"],
    ["wuhan-2015 -s ./mine.yaml --json", "a strategy of your own, for other programs"],
  ],
  async run(args, shell) {
    const strategies = strategiesOf(args);
    const on = scenariosOf(args);
    const budget = amountOf(args, "budget", WHERE) ?? null;
    const calibrate = textOf(args, "calibrate");
    const data = textOf(args, "data");
    const format = textOf(args, "format");
    if (format !== undefined && format !== "csv") {
      throw new UsageError(`${WHERE}: --format must be csv, got ${format}`);
    }
    const mix = blameUser(() => mixOf(textOf(args, "mix") ?? "enriched", KINDS));
    const progress = shell.progress("study", "parts");
    const file = await study({
      ...{ on, strategies, budget, signal: shell.signal },
      ...{ seeds: seedsOf(args), mix },
      ...(calibrate === undefined ? {} : { calibrate }),
      ...(data === undefined ? {} : { data }),
      onProgress: (done, total) => progress.update(1000 * done, 1000 * total),
    });
    progress.end();
    if (shell.json) shell.print(JSON.stringify(file));
    else shell.print(format === "csv" ? studyCsv(file) : studyScreen(file, shell.width));
    return 0;
  },
};

function strategiesOf(args: Args) {
  const words = textsOf(args, "strategy");
  const twice = words.find((word, i) => words.indexOf(word) !== i);
  if (twice !== undefined) throw new UsageError(`${WHERE}: -s ${twice} is given twice`);
  if (words.length === 0) return usualStrategies();
  return blameUser(() => words.map((word) => loadStrategy(word)));
}

function seedsOf(args: Args): readonly string[] {
  const seeds = textsOf(args, "seed");
  return seeds.length === 0 ? ["1"] : seeds;
}

function scenariosOf(args: Args) {
  const words = textsOf(args, "scenarios");
  const word = textOf(args, "tariff");
  const tariff = word === undefined ? undefined : blameUser(() => tariffOf(word));
  const devices = countOf(args, "devices", { where: WHERE, min: 1 });
  const days = countOf(args, "days", { where: WHERE, min: 1 });
  return (words.length === 0 ? DEFAULT : words).map((word) => {
    if (existsSync(join(word, MANIFEST_PATH))) {
      throw new UsageError(
        `${WHERE}: ${word} is a dataset; a study lives worlds, so name a scenario`,
      );
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

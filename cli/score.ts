import { existsSync } from "node:fs";
import { prevalenceOf } from "../bench/prevalence/prevalence-file.ts";
import { briefRun } from "../bench/run/brief-run.ts";
import { findMetrics } from "../bench/run/find-metrics.ts";
import { tariffOf } from "../datasets/billing/tariff-file.ts";
import { suggest } from "../datasets/nearest-name.ts";
import { VIEWS, type ViewName } from "../datasets/view.ts";
import { score } from "../index.ts";
import { benchScreen } from "./bench-screen.ts";
import { type Command, textOf, textsOf } from "./command.ts";
import { datasetFolder } from "./dataset-folder.ts";
import { amountOf } from "./parse-flags.ts";
import { blameUser, UsageError } from "./usage-error.ts";

const WHERE = "billshock score";
const text = { type: "string", requiresArg: true } as const;

/** Scores alerts that somebody else made. */
export const command: Command = {
  positionals: {
    dataset: { describe: "folder of a dataset", demandOption: true },
    alerts: {
      describe:
        "CSV of device,time[,score][,view][,at], or what bench --alarms wrote; a device by number, or as private/keys.csv names it",
      array: true,
      demandOption: true,
    },
  },
  options: {
    view: { ...text, describe: "view that the alerts were made on [the dataset's first]" },
    budget: { ...text, describe: "calibrate files with scores: false alarms per 1000 line-days" },
    prevalence: {
      ...text,
      describe: "precision at a real rate: rare, common, fraud-2006 or a file",
    },
    tariff: { ...text, describe: "bill every line by this tariff: a name or a file" },
    metric: {
      ...{ ...text, array: true },
      describe: "a .js file or package with a metric of your own; trusted code (repeatable)",
    },
  },
  examples: [["data/city mine.csv", "what the alarms in mine.csv would have saved"]],
  async run(args, shell) {
    const dataset = datasetFolder(args, WHERE);
    const alerts = textsOf(args, "alerts");
    for (const file of alerts) {
      if (!existsSync(file)) throw new UsageError(`${WHERE}: there is no file ${file}`);
    }
    const view = textOf(args, "view");
    if (view !== undefined && !(VIEWS as readonly string[]).includes(view)) {
      throw new UsageError(`${WHERE}: unknown view ${view}; ${suggest(view, VIEWS)}`);
    }
    const budget = amountOf(args, "budget", WHERE);
    const tariff = textOf(args, "tariff");
    const prevalence = textOf(args, "prevalence");
    const metrics = await metricsOf(textsOf(args, "metric"));
    const run = blameUser(() =>
      score({
        dataset,
        alerts,
        metrics,
        prevalence: prevalence === undefined ? null : prevalenceOf(prevalence),
        tariff: tariff === undefined ? null : tariffOf(tariff),
        ...(view === undefined ? {} : { view: view as ViewName }),
        ...(budget === undefined ? {} : { budget }),
      }),
    );
    shell.print(
      shell.json
        ? JSON.stringify(briefRun(run))
        : benchScreen(run, { width: shell.width, out: null }),
    );
    return 0;
  },
};

async function metricsOf(given: readonly string[]) {
  try {
    return await findMetrics(given);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

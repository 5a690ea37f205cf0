import { existsSync } from "node:fs";
import { join } from "node:path";
import { briefRun } from "../bench/run/brief-run.ts";
import { mustBecomeFolder } from "../jobs/check-places.ts";
import { mergeShards } from "../jobs/shards/merge-shards.ts";
import { readPlan } from "../jobs/shards/plan-file.ts";
import { benchScreen } from "./bench-screen.ts";
import { type Command, isOn, textOf, textsOf } from "./command.ts";
import { neededText } from "./parse-flags.ts";
import { blameUser, UsageError } from "./usage-error.ts";

const WHERE = "billshock shard merge";
const text = { type: "string", requiresArg: true } as const;

/** Merges the shards of a plan. */
export const command: Command = {
  positionals: {
    plan: {
      describe: "folder that holds plan.json, and copies of it in which other machines published",
      array: true,
      demandOption: true,
    },
  },
  options: {
    out: { ...text, alias: "o", describe: "folder for run.json, report.html and its figures/" },
    dataset: { ...text, describe: "also write the dataset of a scenario's plan into this folder" },
    work: { ...text, describe: "folder that keeps the shards' rows [PLAN/work]" },
    "keep-work": {
      type: "boolean",
      describe: "keep the shards' rows and alerts in the plan's folder",
    },
    force: { type: "boolean", describe: "replace the run, or the dataset, in that folder" },
  },
  examples: [
    ["plan -o runs/city", "the run that a bench on one machine writes"],
    ["plan -o runs/city --dataset data/city", "the dataset too, as generate writes it"],
    ["plan other/plan -o runs/city", "shards that two machines published apart"],
  ],
  async run(args, shell) {
    const [folder, ...copies] = textsOf(args, "plan");
    const out = neededText(args, "out", WHERE);
    if (existsSync(join(out, "run.json")) && !isOn(args, "force")) {
      throw new UsageError(`${WHERE}: ${out} holds a run already; --force replaces it`);
    }
    const [dataset, work] = [textOf(args, "dataset"), textOf(args, "work")];
    if (work !== undefined && dataset === undefined) {
      throw new UsageError(
        `${WHERE}: --work says where the rows of --dataset lie, which is missing`,
      );
    }
    blameUser(() => {
      mustBecomeFolder("--out", out);
      readPlan(folder);
    });
    const run = await mergeShards({
      ...{ folder, copies, out, keepWork: isOn(args, "keep-work"), force: isOn(args, "force") },
      ...{ dataset: dataset ?? null, work },
    });
    const screen = (each: typeof run) => benchScreen(each, { width: shell.width, out });
    shell.print(shell.json ? JSON.stringify(briefRun(run)) : screen(run));
    return 0;
  },
};

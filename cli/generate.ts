import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { stringify } from "yaml";
import { counted } from "../bench/report/wording.ts";
import { scenarioHash } from "../datasets/publishing/scenario-hash.ts";
import { countPlaced } from "../jobs/count-placed.ts";
import type { GenerateSummary } from "../jobs/generate.ts";
import { loadModels, OWN_MODELS } from "../jobs/load-models.ts";
import { loadSafeguards } from "../jobs/load-safeguards.ts";
import { loadScenario, type ScenarioChanges } from "../jobs/load-scenario.ts";
import { scenarioWarnings } from "../jobs/scenario-warnings.ts";
import type { TrafficModel } from "../simulators/model.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { scenarioText } from "../simulators/scenario-file/scenario-text.ts";
import { type Args, type Command, isOn, type Shell, textOf, textsOf } from "./command.ts";
import { countOf, neededText } from "./parse-flags.ts";
import { proseTable } from "./prose-table.ts";
import { blameUser, UsageError } from "./usage-error.ts";
import { wrapped } from "./wrapped.ts";

const WHERE = "billshock generate";
const text = { type: "string", requiresArg: true } as const;
const texts = { ...text, array: true } as const;

/** Makes a labelled dataset from a scenario. */
export const command: Command = {
  positionals: {
    scenario: { describe: "name such as city@L1, or a YAML file", demandOption: true },
  },
  options: {
    out: { ...text, alias: "o", describe: "folder of the new dataset" },
    seed: { ...text, describe: "any text; the same seed makes the same dataset [1]" },
    devices: { ...text, describe: "lines, instead of the scenario's" },
    days: { ...text, describe: "civil days, instead of the scenario's" },
    with: {
      ...texts,
      describe: "turn a safeguard on, for all lines or a share: NAME=0.6 (repeatable)",
    },
    enforce: { ...text, describe: "CSV or Arrow table of what is done about lines, and when" },
    without: { ...texts, describe: "leave a model out, and change nothing else (repeatable)" },
    device: { ...text, describe: "let only this line live, as it does among all" },
    set: { ...texts, describe: "change one key, such as clock.days=30 (repeatable)" },
    model: { ...texts, describe: "file that exports a traffic model of your own (repeatable)" },
    safeguard: { ...texts, describe: "file that exports a safeguard of your own (repeatable)" },
    jobs: { ...text, alias: "j", describe: "workers [one for each core]" },
    force: { type: "boolean", describe: "replace what lies in the folder" },
    "dry-run": { type: "boolean", describe: "say what would be made, and make nothing" },
    "print-config": {
      type: "boolean",
      describe: "print the resolved scenario as a file that makes the same, and make nothing",
    },
  },
  examples: [
    ["city@L1 -o data/city", "500 lines for 14 days, with the truth beside them"],
    ["city -o small --devices 100 --set preset=cn2015", "fewer lines, volumes of 2015"],
  ],
  async run(args, shell) {
    const seed = textOf(args, "seed") ?? "1";
    const modelFiles = textsOf(args, "model").map((file) => resolve(file));
    const models = await loaded(loadModels, modelFiles);
    const safeguardFiles = textsOf(args, "safeguard").map((file) => resolve(file));
    const safeguards = await loaded(loadSafeguards, safeguardFiles);
    const enforce = await enforcementOf(textOf(args, "enforce"), shell);
    const own = { models: models.slice(OWN_MODELS.length), safeguards };
    const scenario = scenarioOf(args, { ...own, enforce });
    if (isOn(args, "print-config")) {
      const hash = scenarioHash(scenario);
      shell.print(
        shell.json
          ? JSON.stringify({ hash, scenario }, null, 2)
          : `# scenario hash ${hash}\n${stringify(scenarioText(scenario), { aliasDuplicateObjects: false }).trimEnd()}`,
      );
      return 0;
    }
    if (isOn(args, "dry-run")) {
      printPlan({ scenario, seed, models }, shell);
      return 0;
    }
    const out = neededText(args, "out", WHERE);
    if (!isOn(args, "force") && existsSync(out)) {
      throw new UsageError(`${WHERE}: ${out} exists already; --force replaces it`);
    }
    // What only says what would be made starts without the writers.
    const { generate } = await import("../jobs/generate.ts");
    const workers = countOf(args, "jobs", { where: WHERE, min: 1, max: 1024 });
    const progress = shell.progress(`generate ${scenario.name}`, "line-days");
    const summary = await generate({
      ...{
        scenario,
        seed,
        out,
        modelFiles,
        safeguardFiles,
        force: isOn(args, "force"),
        signal: shell.signal,
      },
      workers: workers ?? availableParallelism(),
      onProgress: progress.update,
    });
    progress.end();
    // With --json they stand in the result.
    if (!shell.json) for (const warning of summary.warnings) shell.note(`warning: ${warning}`);
    shell.print(shell.json ? JSON.stringify(summary, null, 2) : summaryText(summary, shell.width));
    return 0;
  },
};

async function loaded<T>(
  load: (files: readonly string[]) => Promise<T>,
  files: readonly string[],
): Promise<T> {
  for (const file of files) {
    if (!existsSync(file)) throw new UsageError(`${WHERE}: can't read ${file}: no such file`);
  }
  try {
    return await load(files);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/**
 * The reader of tables loads Arrow: only whoever has one waits for that. A table without rows is what
 * no alarm comes to, and is taken; but it is said, since a file can also have lost them.
 */
async function enforcementOf(
  file: string | undefined,
  shell: Shell,
): Promise<ScenarioChanges["enforce"]> {
  if (file === undefined) return undefined;
  const { readEnforcementFile } = await import("../datasets/enforcement-file.ts");
  return (utcOffset) => {
    const rows = readEnforcementFile(file, utcOffset);
    if (rows.length === 0) shell.note(`warning: ${file} holds no row, so nothing is done`);
    return rows;
  };
}

function scenarioOf(
  args: Args,
  own: Pick<ScenarioChanges, "models" | "safeguards" | "enforce">,
): Scenario {
  const where = WHERE;
  return blameUser(() =>
    loadScenario(textOf(args, "scenario") ?? "", {
      set: textsOf(args, "set"),
      devices: countOf(args, "devices", { where, min: 1, max: 4_294_967_294 }),
      days: countOf(args, "days", { where, min: 1, max: 3660 }),
      device: countOf(args, "device", { where, min: 0 }),
      with: textsOf(args, "with"),
      ...own,
      without: textsOf(args, "without"),
    }),
  );
}

interface Planned {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly models: readonly TrafficModel[];
}

function printPlan({ scenario, seed, models }: Planned, shell: Shell): void {
  const { lines, times } = countPlaced(scenario, seed, models);
  const listOf = (role: string, counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      models
        .filter((model) => model.role === role)
        .flatMap(({ name }) => (counts[name] === undefined ? [] : [[name, counts[name]]])),
    ) as Readonly<Record<string, number>>;
  const { name, level, preset, devices, days } = scenario;
  const plan = {
    ...{ scenario: name, level, preset, seed, devices, days, hash: scenarioHash(scenario) },
    ...{ incidents: listOf("incident", times), cases: listOf("incident", lines) },
    lookAlikes: listOf("look-alike", lines),
    warnings: scenarioWarnings({ seed, scenario, models, made: lines }),
  };
  if (shell.json) {
    shell.print(JSON.stringify(plan, null, 2));
    return;
  }
  for (const warning of plan.warnings) shell.note(`warning: ${warning}`);
  const listed = (entries: Record<string, number>) =>
    Object.entries(entries)
      .map(([kind, n]) => {
        const hit = lines[kind] ?? n;
        return `${n} ${kind}${hit > n ? ` on ${hit} lines` : ""}`;
      })
      .join(", ") || "none";
  const text =
    `${name}${level === null ? "" : `@${level}`}, preset ${preset}, seed ${seed}: ` +
    `${counted(devices, "line")} x ${counted(days, "day")}\n` +
    `incidents: ${listed(plan.incidents)}\nlook-alikes: ${listed(plan.lookAlikes)}`;
  shell.print(wrapped(text, { width: shell.width, indent: "  " }));
}

function summaryText(summary: GenerateSummary, width: number): string {
  const { dataset, scenario, seed, devices, days, incidents, cases, views, timings } = summary;
  const rows = Object.entries(views).map(([view, { rows: n, bytes, logicalHash }]) => [
    view,
    String(n),
    String(bytes),
    logicalHash,
  ]);
  const several = cases === incidents ? "" : ` of ${counted(incidents, "incident")}`;
  const hit = `${counted(cases, "case")}${several}`;
  const size = `${counted(devices, "line")} x ${counted(days, "day")}`;
  const head =
    `${dataset}: ${scenario}, seed ${seed}, ${size}, ${hit}, ` +
    `${timings.seconds.toFixed(1)} s, ${Math.round(timings.rowsPerSecond)} rows/s`;
  return [
    wrapped(head, { width, indent: "  " }),
    proseTable(["view", "rows", "bytes", "logical hash"], rows, { width }),
  ].join("\n");
}

import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { writeReport } from "../../bench/report/write-report.ts";
import { readRunFile, writeRunFile } from "../../bench/run/run-file.ts";
import { measureFifteen } from "../fifteen.ts";
import { type Fleet, measureStages } from "../stages.ts";
import { startWatch } from "../stopwatch.ts";

/** What must be measured inside a process, which is started afresh for each. */
export type InProcessTask =
  | { readonly kind: "views"; readonly dir: string; readonly fleet: Fleet }
  | { readonly kind: "fifteen"; readonly city: string; readonly quick: boolean }
  | { readonly kind: "report"; readonly run: string; readonly out: string };

const task = JSON.parse(process.argv[2] as string) as InProcessTask;
console.log(JSON.stringify(await answer()));
process.exit(0);

async function answer(): Promise<object> {
  if (task.kind === "views") return measureStages(task.dir, task.fleet);
  if (task.kind === "fifteen") return await measureFifteen(task.city, task.quick);
  const { run, out } = task;
  const file = readRunFile(join(run, "run.json"));
  const datasets = readdirSync(join(run, "data")).map((name) => join(run, "data", name));
  mkdirSync(out, { recursive: true });
  const spent = startWatch();
  writeRunFile(join(out, "run.json"), file);
  await writeReport(file, datasets, join(out, "report.html"));
  return spent();
}

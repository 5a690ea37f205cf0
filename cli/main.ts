#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CommandEntry } from "./command.ts";
import { runCommandLine } from "./run-command-line.ts";

/**
 * Every command, by name.
 *
 * How a command joins: write cli/NAME.ts that exports one `command` (cli/command.ts says of what
 * shape), and add one line to this table, in the order in which --help shall list it. Nothing of a
 * command is loaded before it is called, so `billshock --help` stays quick: a command's file may
 * import what it likes at its top, this file and run-command-line.ts may not.
 *
 * In `run`: throw UsageError for what the user typed wrongly (exit 2), any other Error for a run
 * that failed (exit 1), and return 3 for an invalid dataset or 99 for a missed expectation. Results
 * go through shell.print, talk through shell.note; long jobs take shell.signal.
 */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  bench: {
    summary: "the main job: run detectors, score them, show who notices and what it saves",
    load: () => import("./bench.ts"),
  },
  generate: {
    summary: "make a labelled dataset from a scenario",
    load: () => import("./generate.ts"),
  },
  import: {
    summary: "turn a flow log or usage records into a dataset",
    load: () => import("./import.ts"),
  },
  inspect: {
    summary: "tell what a dataset holds; a line's day and bill",
    load: () => import("./inspect.ts"),
  },
  explain: {
    summary: "tell what happened to a line, who saw it and when, and what was billed",
    load: () => import("./explain.ts"),
  },
  verify: {
    summary: "check a dataset: hashes, schema, invariants, conservation, leaks",
    load: () => import("./verify.ts"),
  },
  score: {
    summary: "score alerts that someone else made",
    load: () => import("./score.ts"),
  },
  "detect-stream": {
    summary: "run detectors over rows that come as an Arrow stream, line by line",
    load: () => import("./detect-stream.ts"),
  },
  study: {
    summary: "what each strategy would have saved, and whom it would have harmed",
    load: () => import("./study.ts"),
  },
  "shard plan": {
    summary: "cut a bench into shards that any scheduler can run",
    load: () => import("./shard-plan.ts"),
  },
  "shard run": {
    summary: "run one shard of a plan",
    load: () => import("./shard-run.ts"),
  },
  "shard merge": {
    summary: "merge the shards of a plan into the run of one machine",
    load: () => import("./shard-merge.ts"),
  },
  compare: {
    summary: "lay runs side by side",
    load: () => import("./compare.ts"),
  },
  report: {
    summary: "make the page, the screen or the table of a run or a study again",
    load: () => import("./report.ts"),
  },
  list: {
    summary:
      "list scenarios, models, protocols, detectors, combiners, safeguards, policies, strategies, metrics, formats, tariffs",
    load: () => import("./list.ts"),
  },
  new: {
    summary: "write a detector, model, importer or scenario to start from",
    load: () => import("./new.ts"),
  },
  schema: {
    summary: "print the JSON Schema of scenario or strategy files, run.json or alerts",
    load: () => import("./schema.ts"),
  },
};

// npm calls it by a link, and tests import it.
const [, called] = process.argv;
if (called !== undefined && realpathSync(called) === fileURLToPath(import.meta.url)) {
  process.exit(await runCommandLine(COMMANDS, process.argv.slice(2)));
}

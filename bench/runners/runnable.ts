import { existsSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { nearestName, suggest } from "../../datasets/nearest-name.ts";
import { type ResolvedOptions, resolveOptions } from "../../datasets/options.ts";
import { installedPackage, packageEntry } from "../../datasets/package-entry.ts";
import { VIEW_TABLES, VIEWS, type ViewColumn, type ViewName } from "../../datasets/view.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";

import { checkLearning } from "../../detectors/state/learning.ts";
import { checkScoreOf } from "../../detectors/state/score-of.ts";
import { type DetectorArgument, parseDetectorArgument } from "./detector-argument.ts";
import { type Failure, failureOf } from "./failure.ts";
import { canFence } from "./fence.ts";
import type { Limits } from "./foreign-process.ts";
import {
  canSandbox,
  type DeclaredSpec,
  describeModule,
  type ModulePlugin,
} from "./module-observer.ts";
import { pluginFiles } from "./plugin-files.ts";

/** Where a detector's code is and how it is run. */
export type How =
  | { readonly kind: "catalogue" }
  | { readonly kind: "local"; readonly spec: DetectorSpec }
  | { readonly kind: "module"; readonly plugin: ModulePlugin }
  | {
      readonly kind: "exec" | "exec-csv";
      readonly command: string;
      /** Whether it runs behind a fence (see `fenced`). */
      readonly isFenced: boolean;
    };

/** A detector that was found, with its options settled. */
export interface Runnable {
  /** What its rows are called: its name, and the options that differ from the defaults. */
  readonly name: string;
  /** What has to stand behind `-d` to run it again; null for an object of the caller's. */
  readonly argument: string | null;
  readonly spec: DeclaredSpec;
  readonly options: ResolvedOptions;
  /** Views that it is to run on, those that it declares or the one that was asked for. */
  readonly views: readonly ViewName[];
  /** Whether a threshold of its own was declared. */
  readonly hasThreshold: boolean;
  readonly how: How;
  readonly sandbox: "ours" | "sandboxed" | "not sandboxed";
  /** It could not even be loaded; it then has no views. */
  readonly failure: Failure | null;
}

/**
 * Looks up what stands behind `-d`, or takes a detector that the caller has at hand. An unknown name
 * or option throws a RangeError; a plug-in that is there but breaks when it is loaded is returned
 * with its failure, since it gets a row like any other.
 */
export async function findRunnable(
  given: string | DetectorSpec,
  limits: Limits,
  folder = ".",
): Promise<Runnable> {
  if (typeof given !== "string") {
    const how: How = { kind: "local", spec: given };
    const { name } = given;
    checkScoreOf(given);
    checkLearning(given);
    return declared({ name, argument: null, spec: given, given: {}, how, view: null });
  }
  const argument = parseDetectorArgument(given);
  if (argument.kind === "exec" || argument.kind === "exec-csv") return program(argument);
  const known = argument.kind === "name" && DETECTORS.find(({ name }) => name === argument.target);
  if (known) {
    return settle(argument, nameOf(argument), known, { kind: "catalogue" });
  }
  return plugin(argument, pluginAt(argument, folder), limits);
}

function nameOf({ target, options }: DetectorArgument): string {
  const pairs = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? target : `${target}:${pairs.join(",")}`;
}

function settle(argument: DetectorArgument, name: string, spec: DeclaredSpec, how: How): Runnable {
  const { options: given, view, text } = argument;
  return declared({ name, argument: text, spec, given, how, view });
}

interface Found {
  readonly name: string;
  readonly argument: string | null;
  readonly spec: DeclaredSpec;
  readonly given: Readonly<Record<string, string>>;
  readonly how: How;
  readonly view: ViewName | null;
}

function declared({ name, argument, spec, given, how, view }: Found): Runnable {
  if (view !== null && !spec.views.includes(view)) {
    throw new RangeError(`${name}: view must be one of ${spec.views.join(", ")}, got ${view}`);
  }
  return {
    name,
    argument,
    spec: declaration(spec),
    options: resolveOptions(spec as DetectorSpec, given),
    views: view === null ? spec.views : [view],
    hasThreshold: true,
    how,
    sandbox: how.kind === "catalogue" ? "ours" : "not sandboxed",
    failure: null,
  };
}

/** Drops a spec's functions: what is left can be sent to another process. */
function declaration(spec: DeclaredSpec): DeclaredSpec {
  const data = Object.entries(spec).filter(([, value]) => typeof value !== "function");
  return Object.fromEntries(data) as unknown as DeclaredSpec;
}

/** Where a module was found. */
interface ModulePlace {
  readonly file: string;
  /** Folder that it was given as; null for a file alone. */
  readonly folder: string | null;
  readonly exportName: string;
}

function pluginAt({ target, kind, text }: DetectorArgument, folder: string): ModulePlace {
  const [place, exportName = ""] = target.split("#");
  const path = resolve(folder, place);
  if (kind === "module" && existsSync(path)) {
    if (!statSync(path).isDirectory()) {
      return { file: realpathSync(path), folder: null, exportName };
    }
    const entry = packageEntry(realpathSync(path));
    return { file: realpathSync(entry.file), folder: entry.folder, exportName };
  }
  const installed = kind === "name" ? installedPackage(place, folder) : null;
  if (installed) {
    const { file, folder: home } = installed;
    return { file: realpathSync(file), folder: realpathSync(home), exportName };
  }
  if (kind === "module") throw new RangeError(`${text}: there is no file ${path}`);
  const names = DETECTORS.map(({ name }) => name);
  throw new RangeError(
    `unknown detector ${target}, and no package of that name is installed; ${suggest(target, names)}`,
  );
}

async function plugin(
  argument: DetectorArgument,
  { file, folder, exportName }: ModulePlace,
  limits: Limits,
): Promise<Runnable> {
  let how: How = { kind: "module", plugin: { file, reads: [], exportName } };
  const sandbox = canSandbox() ? "sandboxed" : "not sandboxed";
  let spec: DeclaredSpec;
  try {
    const module = { file, reads: pluginFiles(file, folder), exportName };
    how = { kind: "module", plugin: module };
    spec = checkSpec(await describeModule(module, limits));
  } catch (thrown) {
    return { ...broken(argument, failureOf(thrown)), how, sandbox };
  }
  const name = nameOf({ ...argument, target: spec.name });
  return { ...settle(argument, name, spec, how), sandbox };
}

function checkSpec(spec: DeclaredSpec): DeclaredSpec {
  for (const view of spec.views) {
    if (!VIEWS.includes(view)) {
      throw new RangeError(`${spec.name}: unknown view ${view}; ${suggest(view, VIEWS)}`);
    }
  }
  checkScoreOf({ ...spec, params: spec.params ?? {} } as DetectorSpec);
  return { ...spec, mayRead: spec.mayRead ?? [], detects: spec.detects ?? [] };
}

function broken({ target, text }: DetectorArgument, failure: Failure) {
  const spec: DeclaredSpec = {
    name: target,
    summary: "could not be loaded",
    views: [],
    reads: [],
    detects: [],
    scope: "device",
    score: { unit: "-", threshold: 0 },
    params: {},
  };
  const none = { options: {}, views: [], hasThreshold: false };
  return { name: target, argument: text, spec, ...none, failure };
}

function program({ kind, target, text, view, program: keys }: DetectorArgument): Runnable {
  const on = view ?? "charging";
  const all = VIEW_TABLES[on].columns.map(({ name }) => name) as ViewColumn[];
  for (const name of keys.reads ?? []) {
    if (!(all as string[]).includes(name)) {
      throw new RangeError(`${target}: unknown column ${name} of ${on}; ${suggest(name, all)}`);
    }
  }
  for (const kind of keys.detects) mustBeKind(target, kind);
  const isFenced = keys.sandbox && canFence();
  const name = keys.name ?? /[\w.-]+$/.exec(target.split(/\s/, 1)[0])?.[0] ?? "program";
  const spec: DeclaredSpec = {
    name,
    summary: `${kind}: ${target}`,
    views: [on],
    reads: (keys.reads ?? []) as ViewColumn[],
    mayRead: keys.reads === null ? all : [],
    detects: keys.detects,
    scope: keys.scope,
    score: { unit: "score", threshold: keys.threshold ?? Number.NEGATIVE_INFINITY },
    params: {},
  };
  return {
    name,
    argument: text,
    spec,
    options: {},
    views: [on],
    hasThreshold: keys.threshold !== null,
    how: { kind: kind as "exec" | "exec-csv", command: target, isFenced },
    sandbox: isFenced ? "sandboxed" : "not sandboxed",
    failure: null,
  };
}

/** A kind may be of somebody's own making, but hardly by one letter. */
function mustBeKind(target: string, kind: string): void {
  const known = [...new Set(DETECTORS.flatMap(({ detects }) => detects))].sort();
  if (known.includes(kind) || nearestName(kind, known) === null) return;
  throw new RangeError(`${target}: unknown kind ${kind}; ${suggest(kind, known)}`);
}

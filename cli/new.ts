import { suggest } from "../datasets/nearest-name.ts";
import { type Args, type Command, isOn, textOf } from "./command.ts";
import { detector } from "./new/detector.ts";
import { importer } from "./new/importer.ts";
import { incident } from "./new/incident.ts";
import type { NewKind } from "./new/kind.ts";
import { lookAlike } from "./new/look-alike.ts";
import { metric } from "./new/metric.ts";
import { model } from "./new/model.ts";
import { policy } from "./new/policy.ts";
import { safeguard } from "./new/safeguard.ts";
import { scenario } from "./new/scenario.ts";
import { treeAround, writePlugIn, writeUnit } from "./new/write-unit.ts";
import { UsageError } from "./usage-error.ts";

const KINDS: readonly NewKind[] = [
  detector,
  model,
  lookAlike,
  incident,
  safeguard,
  policy,
  metric,
  importer,
  scenario,
];
const NAMES = KINDS.map(({ name }) => name);

/** Writes a unit to start from: it works as it is. */
export const command: Command = {
  positionals: {
    what: { describe: NAMES.join(", "), demandOption: true },
    name: { describe: "its name in kebab-case, also of the file", demandOption: true },
  },
  options: {
    out: {
      type: "string",
      alias: "o",
      requiresArg: true,
      describe: "folder to write a plug-in to, though this is the tree of billshock",
    },
    in: {
      type: "string",
      requiresArg: true,
      describe: `in the tree of billshock, folder of a detector: ${detector.homes.join(", ")}`,
    },
    force: { type: "boolean", describe: "overwrite a file of that name" },
  },
  examples: [
    ["detector my-rule", "write my-rule.js, a detector with comments"],
    ["importer my-format", "write my-format.js, which import takes instead of a format"],
  ],
  async run(args, shell) {
    const kind = kindOf(args);
    const name = textOf(args, "name") ?? "";
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
      throw new UsageError(`billshock new: name must be in kebab-case, like my-rule, got ${name}`);
    }
    const out = textOf(args, "out");
    const tree = out === undefined ? treeAround(process.cwd()) : null;
    const home = homeOf(args, kind, tree !== null);
    const options = { kind, name, force: isOn(args, "force") };
    const { files, next } =
      tree === null ? writePlugIn(out ?? "", options) : writeUnit(tree, home, options);
    if (shell.json) {
      shell.print(JSON.stringify({ kind: kind.name, name, file: files[0], files, next }));
      return 0;
    }
    for (const file of files) shell.print(`wrote ${file}`);
    if (tree !== null) shell.note("then, in this order:");
    for (const line of next) shell.note(tree === null ? line : `  ${line}`);
    return 0;
  },
};

function kindOf(args: Args): NewKind {
  const what = textOf(args, "what") ?? "";
  const kind = KINDS.find((each) => each.name === what);
  if (kind !== undefined) return kind;
  throw new UsageError(`billshock new: can't write a ${what}; ${suggest(what, NAMES)}`);
}

function homeOf(args: Args, { name, homes }: NewKind, isTree: boolean): string {
  const home = textOf(args, "in");
  if (home === undefined) return homes[0] as string;
  if (!isTree) {
    throw new UsageError("billshock new: --in is for the tree of billshock; use -o FOLDER here");
  }
  if (homes.includes(home)) return home;
  throw new UsageError(
    `billshock new: --in must be a folder of a ${name}, got ${home}; ${suggest(home, homes)}`,
  );
}

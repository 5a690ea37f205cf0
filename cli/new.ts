import { writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { suggest } from "../datasets/nearest-name.ts";
import { type Command, isOn, textOf } from "./command.ts";
import { detectorTemplate } from "./detector-template.ts";
import { UsageError } from "./usage-error.ts";

const KINDS = ["detector"];

/** Writes a plug-in to start from: it works as it is. */
export const command: Command = {
  positionals: {
    what: { describe: "detector", demandOption: true },
    name: { describe: "its name in kebab-case, also of the file", demandOption: true },
  },
  options: {
    out: { type: "string", alias: "o", requiresArg: true, describe: "folder to write it to" },
    force: { type: "boolean", describe: "overwrite a file of that name" },
  },
  examples: [["detector my-rule", "write my-rule.js, a detector with comments"]],
  async run(args, shell) {
    const what = textOf(args, "what") ?? "";
    const name = textOf(args, "name") ?? "";
    if (!KINDS.includes(what)) {
      throw new UsageError(`billshock new: can't write a ${what}; ${suggest(what, KINDS)}`);
    }
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
      throw new UsageError(`billshock new: name must be in kebab-case, like my-rule, got ${name}`);
    }
    const file = join(textOf(args, "out") ?? "", `${name}.js`);
    write(file, detectorTemplate(name), isOn(args, "force"));
    if (shell.json) {
      shell.print(JSON.stringify({ kind: what, name, file }));
      return 0;
    }
    shell.print(`wrote ${file}`);
    const path = isAbsolute(file) ? file : `./${file}`;
    shell.note(`score it: npx billshock bench -d ${path}`);
    return 0;
  },
};

function write(file: string, text: string, force: boolean): void {
  try {
    writeFileSync(file, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      throw new UsageError(`billshock new: ${file} is there already; use --force to overwrite it`, {
        cause: error,
      });
    }
    throw error;
  }
}

import yargs from "yargs";
import { nearestName } from "../datasets/nearest-name.ts";
import { type Args, type Command, isOn, textOf, textsOf } from "./command.ts";
import { helpText } from "./help-text.ts";
import { readConfig } from "./read-config.ts";
import { UsageError } from "./usage-error.ts";

/** Flags that every command takes. */
export const GLOBAL_OPTIONS = {
  json: { type: "boolean", describe: "print the result as JSON" },
  quiet: { type: "boolean", alias: "q", describe: "no talk on stderr" },
  "no-color": { type: "boolean", describe: "no colours" },
  lang: { type: "string", requiresArg: true, describe: "language of the output: en" },
  config: {
    type: "string",
    requiresArg: true,
    describe: "YAML or JSON file of flags; those on the command line come first",
  },
} as const satisfies Command["options"];

/** Where help goes. */
export interface Screen {
  readonly width: number;
  print(text: string): void;
}

/**
 * Parses one command's arguments; null when they only asked for help, which is then printed.
 *
 * Numbers stay texts (`--seed 007` is not 7), a flag without `array` may stand once, and whatever
 * the command does not know is a UsageError that says what was near.
 */
export async function parseCommand(
  name: string,
  { summary, command }: { readonly summary: string; readonly command: Command },
  argv: readonly string[],
  screen: Screen,
): Promise<Args | null> {
  const where = `billshock ${name}`;
  const positionals = Object.entries(command.positionals ?? {});
  let args: Args = {};
  await yargs()
    .locale("en")
    .scriptName(where)
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .exitProcess(false)
    .options({ ...command.options, ...GLOBAL_OPTIONS, help: { type: "boolean", alias: "h" } })
    .help(false)
    .version(false)
    .fail((message, error) => {
      if (error && error.name !== "YError") throw error;
      throw new UsageError(`${where}: ${reworded(message ?? error.message)}`);
    })
    .command({
      command: ["$0", ...words(command, "optional")].join(" "),
      describe: false,
      builder: (parser) => {
        for (const [word, { array: _, demandOption: __, ...options }] of positionals) {
          parser.positional(word, { type: "string", ...options });
        }
        return parser;
      },
      handler: (parsed) => {
        args = unhidden(parsed);
      },
    })
    .parseAsync(hidden(argv));
  if (!isOn(args, "help")) return completed(where, command, args);
  const usage = [where, ...words(command, "shown")].join(" ");
  const { width } = screen;
  screen.print(helpText({ usage, where, summary, command, global: GLOBAL_OPTIONS, width }));
  return null;
}

/** Stands for `-` while words are parsed: the parser drops it where it is a positional. */
const DASH = "\u0001";

/** Hides what the parser takes for flags: `-`, and values such as `-05:00` or `-,NULL`. */
function hidden(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (const word of argv) {
    const flag = words.at(-1);
    if (word === "-") words.push(DASH);
    else if (/^-[^a-z-]/i.test(word) && flag !== undefined && /^--[a-z-]+$/.test(flag)) {
      words[words.length - 1] = `${flag}=${word}`;
    } else words.push(word);
  }
  return words;
}

function unhidden(args: Args): Args {
  const dash = (value: unknown) => (value === DASH ? "-" : value);
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(dash) : dash(value),
    ]),
  );
}

/** Checks what was parsed, and adds the flags of `--config` that the command line leaves open. */
function completed(where: string, command: Command, args: Args): Args {
  check(where, command, args);
  const file = textOf(args, "config");
  if (file === undefined) return args;
  const options: Command["options"] = { ...command.options, ...GLOBAL_OPTIONS };
  const both = { ...readConfig(file, where, options), ...args };
  check(where, command, both);
  return both;
}

// Positionals are optional to the parser, so that an unknown flag is named before a missing word.
function words(command: Command, form: "shown" | "optional"): readonly string[] {
  return Object.entries(command.positionals ?? {}).map(([word, { array, demandOption }]) => {
    const text = array ? `${word}..` : word;
    return demandOption && form === "shown" ? `<${text}>` : `[${text}]`;
  });
}

function check(where: string, command: Command, args: Args): void {
  const positionals = Object.entries(command.positionals ?? {});
  const options: Command["options"] = { ...command.options, ...GLOBAL_OPTIONS };
  const known = new Set(["_", "$0", "help", "h", ...positionals.map(([word]) => word)]);
  for (const [flag, { alias }] of Object.entries(options)) {
    known.add(flag);
    for (const other of [alias ?? []].flat()) known.add(other);
  }
  for (const flag of Object.keys(args)) {
    if (known.has(flag)) continue;
    const given = flag.length === 1 ? `-${flag}` : `--${flag}`;
    const near = nearestName(
      `--${flag}`,
      Object.keys(options).map((choice) => `--${choice}`),
    );
    const hint = near === null ? "--help lists them" : `did you mean ${near}?`;
    throw new UsageError(`${where}: unknown flag ${given}; ${hint}`);
  }
  const [unexpected] = textsOf(args, "_");
  if (unexpected !== undefined) {
    throw new UsageError(`${where}: unexpected argument ${unexpected}`);
  }
  for (const [word, { demandOption, array }] of positionals) {
    const isMissing = array ? textsOf(args, word).length === 0 : textOf(args, word) === undefined;
    if (demandOption && isMissing) throw new UsageError(`${where}: ${word} is missing; see --help`);
  }
  for (const [flag, { array }] of Object.entries(options)) {
    if (array !== true && Array.isArray(args[flag])) {
      throw new UsageError(`${where}: --${flag} is given twice`);
    }
  }
  const lang = textOf(args, "lang") ?? "en";
  if (lang !== "en") throw new UsageError(`${where}: --lang must be en, got ${lang}`);
}

/** Says the parser's own complaints in our words. */
function reworded(message: string): string {
  const flag = /^(?:Not enough arguments following|Missing required argument): (.+)$/.exec(
    message,
  )?.[1];
  if (flag === undefined) return message;
  const given = flag.length === 1 ? `-${flag}` : `--${flag}`;
  return message.startsWith("Not") ? `${given} needs a value` : `${given} is missing`;
}

import { BrokenDataset } from "../datasets/format/broken-dataset.ts";
import { nearestName } from "../datasets/nearest-name.ts";
import { toolVersion } from "../datasets/publishing/tool-version.ts";
import type { CommandEntry } from "./command.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { screenWidth } from "./screen-width.ts";
import type { Streams } from "./shell.ts";
import { openTerminal, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

type Commands = Readonly<Record<string, CommandEntry>>;

/**
 * Runs the command that the arguments name and resolves to the exit code: 0, what the command says,
 * 2 for wrong usage, 3 for a broken dataset, 1 for every other failure, 130 or 143 after a signal.
 */
export async function runCommandLine(
  commands: Commands,
  argv: readonly string[],
  streams: Streams = process,
): Promise<number> {
  const terminal = openTerminal(streams);
  let exitCode: number;
  try {
    exitCode = await dispatch(commands, argv, { terminal, streams });
  } catch (error) {
    exitCode = report(error, streams);
  }
  const signalled = terminal.close();
  await terminal.flush();
  return signalled ?? exitCode;
}

/** Flags that may stand before the command's name with a word of their own. */
const TAKE_A_WORD: readonly (string | undefined)[] = ["--lang", "--config"];

async function dispatch(
  commands: Commands,
  argv: readonly string[],
  { terminal, streams }: { readonly terminal: Terminal; readonly streams: Streams },
) {
  const at = argv.findIndex(
    (word, i) => !word.startsWith("-") && !TAKE_A_WORD.includes(argv[i - 1]),
  );
  if (argv[at] === undefined) {
    streams.stdout.write(await rootAnswer(commands, argv, widthOf(streams)));
    return 0;
  }
  const { name, words } = commandAt(commands, argv, at);
  const entry = commands[name];
  // Argument parsing costs 60 ms to load, a command's file more: only when a command was named.
  const [{ parseCommand }, { command }] = await Promise.all([
    import("./parse-command.ts"),
    entry.load(),
  ]);
  const rest = argv.filter((_, index) => index < at || index >= at + words);
  const args = await parseCommand(name, { summary: entry.summary, command }, rest, {
    width: widthOf(streams),
    print: (text) => streams.stdout.write(`${text}\n`),
  });
  if (args === null) return 0;
  return (await command.run(args, terminal.shellOf(args))) ?? 0;
}

/** Finds the command that begins at a word: its name, and of how many words that is. */
function commandAt(commands: Commands, argv: readonly string[], at: number) {
  const [word, next] = argv.slice(at);
  if (Object.hasOwn(commands, word)) return { name: word, words: 1 };
  const both = `${word} ${next}`;
  if (Object.hasOwn(commands, both)) return { name: both, words: 2 };
  const family = Object.keys(commands).filter((name) => name.startsWith(`${word} `));
  if (family.length > 0) {
    const rest = family.map((name) => name.slice(word.length + 1)).join(", ");
    throw new UsageError(`billshock ${word}: must be followed by one of ${rest}`);
  }
  const near = nearestName(word, Object.keys(commands));
  const hint = near === null ? "billshock --help lists them" : `did you mean ${near}?`;
  throw new UsageError(`billshock: unknown command ${word}; ${hint}`);
}

function widthOf({ stdout }: Streams): number {
  return screenWidth(stdout, process.env);
}

async function rootAnswer(
  commands: Commands,
  argv: readonly string[],
  width: number,
): Promise<string> {
  if (argv.includes("--version")) return `${toolVersion().billshock}\n`;
  if (argv.includes("--help") || argv.includes("-h")) return await rootHelp(commands, width);
  const [flag] = argv;
  if (flag === undefined) {
    throw new UsageError("billshock: name a command; billshock --help lists them");
  }
  throw new UsageError(`billshock: name a command before ${flag}; billshock --help lists them`);
}

async function rootHelp(commands: Commands, width: number): Promise<string> {
  const [{ proseTable }, { wrapped }] = await Promise.all([
    import("./prose-table.ts"),
    import("./wrapped.ts"),
  ]);
  const table = (rows: readonly (readonly string[])[]) =>
    proseTable(["", ""], rows, { width, indent: 2 });
  const summaries = Object.entries(commands).map(([name, { summary }]) => [name, summary]);
  const codes = EXIT_CODES.map(([code, meaning]) => [code.padStart(3), meaning]);
  return `billshock COMMAND

${wrapped("Who notices the runaway gigabytes, how soon, and what it saves.", { width })}

Commands:
${table(summaries)}

Exit codes:
${table(codes)}

${wrapped(FOR_ALL, { width })}
`;
}

const FOR_ALL = `All take --json (the result as JSON on stdout), -q (no talk on stderr), --no-color, --lang en, --config FILE (YAML or JSON whose keys are the command's flags).
billshock COMMAND --help says more about one; billshock --version names this version.`;

function report(error: unknown, { stderr }: Streams): number {
  if (error instanceof UsageError) {
    // A broken file may hold several mistakes, each on a line of its own.
    stderr.write(`${error.message}\n`);
    return 2;
  }
  if (error instanceof BrokenDataset) {
    // A parser's message may show lines of what it parsed; ours is one line.
    stderr.write(`${error.message.replace(/\s*\n\s*/g, " ")}\n`);
    return 3;
  }
  // The stack of what nobody foresaw is what a bug report needs.
  const foreseen = error instanceof Error && (error instanceof RangeError || "code" in error);
  const text = error instanceof Error ? (foreseen ? error.message : error.stack) : String(error);
  stderr.write(`billshock: ${text}\n`);
  return 1;
}

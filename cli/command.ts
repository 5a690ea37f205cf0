import type { Options, PositionalOptions } from "yargs";
import type { Progress } from "./progress.ts";

/** What a command sees of the terminal: results go to stdout, talk to stderr. */
export interface Shell {
  /** The result is wanted as one JSON document on stdout. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether stdout may carry colours. */
  readonly color: boolean;
  readonly lang: "en";
  /** Columns that results may take on stdout. */
  readonly width: number;
  /** Talk goes to a terminal: progress is rewritten in place there, and needs no lines of its own. */
  readonly live: boolean;
  /** Aborts on SIGINT and SIGTERM; the reason is an Error that names the signal. */
  readonly signal: AbortSignal;
  /** Writes to stdout, adding the line's end. */
  print(text: string): void;
  /** Writes one line of talk to stderr, unless `-q`. */
  note(text: string): void;
  /** Opens a progress line on stderr. */
  progress(what: string, unit: string): Progress;
  /** Runs `clean`, synchronously, when a signal ends the process; returns what takes it back. */
  onExit(clean: () => void): () => void;
}

/** Flags and positionals as parsed: every value is a string unless its option says otherwise. */
export type Args = Readonly<Record<string, unknown>>;

/** One command of the shell, as data plus what it does. */
export interface Command {
  /** In the order in which they stand; `demandOption` makes one mandatory, `array` takes the rest. */
  readonly positionals?: Readonly<Record<string, PositionalOptions & { readonly array?: boolean }>>;
  readonly options: Readonly<Record<string, Options>>;
  /** Lines of `[arguments, what they do]` shown under the help. */
  readonly examples?: readonly (readonly [string, string])[];
  /** Resolves to the exit code; nothing means 0. */
  run(args: Args, shell: Shell): Promise<number | undefined>;
}

/** A command before its file is loaded. */
export interface CommandEntry {
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

/** Tells whether a flag without a value was given. */
export function isOn(args: Args, name: string): boolean {
  return args[name] === true;
}

/** Reads a flag's text, or the only text of a positional; undefined when it was not given. */
export function textOf(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === "string" ? value : undefined;
}

/** Reads the texts of a repeatable flag or of a positional that takes the rest. */
export function textsOf(args: Args, name: string): readonly string[] {
  const value = args[name];
  if (Array.isArray(value)) return value.map(String);
  return value === undefined ? [] : [String(value)];
}

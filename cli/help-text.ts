import type { Command } from "./command.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { proseTable } from "./prose-table.ts";
import { wrapped } from "./wrapped.ts";

/** What a command's help says, and for how wide a screen. */
export interface Help {
  /** `billshock bench` and what may follow. */
  readonly usage: string;
  readonly where: string;
  readonly summary: string;
  readonly command: Pick<Command, "positionals" | "options" | "examples">;
  /** Flags that every command takes. */
  readonly global: Command["options"];
  readonly width: number;
}

const INDENT = 2;

/** Words a command's help: what it takes, what each flag does, and calls that may be copied. */
export function helpText({ usage, where, summary, command, global, width }: Help): string {
  const wrap = (text: string) => wrapped(text, { width });
  const table = (rows: readonly (readonly string[])[]) =>
    proseTable(["", ""], rows, { width, indent: INDENT });
  const positionals = Object.entries(command.positionals ?? {});
  const examples = (command.examples ?? []).map(([line, what]) =>
    [
      wrapped(`  ${where} ${line}`, { width, indent: "  ", joint: " \\" }),
      wrapped(`      ${what}`, { width }),
    ].join("\n"),
  );
  return [
    wrapped(usage, { width, indent: "  " }),
    wrap(summary),
    ...(positionals.length === 0
      ? []
      : [
          `Arguments:\n${table(positionals.map(([name, { describe }]) => [name, describe ?? ""]))}`,
        ]),
    `Flags:\n${table([...flagRows(command.options), ...flagRows(global), ["-h, --help", "this help"]])}`,
    ...(examples.length === 0 ? [] : [`Examples:\n${examples.join("\n")}`]),
    wrap(`Exit codes: ${EXIT_CODES.map(([code, meaning]) => `${code} ${meaning}`).join("; ")}.`),
  ].join("\n\n");
}

function flagRows(options: Command["options"]): string[][] {
  return Object.entries(options).map(([name, { alias, type, describe }]) => {
    const short = alias === undefined ? "    " : `-${[alias].flat()[0]}, `;
    const value = type === "boolean" ? "" : " VALUE";
    return [`${short}--${name}${value}`, describe ?? ""];
  });
}

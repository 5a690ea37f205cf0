import Table from "cli-table3";

/** How the columns of a table stand. */
export interface TableLayout {
  /** Left where nothing is said. */
  readonly aligns?: readonly ("left" | "right")[];
  /** Columns of air between two of them; 2 by default. */
  readonly gap?: number;
}

/**
 * Lays rows out in columns without lines, as wide as their words; Chinese characters count twice.
 * A head of two lines stands at the bottom of its row.
 */
export function tableText(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { aligns = [], gap = 2 }: TableLayout = {},
): string {
  const nothing = Object.fromEntries(
    [
      "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right",
      "left left-mid mid mid-mid right right-mid",
    ].flatMap((names) => names.split(" ").map((name) => [name, ""])),
  );
  const height = Math.max(...head.map((text) => text.split("\n").length));
  const table = new Table({
    head: head.map((text) => "\n".repeat(height - text.split("\n").length) + text),
    chars: { ...nothing, middle: " ".repeat(gap) },
    colAligns: [...aligns],
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

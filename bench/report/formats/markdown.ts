import type { PlainTable } from "./format.ts";

/** Writes tables as Markdown that GitHub and pandoc read, each with its caption below. */
export function markdown(tables: readonly PlainTable[]): string {
  return tables.map(one).join("\n\n");
}

function one({ caption, head, rows }: PlainTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = head.map(({ align }) => (align === "right" ? "---:" : "---"));
  return [
    line(head.map(({ title }) => title)),
    `| ${rule.join(" | ")} |`,
    ...rows.map(line),
    "",
    ...caption.map((sentence) => `${escaped(sentence)}  `),
  ]
    .join("\n")
    .trimEnd();
}

/** A name may hold anything; what Markdown would read as markup or as the end of a cell is text. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_<>|]/g, "\\$&")
    .replaceAll(/\[(?=[^\]]*\]\()/g, "\\[");
}

import { displayWidth } from "./display-width.ts";
import { tableText } from "./table-text.ts";
import { wrapped } from "./wrapped.ts";

/** How wide a table may be, and how far in it stands. */
export interface ProseLayout {
  /** Columns of the screen. */
  readonly width: number;
  readonly indent?: number;
}

const GAP = 2;
/** Prose in fewer columns is a pillar that nobody reads. */
const LEAST = 28;

/**
 * Lays rows out whose last cell is prose: it is wrapped in what room the other columns leave. Where
 * that is too little, on a narrow screen, it stands below them.
 */
export function proseTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width, indent = 0 }: ProseLayout,
): string {
  const last = head.length - 1;
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth));
  const wrap = (row: readonly string[]) => row.with(last, wrapped(row[last], { width: room }));
  const before = head
    .slice(0, last)
    .reduce((sum, text, i) => sum + GAP + widest([text, ...rows.map((row) => row[i])]), 0);
  const room = width - indent - before;
  const prose = [head, ...rows].map((row) => row[last]);
  const longestWord = widest(prose.flatMap((text) => text.split(/\s+/)));
  const text =
    room >= Math.max(longestWord, Math.min(LEAST, widest(prose)))
      ? tableText(wrap(head), rows.map(wrap))
      : [head, ...rows].map((row) => stacked(row, width - indent)).join("\n");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => " ".repeat(indent) + line)
    .join("\n");
}

/** A row over several lines: what is short, then the prose below it. */
function stacked(row: readonly string[], width: number): string {
  const short = row.slice(0, -1).filter((cell) => cell !== "" && cell !== "-");
  const below = wrapped(`  ${row.at(-1) ?? ""}`, { width });
  return [wrapped(short.join("  "), { width, indent: "  " }), below]
    .filter((text) => text.trim() !== "")
    .join("\n");
}

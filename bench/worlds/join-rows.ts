import type { RatedRows } from "./ledger-shard.ts";

/**
 * Joins the rows of the lines on one bill in the order in which they closed; what closed in the same
 * ms stands in order of line, as it was rated. One line's rows are given back as they are.
 */
export function joinRows(lines: readonly RatedRows[]): RatedRows {
  const [only] = lines;
  if (lines.length === 1) return only;
  const order = lines
    .flatMap(({ length, end }, line) =>
      Array.from({ length }, (_, row) => ({ line, row, end: end[row] })),
    )
    .sort((a, b) => a.end - b.end || a.line - b.line || a.row - b.row);
  const numbers = (name: "start" | "end" | "up" | "down" | "inBundle" | "charged") =>
    Float64Array.from(order, ({ line, row }) => lines[line][name][row]);
  return {
    length: order.length,
    start: numbers("start"),
    end: numbers("end"),
    up: numbers("up"),
    down: numbers("down"),
    inBundle: numbers("inBundle"),
    charged: numbers("charged"),
    ratingGroup: Uint8Array.from(order, ({ line, row }) => lines[line].ratingGroup[row]),
    parts: joinParts(lines, order),
  };
}

function joinParts(
  lines: readonly RatedRows[],
  order: readonly { readonly line: number; readonly row: number }[],
): RatedRows["parts"] {
  const next = lines.map(() => 0);
  const row: number[] = [];
  const subject: number[] = [];
  const up: number[] = [];
  const down: number[] = [];
  for (const [at, { line, row: own }] of order.entries()) {
    const { parts } = lines[line];
    for (; next[line] < parts.length && parts.row[next[line]] === own; next[line]++) {
      const p = next[line];
      row.push(at);
      subject.push(parts.subject[p]);
      up.push(parts.up[p]);
      down.push(parts.down[p]);
    }
  }
  return {
    length: row.length,
    row: Uint32Array.from(row),
    subject: Int32Array.from(subject),
    up: Float64Array.from(up),
    down: Float64Array.from(down),
  };
}

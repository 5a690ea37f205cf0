const DELIMITERS = [",", "\t", ";", "|"] as const;
const LINES = 50;

/** The lines at the beginning of a text that are not blank. */
export function firstLines(head: string): readonly string[] {
  return head
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, LINES);
}

/**
 * Finds which sign parts the cells: the one that cuts the most lines into the same number of cells.
 * A title above the header says nothing, and a comma inside of numbers is in no header.
 */
export function delimiterOf(head: string): string {
  const lines = firstLines(head).map((line) => line.replace(/"(?:[^"]|"")*"/g, ""));
  let best: string = DELIMITERS[0];
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const widths = lines.map((line) => line.split(delimiter).length);
    const agreeing = new Map<number, number>();
    for (const width of widths) {
      if (width > 1) agreeing.set(width, (agreeing.get(width) ?? 0) + 1);
    }
    const header = widths.find((width) => width > 1) ?? 0;
    const score = Math.max(0, ...agreeing.values()) * 1000 + Math.max(header, ...agreeing.keys());
    if (agreeing.size > 0 && score > most) {
      best = delimiter;
      most = score;
    }
  }
  return best;
}

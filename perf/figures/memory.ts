import type { PerfResults } from "../results.ts";
import { digits, markdownTable, millions } from "./markdown.ts";

/** Most memory that fleets of several sizes took. */
export function memoryFigure({ memory }: PerfResults): string {
  return markdownTable(
    ["devices", "days", "rows", "most resident MB"],
    memory.map(({ devices, days, rows, peakBytes }) => [
      String(devices),
      String(days),
      millions(rows),
      peakBytes === 0 ? "not told by this system" : digits(peakBytes / 1e6),
    ]),
  );
}

import type { PerfResults } from "../results.ts";
import { digits, markdownTable } from "./markdown.ts";

/** What the small things cost; nothing until they are measured. */
export function microFigure({ micro }: Pick<PerfResults, "micro">): string | null {
  if (micro === undefined) return null;
  return markdownTable(
    ["one of them", "ns"],
    micro.map(({ name, nanoseconds }) => [name, digits(nanoseconds)]),
  );
}

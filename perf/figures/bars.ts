import type { PerfResults } from "../results.ts";
import { BARS, type Bar } from "../speed/bars.ts";
import type { SpeedOfNode } from "../speed/measure-speed.ts";
import { digits, markdownTable, millions } from "./markdown.ts";

/** What each line of the table of speed must reach beside what it reached, a column for each Node. */
export function barsFigure({ speed = [] }: Pick<PerfResults, "speed">): string {
  return markdownTable(
    ["what", "bar", ...speed.map(({ machine }) => `Node ${machine.node}`)],
    Object.entries(BARS).map(([id, bar]: [string, Bar]) => [
      bar.what,
      wordedBar(bar),
      ...speed.map((one) => measured(bar, one, id as keyof typeof BARS)),
    ]),
  );
}

/** How busy the machine was before each Node's turn. */
export function loadsFigure({ speed = [] }: Pick<PerfResults, "speed">): string {
  if (speed.length === 0) return "It has not been measured yet";
  const loads = speed.map(({ machine }) => `${machine.load} before Node ${machine.node}`);
  const [{ machine }] = speed as [SpeedOfNode];
  const { cores, cpu } = machine;
  return `On ${cores} cores of ${cpu}; processes that wanted to run: ${loads.join(", ")}`;
}

function wordedBar({ unit, least, most, mostOn }: Bar): string {
  if (least !== undefined) return `at least ${shown(least, unit)}`;
  if (most !== undefined) return `at most ${shown(most, unit)}`;
  const each = Object.entries(mostOn ?? {}).map(
    ([node, value]) => `${shown(value, unit)} on ${node}`,
  );
  return each.length === 0 ? "" : `at most ${each.join(", ")}`;
}

function measured(bar: Bar, { machine, figures }: SpeedOfNode, id: keyof typeof BARS): string {
  const values = figures[id];
  if (values === undefined || values.length === 0) return "not measured";
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] as number;
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
  const range = sorted.length > 1 ? ` [${shown(low, bar.unit)} to ${shown(high, bar.unit)}]` : "";
  const most = bar.most ?? bar.mostOn?.[machine.node.split(".")[0] as string];
  const hasBar = most !== undefined || bar.least !== undefined;
  const met = middle <= (most ?? Number.POSITIVE_INFINITY) && middle >= (bar.least ?? 0);
  return `${shown(middle, bar.unit)}${range}${hasBar ? (met ? ", met" : ", missed") : ""}`;
}

function shown(value: number, unit: Bar["unit"]): string {
  if (unit === "rows/s") return millions(value);
  if (unit === "bytes") return `${digits(value / 1e6)} MB`;
  return `${digits(value)} ${unit}`;
}

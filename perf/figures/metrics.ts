import type { Metric } from "../../bench/metric.ts";

/** The list of metrics as a table: what each is, on what it rests, and what it can't be told without. */
export function metricsFigure(metrics: readonly Metric[]): string {
  const head = ["name", "unit", "better", "rests on", "needs", "what it is"];
  const rows = metrics.map(({ name, unit, better, rests, needs, summary }) => [
    ...[name, unit, better, rests],
    needs.join(", ") || "–",
    summary,
  ]);
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

import { entrants, rankingOf } from "../bench/report/ranking.ts";
import type { RunFile } from "../bench/run/run-file.ts";

/**
 * Says what helps next: whom the catalogue has shown around, a rule of her own; whoever has just run
 * one, to keep it from falling behind, or to look at what it raised.
 */
export function nextStep(run: RunFile): string {
  const own = run.detectors.find(
    ({ role, sandbox }) => role !== "floor" && role !== "ceiling" && sandbox !== "ours",
  );
  if (own === undefined) {
    return "Your rule next: npx billshock new detector my-rule && npx billshock bench -d ./my-rule.js";
  }
  const blind = run.detectors.find(
    ({ name, leads, alarms, recall }) =>
      name === own.name && leads && alarms > 0 && recall === null,
  );
  if (blind !== undefined) {
    return "Next: --alarms alarms.csv writes who alarmed when; --identifiers names them";
  }
  const failed = run.detectors.some(({ name, status }) => name === own.name && status === "error");
  if (failed || run.gates.some(({ passed }) => !passed)) return "";
  const row = run.datasets
    .flatMap(({ name }) => entrants(rankingOf(run, name)))
    .find(({ name, recall }) => name === own.name && recall?.value != null);
  if (row?.recall?.value == null) return "";
  if (run.gates.length > 0)
    return "Next: --baseline RUN.json fails a run that falls behind this one";
  const bound = Math.floor(row.recall.value * 10) / 10;
  // A gate that nothing can fail guards nothing.
  if (bound === 0) return "";
  return `Next, in CI: --expect '${own.name}: recall >= ${bound}' fails a run that falls behind`;
}

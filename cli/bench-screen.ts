import { caseSentence } from "../bench/report/case-sentence.ts";
import { datasetFacts, datasetsByName, isCase } from "../bench/report/dataset-facts.ts";
import { ownNotes } from "../bench/report/own-notes.ts";
import { labelOf, rankingOf } from "../bench/report/ranking.ts";
import type { RunFile } from "../bench/run/run-file.ts";
import { strategiesOn } from "../bench/run/run-strategy.ts";
import { benchTable } from "./bench-table.ts";
import { blindTable } from "./blind-table.ts";
import { nextStep } from "./next-step.ts";
import { strategiesTable } from "./strategies-table.ts";
import { sweepTables } from "./sweep-table.ts";
import { wrapped } from "./wrapped.ts";

/** Where the screen ends and the result lies. */
export interface ScreenOptions {
  /** Columns of the screen. */
  readonly width: number;
  /** Folder of the run; null when nothing was written. */
  readonly out: string | null;
}

/** Lays out what a bench shows when it ends: a table for each dataset, and one sentence about each. */
export function benchScreen(run: RunFile, { width, out }: ScreenOptions): string {
  const wrap = (text: string) => wrapped(text, { width });
  const command = (text: string) => wrapped(text, { width, indent: "  ", joint: " \\" });
  const told = [...datasetsByName(run)].flatMap(([name, seeds]) => {
    const own = ownNotes(run, name).map(wrap);
    const strategies = strategiesOn(run, name);
    const sweeps = [
      ...strategiesTable(strategies, seeds[0], width),
      ...(own.length > 0 ? [own.join("\n")] : []),
      ...sweepTables(run, seeds[0], width),
    ];
    if (seeds[0].truth === null) return [blindTable(run, seeds[0], width), ...sweeps];
    if (isCase(seeds)) return [wrap(caseSentence(run, seeds)), ...sweeps];
    const head = [name, ...datasetFacts(run, seeds)].join("  ");
    const table = [wrap(head), ...benchTable(run, rankingOf(run, name), width)].join("\n");
    return [table, ...sweeps];
  });
  const failures = failuresOf(run).flatMap(({ what, again }) => [
    wrapped(what, { width, indent: "  " }),
    ...(again === null ? [] : [command(`  again: ${again}`)]),
  ]);
  const gates = run.gates.map(({ gate, passed, found }) =>
    wrap(`${passed ? "pass" : "FAIL"}  ${gate}  (${found})`),
  );
  const report = out === null ? "" : wrap(`Report: ${out}/report.html`);
  const next = nextStep(run);
  const end = [
    ...run.warnings.map(wrap),
    ...gates,
    report,
    next.includes("npx ") ? command(next) : wrap(next),
  ];
  return [...told, failures.join("\n"), end.filter((text) => text !== "").join("\n")]
    .filter((text) => text !== "")
    .join("\n\n");
}

interface Failed {
  readonly what: string;
  readonly again: string | null;
}

/** What failed, and the command that shows it again; both points of a detector fail as one. */
function failuresOf({ detectors }: RunFile): Failed[] {
  const failed = detectors.filter(
    ({ status, role }) => role !== "floor" && status !== "ok" && status !== "not-evaluable",
  );
  const told = failed.map((row): [string, Failed] => {
    const what = `${labelOf(row)} on ${row.dataset}: ${row.status}: ${row.reason}`;
    return [what, { what, again: row.reproduce }];
  });
  return [...new Map(told).values()];
}

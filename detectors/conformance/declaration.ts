import { suggest } from "../../datasets/nearest-name.ts";
import { checkParams } from "../../datasets/param.ts";
import { VIEW_TABLES, VIEWS, type ViewName } from "../../datasets/view.ts";
import type { DetectorSpec } from "../detector.ts";
import { checkLearning } from "../state/learning.ts";
import { checkScoreOf } from "../state/score-of.ts";

/** Throws where a spec does not say what it must, or says what can't be. */
export function checkDeclaration(spec: DetectorSpec): void {
  const { name, summary, views, reads, detects, scope, score, params } = spec;
  const unit = typeof name === "string" && name !== "" ? name : "a detector";
  const must = (holds: boolean, rule: string): void => {
    if (!holds) throw new Error(`${unit}: ${rule}`);
  };
  must(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name), `name must be in kebab-case, got ${name}`);
  must(typeof summary === "string" && summary !== "", "summary must say what it scores");
  must(Array.isArray(views) && views.length > 0, "views must name at least one view");
  for (const view of views) {
    must(VIEWS.includes(view), `unknown view ${view}; ${suggest(view, VIEWS)}`);
  }
  must(scope === "device" || scope === "fleet", `scope must be device or fleet, got ${scope}`);
  must(Array.isArray(detects), "detects must list incident kinds, or none");
  must(typeof score?.unit === "string" && score.unit !== "", "score.unit must be named");
  must(
    Number.isFinite(score.threshold),
    `score.threshold must be a finite number, got ${score.threshold}`,
  );
  checkScoreOf(spec);
  checkLearning(spec);
  must(typeof spec.create === "function", "create must be a function");
  for (const view of views) {
    for (const column of reads) {
      const columns = columnsOf(view);
      must(
        columns.includes(column),
        `reads ${column}, which the view ${view} does not have; ${suggest(column, columns)}`,
      );
    }
  }
  for (const column of [...(spec.mayRead ?? []), ...(spec.readsAny ?? [])]) {
    must(
      views.some((view) => columnsOf(view).includes(column)),
      `may read ${column}, which none of its views has`,
    );
  }
  checkParams(unit, params);
}

function columnsOf(view: ViewName): readonly string[] {
  return VIEW_TABLES[view].columns.map(({ name }) => name);
}

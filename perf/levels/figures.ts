import { percent } from "../../bench/report/wording.ts";
import type { DetectorRow, RunFile } from "../../bench/run/run-file.ts";
import { chosenRows, kindsOf } from "../acceptance/judge-run.ts";
import { markdownTable } from "../figures/markdown.ts";
import type { Figures } from "../marks.ts";

const LEVELS = ["L1", "L2", "L3", "L4"] as const;
const NONE = "–";

/**
 * What docs/levels.md shows of one level; marks of the others keep what they hold. `referenceOf` says
 * by the name of its row whose reference a combination is.
 */
export function levelFigures(
  level: string,
  run: RunFile,
  referenceOf: ReadonlyMap<string, string>,
): Figures {
  const dataset = `city@${level}`;
  const isShown = ({ role, name }: DetectorRow) => role === "detector" || referenceOf.has(name);
  const rows = chosenRows(run, dataset)
    .filter(isShown)
    .map((row) => {
      const kind = referenceOf.get(row.name);
      return kind === undefined ? row : { ...row, name: `evidence, ${kind}` };
    });
  const own: Figures = {
    [`level:${level}-data`]: () => dataFigure(run, dataset),
    [`level:${level}-kinds`]: () => kindsFigure(rows, kindsOf(run, dataset)),
    [`level:${level}-alikes`]: () => alikesFigure(rows),
  };
  const others = LEVELS.flatMap((other) =>
    ["data", "kinds", "alikes"].map((what) => [`level:${other}-${what}`, () => null] as const),
  );
  return { ...Object.fromEntries(others), ...own };
}

function dataFigure({ datasets, budget }: RunFile, dataset: string): string {
  const own = datasets.filter(({ name }) => name === dataset);
  const sum = (of: (each: (typeof own)[number]) => number) =>
    own.reduce((total, each) => total + of(each), 0);
  const days = sum(({ scoredDeviceDays }) => scoredDeviceDays).toLocaleString("en-US");
  return (
    `${dataset}, seeds ${own.map(({ seed }) => seed).join(", ")} pooled: ${days} scored line-days, ` +
    `${sum(({ truth }) => truth?.cases ?? 0)} cases, ${sum(({ truth }) => truth?.lookAlikes ?? 0)} look-alikes; ` +
    `${budget} false ${budget === 1 ? "alarm" : "alarms"} for 1000 lines a day`
  );
}

/** Who catches which kind: detectors in the order of bytes saved, those that catch nothing left out. */
function kindsFigure(rows: readonly DetectorRow[], kinds: readonly string[]): string {
  const shareOf = (row: DetectorRow, kind: string) => row.byIncident[kind]?.recall.value ?? 0;
  const seeing = rows.filter((row) => kinds.some((kind) => shareOf(row, kind) > 0));
  const [any] = rows;
  const heads = kinds.map((kind) => `${kind} (${any?.byIncident[kind]?.n ?? 0})`);
  const lines = seeing.map((row) => {
    const rate = row.falseAlarmsPer1000DeviceDays?.value ?? null;
    const saved = percent(row.valueDetectionRateByKindMean?.value);
    const shares = kinds.map((kind) => percent(row.byIncident[kind]?.recall.value));
    return [row.name, row.view ?? NONE, saved, ...shares, rate?.toFixed(1) ?? NONE];
  });
  const head = ["detector", "reads", "bytes saved, mean over kinds", ...heads, "false alarms"];
  const blind = rows.length - seeing.length;
  return `${markdownTable(head, lines)}\n\n${blind} of ${rows.length} detectors catch none.`;
}

/** Which look-alike fools whom: of the detectors that raised an alarm at all. */
function alikesFigure(rows: readonly DetectorRow[]): string {
  const raising = rows.filter(({ alarms }) => alarms > 0);
  const names = [...new Set(raising.flatMap(({ byLookAlike }) => Object.keys(byLookAlike)))].sort();
  const lines = names.map((name) => {
    const told = raising
      .map(({ name: who, byLookAlike }) => ({
        who,
        n: byLookAlike[name]?.n ?? 0,
        share: byLookAlike[name]?.specificity.value ?? 1,
      }))
      .sort((a, b) => a.share - b.share);
    const [least] = told;
    const fooled = told.filter(({ share }) => share < 1).length;
    const median = told[told.length >> 1]?.share;
    const worst = fooled === 0 ? NONE : `${percent(least?.share)} (${least?.who})`;
    return [name, String(least?.n ?? 0), `${fooled} of ${told.length}`, worst, percent(median)];
  });
  const head = ["look-alike", "episodes", "fools", "left alone least", "left alone in the median"];
  return markdownTable(head, lines);
}

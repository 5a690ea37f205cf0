import type { RunComparison, RunFile } from "../run/run-file.ts";
import { COLOURS, draw, type Figure, figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { entrants, labelOf, rankingOf } from "./ranking.ts";
import { counted } from "./wording.ts";

/** Below this a difference is called one. */
const SURE = 0.05;

/** The paired differences of a dataset's detectors from the run's reference, with their tests. */
export async function comparisons(run: RunFile, dataset: string): Promise<[Html, Figure] | null> {
  const rows = comparedRows(run, dataset);
  if (rows.length === 0) return null;
  const [{ reference }] = rows;
  const values = rows.map((row) => ({
    ...{ detector: labelOf(row), difference: row.difference, low: row.low, high: row.high },
    sure: isSure(row) ? "differs" : "may be chance",
  }));
  const y = {
    field: "detector",
    type: "nominal",
    sort: rows.map(labelOf),
    title: null,
    axis: { labelLimit: 240 },
  };
  const x = { type: "quantitative", axis: { format: "+.0%" }, title: "bytes saved, difference" };
  const color = {
    field: "sure",
    type: "nominal",
    scale: { domain: ["differs", "may be chance"], range: [COLOURS.blue, COLOURS.soft] },
    legend: { orient: "bottom", title: null },
  };
  const picture = await draw({
    dataset,
    what: "comparisons",
    label: `Differences in bytes saved from ${reference} on ${dataset}`,
    spec: {
      width: 480,
      height: { step: 17 },
      data: { values },
      layer: [
        {
          mark: { type: "rule", color: COLOURS.soft, strokeDash: [4, 3] },
          encoding: { x: { datum: 0, type: "quantitative" } },
        },
        {
          mark: { type: "rule", strokeWidth: 1.5 },
          encoding: { y, color, x: { field: "low", ...x }, x2: { field: "high" } },
        },
        {
          mark: { type: "point", filled: true, size: 45, opacity: 1 },
          encoding: { y, color, x: { field: "difference", ...x } },
        },
      ],
    },
  });
  const sure = rows.filter(isSure).length;
  const family = run.comparisons.filter((each) => each.dataset === dataset).length;
  return [
    html`<h3>Compared with ${reference}</h3>${figure(
      picture,
      `Difference in bytes saved, all kinds together, from ${reference} on the same lines, with paired 95 % intervals. ${counted(sure, "detector")} of ${rows.length} shown differ${sure === 1 ? "s" : ""} by a test at 5 % with Holm's correction over all ${family} rows of this dataset.`,
    )}<details><summary>The same as numbers</summary><div class="wide"><table><thead><tr><th>detector</th>
<th class="n">difference</th><th class="n">95 % interval</th><th class="n">p</th><th class="n">p, Holm</th></tr></thead><tbody>${rows.map(
      (row) => html`<tr><td>${labelOf(row)}</td><td class="n">${points(row.difference)}</td>
<td class="n">${points(row.low)} to ${points(row.high)}</td><td class="n">${probability(row.p)}</td><td class="n">${probability(row.pHolm)}</td></tr>`,
    )}</tbody></table></div></details>`,
    picture,
  ];
}

/** Comparisons of the rows that the table shows, in its order. */
function comparedRows(run: RunFile, dataset: string): RunComparison[] {
  const known = run.comparisons.filter((each) => each.dataset === dataset);
  return entrants(rankingOf(run, dataset)).flatMap(
    (row) =>
      known.find(
        (each) => each.name === row.name && each.view === row.view && each.difference !== null,
      ) ?? [],
  );
}

function isSure({ pHolm }: RunComparison): boolean {
  return pHolm !== null && pHolm < SURE;
}

/** Percentage points with their sign. */
function points(share: number | null): string {
  if (share === null) return "–";
  const value = Math.round(share * 1000) / 10;
  return `${value > 0 ? "+" : ""}${value.toFixed(1)}`;
}

function probability(p: number | null): string {
  if (p === null) return "–";
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

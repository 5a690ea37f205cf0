import type { DetectorRow, RunFile } from "../run/run-file.ts";
import { draw, type Figure, figure } from "./draw.ts";
import { type Html, html } from "./html.ts";
import { entrants, labelOf, rankingOf } from "./ranking.ts";
import { smallMultiples } from "./small-multiples.ts";

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
/** The axis begins here: what is caught sooner is drawn at its start. */
const SOONEST = MINUTE_S / 2;

/** The share of incidents caught within each delay, as far as the run has measured its curve. */
export async function delayCurves(run: RunFile, dataset: string): Promise<[Html, Figure] | null> {
  const rows = entrants(rankingOf(run, dataset)).filter((row) => pointsOf(row).length > 0);
  if (rows.length === 0) return null;
  const picture = await draw({
    dataset,
    what: "delay",
    label: `Share of incidents caught within a delay on ${dataset}, for each detector`,
    spec: smallMultiples({
      detectors: rows.map(labelOf),
      points: rows.flatMap(pointsOf),
      marks: [],
      x: {
        scale: { type: "log", domain: [SOONEST, DAY_S], clamp: true },
        axis: {
          values: [MINUTE_S, 5 * MINUTE_S, HOUR_S, 6 * HOUR_S, DAY_S],
          labelExpr: `{60: "1 min", 300: "5", 3600: "1 h", 21600: "6", 86400: "1 d"}[datum.value]`,
          labelOverlap: false,
        },
        title: "delay",
      },
      y: {
        scale: { domain: [0, 1] },
        axis: { format: "%", tickCount: 3 },
        title: "caught within it",
      },
    }),
  });
  return [
    html`<h3>How soon</h3>${figure(
      picture,
      `Share of all incidents caught within a delay: at 5 min, 1 h and 6 h, at the median and at the ninth tenth of the caught, and in the end; the lines between are drawn straight. Grey: ${labelOf(rows[0])}, which leads.`,
    )}`,
    picture,
  ];
}

/** Points of the curve that a row holds; each is exact. */
function pointsOf(row: DetectorRow) {
  const { latency, recall } = row;
  const caught = recall?.value ?? 0;
  if (latency === null || caught === 0) return [];
  const at: readonly (readonly [number | null | undefined, number | null | undefined])[] = [
    [latency.p50SecondsCaught?.value, caught / 2],
    [latency.p90SecondsCaught?.value, caught * 0.9],
    [5 * MINUTE_S, latency.within5m?.value],
    [HOUR_S, latency.within1h?.value],
    [6 * HOUR_S, latency.within6h?.value],
    [DAY_S, caught],
  ];
  const known = at.flatMap(([x, y]) => (x == null || y == null ? [] : [{ x, y }]));
  return [{ x: SOONEST, y: 0 }, ...known]
    .map(({ x, y }) => ({ detector: labelOf(row), x: Math.max(SOONEST, x), y }))
    .sort((a, b) => a.x - b.x || a.y - b.y);
}

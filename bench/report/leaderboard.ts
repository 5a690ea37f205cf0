import type { DetectorRow, RunFile } from "../run-file.ts";
import { type Html, html } from "./html.ts";
import { chosenViews, isInsideCoinBand, mostFooledBy, rankingOf } from "./ranking.ts";
import { duration, money, NONE, percent, percentRange } from "./wording.ts";

/** The table of one dataset: ceiling above, floors below, every number with its interval; each detector's chosen view first. */
export function leaderboard(run: RunFile, dataset: string): Html {
  const { ceiling, ranked, floors } = rankingOf(run, dataset);
  const best = chosenViews(ranked);
  const shipped = secondPoints(run, dataset);
  const others = ranked.filter((row) => !best.includes(row));
  return html`${table(ceiling, best, floors)}
${
  others.length === 0
    ? null
    : html`<details><summary>The other views of the same detectors (${others.length} rows)</summary>
${table([], others, [])}</details>`
}
${
  shipped.length === 0
    ? null
    : html`<details><summary>As shipped: at the threshold that each declares, without one with every alert (${shipped.length} rows, unranked)</summary>
${table([], shipped, [])}</details>`
}
<p class="note">↑ what the data lets anybody see; ↓ what it takes no skill to reach. <span class="flag">≤ floor</span>
marks a row that a floor with as many alarms equals in that metric; <span class="flag">over budget</span> one whose
false alarms are surely above it. <i>By hindsight</i> is what the best threshold within the budget would have
saved, all kinds together, read off the test labels themselves: nobody could have known it, and it ranks nobody.</p>`;
}

/** Second points of the chosen views, in the order of the ranked rows. */
function secondPoints(run: RunFile, dataset: string): DetectorRow[] {
  return run.detectors.filter(
    (row) =>
      row.dataset === dataset && row.point === "shipped" && row.status === "ok" && row.chosenView,
  );
}

type Rows = readonly DetectorRow[];

function table(ceiling: Rows, ranked: Rows, floors: Rows): Html {
  return html`<table class="board">
<thead><tr><th>detector</th><th>reads</th><th class="n">caught</th><th>bytes saved, mean over kinds</th><th class="n">all kinds together</th><th class="n">by hindsight</th>
<th class="n">money saved</th><th class="n">delay p50</th><th class="n">false alarms / 1000 line-days</th>
<th>most fooled by</th><th>threshold</th></tr></thead>
<tbody class="ceiling">${ceiling.map((row) => line(row, "↑"))}</tbody>
<tbody>${ranked.map((row) => line(row, ""))}</tbody>
<tbody class="floor">${floors.map((row) => line(row, "↓"))}</tbody>
</table>`;
}

function line(row: DetectorRow, mark: string): Html {
  const { recall, valueDetectionRateByKindMean: saved, moneySaved, latency } = row;
  const falseAlarms = row.falseAlarmsPer1000DeviceDays;
  const share = saved?.value ?? 0;
  return html`<tr><td>${mark} ${row.name}${flags(row)}</td><td>${row.view ?? "all"}</td>
<td class="n">${caught(row)}<small>${percent(recall?.value)}</small></td>
<td><div class="bar"><i style="width:${Math.round(share * 100)}%"></i></div><b>${percent(saved?.value)}</b>
<small>${percentRange(saved)}</small></td>
<td class="n">${percent(row.valueDetectionRate?.value)}<small>${percentRange(row.valueDetectionRate)}</small></td>
<td class="n hindsight">${percent(row.oracle?.valueDetectionRate)}</td>
<td class="n">${money(moneySaved?.value)}</td>
<td class="n">${row.counts?.hit ? duration(latency?.p50Seconds?.value) : NONE}</td>
<td class="n">${falseAlarms?.value?.toFixed(1) ?? NONE}<small>${rateRange(row)}</small></td>
<td>${mostFooledBy(row) ?? NONE}</td><td>${threshold(row)}</td></tr>`;
}

/** Headline metrics in the words of the table's columns. */
const HEADLINES: Readonly<Record<string, string>> = {
  valueDetectionRateByKindMean: "bytes saved, mean over kinds",
  valueDetectionRate: "bytes saved",
  moneySaved: "money",
  recall: "caught",
  precision: "precision",
};

function flags(row: DetectorRow): Html[] {
  const equalled = row.beatenByFloor.flatMap((metric) => HEADLINES[metric] ?? []);
  const words = [
    ...(equalled.length > 0 ? [`≤ floor: ${equalled.join(", ")}`] : []),
    ...(isInsideCoinBand(row) ? ["inside the coin's band"] : []),
    ...(row.overBudget ? ["over budget"] : []),
    ...(row.sandbox === "not sandboxed" ? ["not sandboxed"] : []),
    ...(row.causality === "unchecked" ? ["causality unchecked"] : []),
  ];
  return words.map((word) => html`<span class="flag">${word}</span>`);
}

function caught(row: DetectorRow): string {
  const kinds = Object.values(row.byIncident);
  const total = kinds.reduce((sum, { n }) => sum + n, 0);
  const found = kinds.reduce((sum, { recall, n }) => sum + (recall.value ?? 0) * n, 0);
  return total === 0 ? NONE : `${Math.round(found)}/${total}`;
}

function rateRange({ falseAlarmsPer1000DeviceDays: rate }: DetectorRow): string {
  if (rate === null || rate.low === null || rate.high === null) return "";
  return `${rate.low.toFixed(1)}–${rate.high.toFixed(1)}`;
}

function threshold(row: DetectorRow): string {
  if (row.role === "floor" || row.role === "ceiling") return NONE;
  const value =
    row.threshold === null ? "" : `${Number(row.threshold.toPrecision(4))} ${row.thresholdUnit}`;
  const origins = [...new Set(row.thresholds.map(({ from }) => from))].filter(
    (from) => from !== null,
  );
  const from =
    origins.length > 0 && origins[0] !== row.dataset ? ` from ${origins.join(", ")}` : "";
  return `${value} (${row.thresholdSource}${from})`;
}

import type { Metric } from "../metric.ts";
import { readMetric } from "../metric-fields.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { DetectorRow, RunDataset, RunFile } from "../run/run-file.ts";
import { isCase } from "./dataset-facts.ts";
import { type Html, html } from "./html.ts";
import { lineDays } from "./line-days.ts";
import {
  columnFacts,
  headOf,
  legends,
  ownCell,
  type Shown,
  shownIn,
  suits,
} from "./metric-columns.ts";
import {
  ceilingOf,
  chosenViews,
  isInsideCoinBand,
  mostFooledBy,
  nameOf,
  pointOf,
  type Ranking,
  rankingOf,
  shownFloors,
} from "./ranking.ts";
import { APART, FLAGGED, FOOLED_BY, isTaught, tableNotes } from "./table-notes.ts";
import { thresholdValue, thresholdWords } from "./threshold-words.ts";
import { intervalOf, NONE, percent, wholePercent } from "./wording.ts";

type Rows = readonly DetectorRow[];

/** The table of one dataset: ceiling above, floors below, every number with its interval; each detector's chosen view first. */
export function leaderboard(run: RunFile, seeds: readonly RunDataset[]): Html {
  const [{ name }] = seeds;
  const ranking = rankingOf(run, name);
  const { ranked, apart, second, floors } = ranking;
  const ceiling = ceilingOf(ranking);
  const table = (groups: readonly Group[]) => tableOf(groups, run, seeds);
  const shown = shownFloors(ranking);
  const entered = [...ranked, ...apart];
  const hidden = entered.filter(({ chosenView }) => !chosenView);
  const others = [...ranking.ceiling.filter((row) => row !== ceiling), ...hidden];
  const restOfFloors = floors.filter((row) => !shown.includes(row));
  const secondShown = chosenViews(second);
  const pointWords = [...new Set(secondShown.map(pointOf))].join(" or ");
  return html`${table([
    { role: "ceiling", rows: ceiling ? [ceiling] : [] },
    { role: "", rows: chosenViews(ranked) },
    { role: "apart", rows: chosenViews(apart) },
    { role: "floor", rows: shown },
  ])}
${more(`The same detectors ${pointWords}`, table, secondShown)}
${more("The other views of the same detectors, and what each view could show", table, others)}
${more("The other floors", table, restOfFloors)}
${isCase(seeds) ? null : lineDays(run, name)}
${notes(run, ranking)}`;
}

function more(title: string, table: (groups: readonly Group[]) => Html, rows: Rows): Html | null {
  if (rows.length === 0) return null;
  const unit = rows.length === 1 ? "row" : "rows";
  return html`<details><summary>${title} (${rows.length} ${unit}, unranked)</summary>${table([{ role: "", rows }])}</details>`;
}

function notes(run: RunFile, ranking: Ranking): Html {
  const known = [
    "Shares are in %, with 95 % intervals.",
    ...[...legends(), FOOLED_BY].map((text) => `${text[0].toUpperCase()}${text.slice(1)}.`),
    ...tableNotes(run, ranking).filter((note) => note !== FLAGGED),
  ];
  return html`<p class="note">${known.join(" ")} The first row is what the data lets anybody see; the grey ones are what it takes no skill to reach.
<i>By hindsight</i> is what the best threshold within the budget would have saved, all kinds together, read off the test labels themselves: nobody could have known it, and it ranks nobody.</p>`;
}

interface Group {
  readonly role: "ceiling" | "apart" | "floor" | "";
  readonly rows: Rows;
}

interface Column {
  readonly head: string;
  readonly isNumber: boolean;
  cell(row: DetectorRow): Html | string;
}

function tableOf(groups: readonly Group[], run: RunFile, seeds: readonly RunDataset[]): Html {
  const columns = columnsOf(
    groups.flatMap(({ rows }) => rows),
    run,
    seeds,
  );
  const line = (row: DetectorRow) =>
    html`<tr>${columns.map(
      ({ isNumber, cell }) => html`<td${isNumber ? html` class="n"` : null}>${cell(row)}</td>`,
    )}</tr>`;
  return html`<div class="wide"><table class="board"><thead><tr>${columns.map(
    ({ head, isNumber }) => html`<th${isNumber ? html` class="n"` : null}>${head}</th>`,
  )}</tr></thead>
${groups
  .filter(({ rows }) => rows.length > 0)
  .map(
    ({ role, rows }) =>
      html`<tbody${role === "" ? null : html` class="${role}"`}>${
        role === "apart"
          ? html`<tr><td class="apart-says" colspan="${columns.length}">${APART}</td></tr>`
          : null
      }${rows.map(line)}</tbody>`,
  )}</table></div>`;
}

function columnsOf(rows: Rows, run: RunFile, seeds: readonly RunDataset[]): Column[] {
  const number = (head: string, cell: Column["cell"]): Column => ({ head, isNumber: true, cell });
  const text = (head: string, cell: Column["cell"]): Column => ({ head, isNumber: false, cell });
  const facts = columnFacts(seeds[0].currency, run.prevalence, rows);
  const metrics = shownIn("page").filter((shown) => suits(shown, run, seeds));
  const hindsight = rows.some(({ oracle }) => oracle !== null);
  return [
    text(
      "detector",
      // On a single case a floor may always be lucky: only a fleet tells them apart.
      (row) =>
        html`<b>${nameOf(row)}</b><small>${readsOf(row)}</small>${isCase(seeds) ? null : flags(row)}`,
    ),
    ...metrics.map((shown) =>
      number(headOf(shown.column.head, facts), (row) => metricOnPage(shown, row)),
    ),
    ...(run.metrics ?? []).map(({ name }) => number(name, (row) => ownCell(name, row))),
    text("most fooled by", (row) => mostFooledBy(row) ?? NONE),
    text("threshold", threshold),
    ...(hindsight
      ? [
          number(
            "by hindsight",
            (row) => html`<i class="hindsight">${percent(row.oracle?.valueDetectionRate)}</i>`,
          ),
        ]
      : []),
  ];
}

/** A metric as the page shows it: its value with its unit, its interval below it. */
function metricOnPage({ metric, column }: Shown<"page">, row: DetectorRow): Html | string {
  const { series, below, bar } = column;
  if (series !== undefined) return seriesOf(series, row);
  const found = readMetric(metric, row);
  if (found === null || found.value === null) return NONE;
  const write = column.write ?? ((value: number) => metric.write(value));
  const interval = intervalOf(found, column.bound ?? write);
  const other = below === undefined ? null : numberOf(below.metric, row);
  return html`${bar ? html`<span class="bar"><i style="width:${Math.round(found.value * 100)}%"></i></span>` : null}${write(found.value)}${
    interval === "" && below === undefined ? null : html`<small>${interval}</small>`
  }${other === null || below === undefined ? null : html`<small>${below.write(other)}</small>`}`;
}

/** Shares of several moments in one cell. */
function seriesOf(names: readonly string[], row: DetectorRow): string {
  const values = names.map((name) => numberOf(name, row));
  if (values.some((value) => value === null)) return NONE;
  return `${values.map((value) => wholePercent(value ?? 0)).join(", ")} %`;
}

function numberOf(name: string, row: DetectorRow): number | null {
  const metric = METRICS.find((each) => each.name === name);
  return metric === undefined ? null : (readMetric(metric, row)?.value ?? null);
}

/** The number above, where it comes from below it. */
function threshold(row: DetectorRow): Html | string {
  if (row.role === "floor" || row.role === "ceiling") return NONE;
  const value = thresholdValue(row);
  const words = thresholdWords(row);
  return value === "" ? words : html`${value}<small>${words.slice(value.length).trim()}</small>`;
}

function readsOf({ role, view }: DetectorRow): string {
  if (view !== null) return view;
  return role === "combiner" ? "all its members read" : role === "ceiling" ? "any view" : "no view";
}

function flags(row: DetectorRow): Html[] {
  const equalled = row.beatenByFloor.flatMap((name) => {
    const metric: Metric | undefined = METRICS.find((each) => each.name === name);
    return metric?.column?.flag ?? [];
  });
  const words = [
    ...(equalled.length > 0 ? [`≤ floor: ${equalled.join(", ")}`] : []),
    ...(isInsideCoinBand(row) ? ["inside the coin's band"] : []),
    ...(row.overBudget ? ["over budget"] : []),
    ...(isTaught(row) ? ["learned from labels"] : []),
    ...(row.causality === "unchecked" ? ["causality unchecked"] : []),
    ...(row.causality === "partly" ? ["causality checked in part"] : []),
  ];
  return words.map(
    (word) =>
      html`<span class="flag" title="${word.startsWith("causality") ? row.causalityNote : null}">${word}</span>`,
  );
}

import type { DetectorRow, RunDataset, RunFile } from "../run-file.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { isCase } from "./dataset-facts.ts";
import { type Html, html } from "./html.ts";
import { LEGEND } from "./legend.ts";
import { lineDays } from "./line-days.ts";
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
import { APART, FLAGGED, isTaught, tableNotes } from "./table-notes.ts";
import { thresholdValue, thresholdWords } from "./threshold-words.ts";
import {
  currencyName,
  duration,
  intervalOf,
  money,
  NONE,
  percent,
  rareEstimate,
} from "./wording.ts";

type Rows = readonly DetectorRow[];

/** The table of one dataset: ceiling above, floors below, every number with its interval; each detector's chosen view first. */
export function leaderboard(run: RunFile, seeds: readonly RunDataset[]): Html {
  const [{ name }] = seeds;
  const ranking = rankingOf(run, name);
  const { ranked, apart, second, floors } = ranking;
  const ceiling = ceilingOf(ranking);
  const { prevalence } = run;
  const table = (groups: readonly Group[]) => tableOf(groups, seeds, prevalence?.name);
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
    ...Object.values(LEGEND).map((text) => `${text[0].toUpperCase()}${text.slice(1)}.`),
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

function tableOf(
  groups: readonly Group[],
  seeds: readonly RunDataset[],
  prevalence: string | undefined,
): Html {
  const columns = columnsOf(
    groups.flatMap(({ rows }) => rows),
    seeds,
    prevalence,
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

function columnsOf(
  rows: Rows,
  seeds: readonly RunDataset[],
  prevalence: string | undefined,
): Column[] {
  const currency = currencyName(seeds[0].currency);
  const number = (head: string, cell: Column["cell"]): Column => ({ head, isNumber: true, cell });
  const text = (head: string, cell: Column["cell"]): Column => ({ head, isNumber: false, cell });
  const share = (head: string, read: (row: DetectorRow) => Estimate | null) =>
    number(head, (row) => estimate(read(row), percent, (bound) => String(Math.round(bound * 100))));
  const stake = rows.find(({ moneyAtStake }) => moneyAtStake !== null)?.moneyAtStake ?? null;
  const hindsight = rows.some(({ oracle }) => oracle !== null);
  return [
    text(
      "detector",
      // On a single case a floor may always be lucky: only a fleet tells them apart.
      (row) =>
        html`<b>${nameOf(row)}</b><small>${readsOf(row)}</small>${isCase(seeds) ? null : flags(row)}`,
    ),
    share("recall", (row) => row.recall),
    share("precision", (row) => row.precision),
    ...(prevalence === undefined
      ? []
      : [
          number(`precision, prevalence ${prevalence}`, (row) =>
            rareEstimate(row.precisionAtPrevalence),
          ),
        ]),
    share("F1", (row) => row.f1),
    number("bytes saved, mean over kinds", byKind),
    share("all bytes", (row) => row.valueDetectionRate),
    // A rate of the one line of a case, over its day or two, would be a number without a meaning.
    isCase(seeds)
      ? number("false alarms", ({ counts }) => String(counts?.false ?? NONE))
      : number("false / 1000 line-days", falseAlarms),
    number(`${currency} saved of ${money(stake?.value)}`, (row) =>
      estimate(row.moneySaved, money, money),
    ),
    number("in 5 min, 1 h, 6 h", within),
    number("p50 if caught", (row) => delay(row.latency?.p50SecondsCaught)),
    number("p90 if caught", (row) => delay(row.latency?.p90SecondsCaught)),
    number("late", ({ counts }) => String(counts?.late ?? NONE)),
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

type Write = (value: number) => string;

function estimate(of: Estimate | null | undefined, write: Write, writeBound: Write): Html | string {
  if (of?.value == null) return NONE;
  const interval = intervalOf(of, writeBound);
  return html`${write(of.value)}${interval === "" ? null : html`<small>${interval}</small>`}`;
}

function byKind({ valueDetectionRateByKindMean: saved }: DetectorRow): Html | string {
  if (saved?.value == null) return NONE;
  const width = Math.round(saved.value * 100);
  return html`<span class="bar"><i style="width:${width}%"></i></span>${estimate(saved, percent, (bound) => String(Math.round(bound * 100)))}`;
}

function within({ latency }: DetectorRow): string {
  if (latency === null) return NONE;
  const marks = [latency.within5m, latency.within1h, latency.within6h];
  if (marks.some((mark) => mark.value === null)) return NONE;
  return `${marks.map(({ value }) => Math.round((value ?? 0) * 100)).join(", ")} %`;
}

function delay(of: Estimate | null | undefined): Html | string {
  return estimate(of, duration, duration);
}

/** The rate, its interval, and the share of all alarms that it is. */
function falseAlarms({
  falseAlarmsPer1000DeviceDays: rate,
  precision,
}: DetectorRow): Html | string {
  if (rate?.value == null) return NONE;
  const wrong =
    precision?.value == null
      ? null
      : html`<small>${percent(1 - precision.value)} of alarms</small>`;
  return html`${rate.value.toFixed(1)}<small>${intervalOf(rate, (bound) => bound.toFixed(1))}</small>${wrong}`;
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

/** Headline metrics in the words of the table's columns. */
const HEADLINES: Readonly<Record<string, string>> = {
  valueDetectionRateByKindMean: "bytes saved, mean over kinds",
  valueDetectionRate: "all bytes",
  moneySaved: "money",
  recall: "recall",
  precision: "precision",
};

function flags(row: DetectorRow): Html[] {
  const equalled = row.beatenByFloor.flatMap((metric) => HEADLINES[metric] ?? []);
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

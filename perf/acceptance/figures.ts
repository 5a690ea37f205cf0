import { mostFooledBy, rankingOf } from "../../bench/report/ranking.ts";
import { choiceOfViews } from "../../bench/report/table-notes.ts";
import { duration, money, percent } from "../../bench/report/wording.ts";
import type { DetectorRow, FloorBand, RunFile } from "../../bench/run/run-file.ts";
import { markdownTable } from "../figures/markdown.ts";
import type { Figures } from "../marks.ts";
import type { Claim } from "./claim.ts";
import { chosenRows, kindsOf } from "./judge-run.ts";

/** What the page of results is made of. */
export interface Accepted {
  /** Seeds pooled. */
  readonly city: RunFile;
  /** The default bench, whose cases are shown. */
  readonly standard: RunFile;
  readonly claims: readonly Claim[];
  readonly machine: string;
}

const CITY = "city@L1";
const NONE = "–";

/** Everything that docs/results.md shows, by the name of its marks. */
export function acceptanceFigures(accepted: Accepted): Figures {
  const { city, standard, claims, machine } = accepted;
  const cases = standard.datasets.filter(({ truth }) => truth?.cases === 1);
  return {
    "accept:data": () => dataFigure(city),
    "accept:machine": () => machine,
    "accept:claims": () => claimsFigure(claims),
    "accept:detectors": () => detectorsFigure(city),
    "accept:kinds": () => kindsFigure(city),
    "accept:floors": () => floorsFigure(city),
    "accept:cases": () => casesFigure(standard, [...new Set(cases.map(({ name }) => name))]),
  };
}

/** How much was scored. */
export function dataFigure({ datasets, budget }: RunFile): string {
  const own = datasets.filter(({ name }) => name === CITY);
  const sum = (of: (dataset: (typeof own)[number]) => number) =>
    own.reduce((total, each) => total + of(each), 0);
  return (
    `${CITY}, seeds ${own.map(({ seed }) => seed).join(", ")} pooled, ` +
    `${sum(({ scoredDeviceDays }) => scoredDeviceDays).toLocaleString("en-US")} scored line-days, ` +
    `${sum(({ truth }) => truth?.cases ?? 0)} cases and ` +
    `${sum(({ truth }) => truth?.lookAlikes ?? 0)} look-alikes, ` +
    `at a budget of ${budget} false alarms for 1000 lines a day`
  );
}

function claimsFigure(claims: readonly Claim[]): string {
  return claims
    .map(
      ({ claim, passed, found }) =>
        `- ${passed ? "**so**" : "**NOT SO**"}: ${claim}. ${sentence(found)}`,
    )
    .join("\n")
    .concat(claims.length === 1 ? "\n" : "");
}

function sentence(found: readonly string[]): string {
  const text = found.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Ceiling, detectors and floors, as the first screen ranks them, with intervals. */
export function detectorsFigure(run: RunFile): string {
  const { ceiling, ranked, floors } = rankingOf(run, CITY);
  const rows = chosenRows(run, CITY);
  const shown = floors.filter(
    ({ name, view }) =>
      ["owner-checks-bill", "blind-periodic"].includes(name) ||
      (name === "coin" && view === rows[0]?.view),
  );
  const any = ceiling.filter(({ view }) => view === null);
  const lines = [...any, ...rows, ...shown].map((row) => {
    const rate = row.falseAlarmsPer1000DeviceDays;
    const name = row.role === "ceiling" ? "ceiling: any view" : row.name;
    return [
      row.role === "floor" ? `floor: ${name}` : name,
      row.view ?? NONE,
      withRange(
        percent(row.valueDetectionRateByKindMean?.value),
        percentRange(row.valueDetectionRateByKindMean),
      ),
      percent(row.valueDetectionRate?.value),
      percent(row.oracle?.valueDetectionRate),
      percent(row.recall?.value),
      money(row.moneySaved?.value),
      row.latency === null ? NONE : duration(row.latency.p50Seconds.value),
      rate?.value === null || rate === null ? NONE : rate.value.toFixed(1),
      mostFooledBy(row) ?? NONE,
    ];
  });
  const head = [
    "detector",
    "reads",
    "bytes saved, mean over kinds (95 %)",
    "all kinds together",
    "by hindsight",
    "caught",
    "money saved",
    "delay p50",
    "false alarms / 1000 line-days",
    "most fooled by",
  ];
  return `${markdownTable(head, lines)}\n\n${choiceOfViews(ranked)}`.trim();
}

function withRange(value: string, range: string): string {
  return range === "" ? value : `${value} (${range})`;
}

/** Who catches which kind. */
function kindsFigure(run: RunFile): string {
  const kinds = kindsOf(run, CITY);
  const rows = chosenRows(run, CITY);
  const [any] = rows;
  const head = kinds.map((kind) => `${kind} (${any?.byIncident[kind]?.n ?? 0})`);
  const cell = (row: DetectorRow, kind: string) => {
    const share = percent(row.byIncident[kind]?.recall.value);
    return row.detects.includes(kind) ? `**${share}**` : share;
  };
  return markdownTable(
    ["detector", "reads", ...head],
    rows.map((row) => [row.name, row.view ?? NONE, ...kinds.map((kind) => cell(row, kind))]),
  );
}

/** Each detector beside the floors with as many alarms as it raised. */
function floorsFigure(run: RunFile): string {
  const of = (band: FloorBand | null) => {
    if (band === null) return NONE;
    const estimate = band.valueDetectionRateByKindMean;
    return withRange(percent(estimate.value), percentRange(estimate));
  };
  return markdownTable(
    ["detector", "reads", "alarms", "it saves", "a coin saves", "blind-periodic saves"],
    chosenRows(run, CITY).map((row) => [
      row.name,
      row.view ?? NONE,
      String(row.alarms),
      withRange(
        percent(row.valueDetectionRateByKindMean?.value),
        percentRange(row.valueDetectionRateByKindMean),
      ),
      of(row.floors.coin),
      of(row.floors.blindPeriodic),
    ]),
  );
}

/** What each detector would have left of the bill in each case. */
function casesFigure(run: RunFile, cases: readonly string[]): string {
  const names = [...new Set(cases.flatMap((name) => chosenRows(run, name).map((row) => row.name)))];
  const cell = (dataset: string, name: string) => {
    const row = chosenRows(run, dataset).find((each) => each.name === name);
    if (row === undefined) return "not evaluable";
    const left = (row.exposureAtStake?.value ?? 0) - (row.exposureSaved?.value ?? 0);
    const hit = row.counts?.hit ?? 0;
    const wrong = row.counts?.false ?? 0;
    const noise = wrong === 0 ? "" : `, ${wrong} false`;
    if (hit === 0) return `missed${noise}`;
    return `${money(left)} left, after ${duration(row.latency?.p50Seconds.value)} (${row.view})${noise}`;
  };
  const stake = (dataset: string) => {
    const [row] = chosenRows(run, dataset);
    return `${dataset}: ${money(row?.exposureAtStake?.value)} rated, ${money(row?.moneyAtStake?.value)} billed`;
  };
  return markdownTable(
    ["detector", ...cases.map(stake)],
    names.map((name) => [name, ...cases.map((dataset) => cell(dataset, name))]),
  );
}

/** [0.31, 0.57] becomes 31–57 %; nothing where the interval is unknown. */
function percentRange(estimate: DetectorRow["recall"]): string {
  if (estimate === null || estimate.low === null || estimate.high === null) return "";
  return `${Math.round(estimate.low * 100)}–${Math.round(estimate.high * 100)} %`;
}

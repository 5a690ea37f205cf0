import {
  choiceOfViews,
  chosenViews,
  isInsideCoinBand,
  labelOf,
  mostFooledBy,
  rankingOf,
} from "../bench/report/ranking.ts";
import { clock, duration, money, percent } from "../bench/report/wording.ts";
import type { DetectorRow, RunDataset, RunFile } from "../bench/run-file.ts";
import { blindTable } from "./blind-table.ts";
import { sweepTables } from "./sweep-table.ts";
import { tableText } from "./table-text.ts";

const HEAD = [
  "",
  "detector",
  "reads",
  "caught",
  "by kind",
  "bytes",
  "money",
  "delay p50",
  "false",
  "most fooled by",
];
/** Names are cut where the table would be wider than the screen. */
const LONGEST_NAME = 28;
const SHORTEST_NAME = 12;
const WIDTH = 108;
const RANKING = "valueDetectionRateByKindMean";

/** Lays out what a bench shows when it ends: a table for each dataset, and one sentence about each. */
export function benchScreen(run: RunFile, out: string | null): string {
  const names = [
    ...new Set(run.datasets.filter((each) => !each.calibrationOnly).map(({ name }) => name)),
  ];
  const blocks = names.map((name) => {
    const seeds = run.datasets.filter((each) => each.name === name);
    const [first] = seeds;
    const sweeps = sweepTables(run, first);
    if (first.truth === null) return [blindTable(run, first), ...sweeps];
    const isCase = seeds.every(({ truth }) => (truth?.cases ?? 0) === 1);
    return isCase
      ? [wrapped(caseSentence(run, first, seeds.length)), ...sweeps]
      : [wrapped(headline(run, seeds)), table(run, name), ...sweeps];
  });
  const gates = run.gates.map(
    ({ gate, passed, found }) => `${passed ? "pass" : "FAIL"}  ${gate}  (${found})`,
  );
  const failures = failureLines(run);
  return [...blocks.flat(), ...failures, ...run.warnings.map(wrapped), ...gates, nextStep(out)]
    .filter((text) => text !== "")
    .join("\n");
}

/** Breaks a sentence between words where the screen ends. */
function wrapped(sentence: string): string {
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}

function headline(run: RunFile, seeds: readonly RunDataset[]): string {
  const [{ name, devices, days, records }] = seeds;
  const sum = (of: (dataset: RunDataset) => number) => seeds.reduce((a, b) => a + of(b), 0);
  const rows = sum(() => Object.values(records).reduce((a, b) => a + b, 0));
  const cases = sum(({ truth }) => truth?.cases ?? 0);
  const lookAlikes = sum(({ truth }) => truth?.lookAlikes ?? 0);
  const size = rows >= 1e6 ? `${(rows / 1e6).toFixed(1)} M` : String(rows);
  return (
    `${name}  ${devices} lines x ${days} days  ${size} records  ` +
    `${cases} cases, ${lookAlikes} look-alikes to score  ${ruleOf(run)}`
  );
}

function ruleOf({ budget, capacity }: RunFile): string {
  if (capacity !== null) return `capacity ${capacity} alarms a day`;
  if (budget !== null) return `budget ${budget} false alarms / 1000 line-days`;
  return "every alert counts";
}

function table(run: RunFile, dataset: string): string {
  const { ceiling, ranked, floors } = rankingOf(run, dataset);
  const any = ceiling.find(({ view }) => view === null) ?? ceiling[0];
  const best = chosenViews(ranked);
  const views = new Set(best.slice(0, 1).map(({ view }) => view));
  const shown = floors.filter(
    ({ name, view }) =>
      ["owner-checks-bill", "blind-periodic"].includes(name) ||
      (name === "coin" && views.has(view)),
  );
  const isFlagged = (row: DetectorRow) =>
    row.beatenByFloor.includes(RANKING) || isInsideCoinBand(row);
  const marked = [
    ...(any ? [{ row: any, mark: "^" }] : []),
    ...best.map((row) => ({ row, mark: isFlagged(row) ? "!" : "" })),
    ...shown.map((row) => ({ row, mark: "v" })),
  ];
  return [
    fitted((longest) =>
      tableText(
        HEAD,
        marked.map(({ row, mark }) => line(row, mark, longest)),
      ),
    ),
    "by kind: bytes saved, mean over kinds of incident, which ranks; bytes: of all kinds together.",
    ...[wrapped(choiceOfViews(ranked))].filter((text) => text !== ""),
    ...(best.some(isFlagged) ? ["! a floor with as many alarms may save as much, by kind"] : []),
    ...(best.some(({ sandbox }) => sandbox === "not sandboxed")
      ? ["* not sandboxed: nothing but its own honesty keeps it from the truth"]
      : []),
    ...lostColumns(run, dataset).map(wrapped),
    wrapped(answer(best, shown)),
  ].join("\n");
}

/** Lays a table out with ever shorter names until it fits the screen. */
function fitted(layOut: (longest: number) => string): string {
  for (let longest = LONGEST_NAME; ; longest--) {
    const text = layOut(longest);
    const width = Math.max(...text.split("\n").map((row) => row.length));
    if (width <= WIDTH || longest <= SHORTEST_NAME) return text;
  }
}

function line(row: DetectorRow, mark: string, longest: number): string[] {
  const { role, name, view, recall, valueDetectionRate: saved, latency } = row;
  const fence = row.sandbox === "not sandboxed" ? " *" : "";
  const label = role === "ceiling" ? "oracle (ceiling)" : `${shortened(name, longest)}${fence}`;
  const n = recall?.n ?? 0;
  const share = recall?.value ?? null;
  const wrong = row.falseAlarmsPer1000DeviceDays?.value ?? null;
  const p50 = latency?.p50Seconds.value ?? null;
  return [
    mark,
    label,
    role === "ceiling" && view === null ? "any" : (view ?? "-"),
    share === null ? "-" : `${Math.round(share * n * 10) / 10}/${n}`,
    bytesSaved(row.valueDetectionRateByKindMean),
    saved === null || saved.value === null ? "-" : percent(saved.value).padStart(5),
    money(row.moneySaved?.value),
    latency === null ? "-" : p50 === null ? "never" : duration(p50),
    wrong === null ? "-" : wrong.toFixed(1),
    mostFooledBy(row) ?? "",
  ];
}

function shortened(name: string, longest = LONGEST_NAME): string {
  return name.length > longest ? `${name.slice(0, longest - 3)}...` : name;
}

function bytesSaved(saved: DetectorRow["valueDetectionRate"]): string {
  if (saved === null || saved.value === null) return "-";
  const share = percent(saved.value).padStart(5);
  if (saved.low === null || saved.high === null) return share;
  return `${share} [${Math.round(saved.low * 100)}-${Math.round(saved.high * 100)}]`;
}

function lostColumns(run: RunFile, dataset: string): string[] {
  const byFloors = new Map<string, string[]>();
  for (const [metric, floors] of Object.entries(run.metricsWonByFloor[dataset] ?? {})) {
    const key = floors.join(", ");
    byFloors.set(key, [...(byFloors.get(key) ?? []), metric]);
  }
  return [...byFloors].map(
    ([floors, metrics]) => `No detector beats ${floors} here in ${metrics.join(", ")}.`,
  );
}

function answer(best: readonly DetectorRow[], floors: readonly DetectorRow[]): string {
  const [first] = best;
  if (first === undefined) return "";
  if (!((first.valueDetectionRateByKindMean?.value ?? 0) > 0)) return "Nobody saves anything here.";
  const share = (row: DetectorRow) => percent(row.valueDetectionRateByKindMean?.value ?? 0);
  const wrong = first.falseAlarmsPer1000DeviceDays?.value ?? 0;
  const owner = floors.find(({ name }) => name === "owner-checks-bill");
  const beside = owner ? `; an owner who checks the bill every morning saves ${share(owner)}` : "";
  return (
    `${labelOf(first)} saves most: ${share(first)} of the bytes, mean over kinds ` +
    `(${percent(first.valueDetectionRate?.value)} of all bytes), at ${wrong.toFixed(1)} false alarms / ` +
    `1000 line-days${beside}.`
  );
}

/** One sentence for a dataset with a single case: what it cost, who noticed, and what that saves; the mean of its seeds. */
function caseSentence(run: RunFile, dataset: RunDataset, seeds: number): string {
  const { name, utcOffset, currency } = dataset;
  const { ranked: every, floors } = rankingOf(run, name);
  const ranked = chosenViews(every);
  const caught = ranked
    .flatMap((row) => {
      const hit = row.alarmList.find(
        (alarm) => alarm.class === "hit" && alarm.seed === dataset.seed,
      );
      return hit ? [{ row, at: hit.time }] : [];
    })
    .sort((a, b) => a.at - b.at);
  const [any] = [...ranked, ...floors];
  if (any === undefined) return `${name}: no detector has a row`;
  const rated = any.exposureAtStake?.value ?? 0;
  const billed = any.moneyAtStake?.value ?? 0;
  const each = (sum: number) => money(sum / seeds);
  const mean = seeds > 1 ? ` (mean of ${seeds} seeds)` : "";
  const stake = `${name}${mean}: ${each(rated)} ${currency} rated, ${each(billed)} billed`;
  const [first] = caught;
  if (first === undefined) return `${stake}; nobody noticed while it ran.`;
  const left = rated - (first.row.exposureSaved?.value ?? 0);
  const owner = floors.find((row) => row.name === "owner-checks-bill");
  const ownerLeft = rated - (owner?.exposureSaved?.value ?? 0);
  return (
    `${stake}: cut after ${labelOf(first.row)} alarms at ${clock(first.at, utcOffset)}, ` +
    `${each(left)} is rated; ${caught.length} of ${ranked.length} detectors notice while it runs; ` +
    `when the owner checks the bill each morning, ${each(ownerLeft)} is rated.`
  );
}

function failureLines(run: RunFile): string[] {
  return run.detectors
    .filter(({ status, role }) => role !== "floor" && status !== "ok" && status !== "not-evaluable")
    .map((row) => {
      const again = row.reproduce === null ? "" : `\n  again: ${row.reproduce}`;
      return `${labelOf(row)} on ${row.dataset}: ${row.status}: ${row.reason}${again}`;
    });
}

function nextStep(out: string | null): string {
  const report = out === null ? "" : `Report: ${out}/report.html    `;
  return `${report}Your rule next: npx billshock new detector my-rule && npx billshock bench -d ./my-rule.js`;
}

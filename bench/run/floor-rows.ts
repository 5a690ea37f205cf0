import type { ViewName } from "../../datasets/view.ts";
import { fieldPath, type LeaderboardName, type RowMetrics } from "../metric-fields.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { coinBand, coinValues, type FloorValues, floorValues } from "../scoring/beaten-by-floor.ts";
import { bandEstimate } from "../scoring/floor-band.ts";
import { mergeTallies } from "../scoring/merge-tallies.ts";
import { unpackTally } from "../scoring/packed-tally.ts";
import { addQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import { type Score, scoreTally } from "../scoring/score-tally.ts";
import { resolveScoring } from "../scoring/scoring-options.ts";
import type { Tally } from "../scoring/tally.ts";
import type { Bootstrap } from "../statistics/bootstrap.ts";
import type { Estimate } from "../statistics/estimate.ts";
import type { RowSettings } from "./bench-rows.ts";
import { detectorRow } from "./detector-row.ts";
import type { DatasetResult } from "./made-rows.ts";
import { ownPart } from "./own-metrics.ts";
import type { DetectorRow } from "./run-file.ts";

/** Floors and ceilings as rows, and as values that detectors are held against. */
export interface FloorRows {
  readonly rows: readonly DetectorRow[];
  /** Floors of a dataset whose alarms are their own: the owner who checks the bill. */
  fixed(dataset: string): readonly FloorValues[];
  /** Floors of a dataset's table. */
  table(dataset: string): readonly FloorValues[];
}

/** Scores the floors and ceilings of every dataset; seeds of one name are pooled. */
export function floorRows(
  results: readonly DatasetResult[],
  settings: RowSettings,
  bootstrap: Bootstrap,
): FloorRows {
  const rows: DetectorRow[] = [];
  const fixed = new Map<string, FloorValues[]>();
  const table = new Map<string, FloorValues[]>();
  const by = { options: resolveScoring(settings.scoring), bootstrap };
  const { metrics = [], prevalence } = settings;
  const ownOf = (tally: Tally) => ownPart(metrics, tally, { prevalence }, by);
  const names = new Set(
    results.flatMap(({ description: d }) => (d.calibrationOnly ? [] : [d.name])),
  );
  for (const dataset of names) {
    const seeds = results.filter(({ description }) => description.name === dataset);
    if (seeds.some(({ floors }) => floors.size === 0)) continue;
    const own: FloorValues[] = [];
    const lines: FloorValues[] = [];
    for (const view of seeds[0].floors.keys()) {
      for (const name of Object.keys(seeds[0].floors.get(view)?.tallies ?? {})) {
        if (name === "never" && view !== firstView(seeds[0])) continue;
        const tallies = seeds.map(({ floors }) => floors.get(view)?.tallies[name]);
        const tally = mergeTallies(tallies.filter((each) => each !== undefined).map(unpackTally));
        const score = scoreTally(tally, settings.scoring, bootstrap);
        rows.push(rowOf({ dataset, name, view, score, seeds, settings, own: ownOf(tally) }));
        if (name === "owner-checks-bill") own.push(floorValues(name, score));
      }
      if (view === null) continue;
      const coin = coinOf(seeds, view);
      if (coin.length > 0) {
        rows.push(quickRow({ dataset, name: "coin", view, sums: coin, seeds, settings }));
        lines.push({ ...coinValues(coin), name: `coin on ${view}` });
      }
      const blind = view === firstView(seeds[0]) ? blindOf(seeds, view) : null;
      if (blind !== null) {
        const name = "blind-periodic";
        const score = scoreTally(blind, settings.scoring, bootstrap);
        const found = ownOf(blind);
        rows.push(rowOf({ dataset, name, view: null, score, seeds, settings, own: found }));
        lines.push(floorValues(name, score));
      }
    }
    fixed.set(dataset, own);
    table.set(dataset, [...lines, ...own]);
  }
  return {
    rows,
    fixed: (dataset) => fixed.get(dataset) ?? [],
    table: (dataset) => table.get(dataset) ?? [],
  };
}

function firstView({ floors }: DatasetResult): ViewName | null {
  return [...floors.keys()].find((view) => view !== null) ?? null;
}

function coinOf(seeds: readonly DatasetResult[], view: ViewName): QuickSums[] {
  const lists = seeds.map(
    ({ floors, floorAlarms }) => floors.get(view)?.coin.get(floorAlarms) ?? [],
  );
  if (lists.some((list) => list.length === 0)) return [];
  return lists[0].map((_, r) => addQuickSums(lists.map((list) => list[r])));
}

function blindOf(seeds: readonly DatasetResult[], view: ViewName): Tally | null {
  const tallies = seeds.map(({ floors, floorAlarms }) =>
    floors.get(view)?.blindPeriodic.get(floorAlarms),
  );
  const found = tallies.filter((each) => each !== undefined);
  return found.length < seeds.length ? null : mergeTallies(found.map(unpackTally));
}

interface Line {
  readonly dataset: string;
  readonly name: string;
  readonly view: ViewName | null;
  readonly score: Score;
  readonly seeds: readonly DatasetResult[];
  readonly settings: RowSettings;
  readonly own: ReturnType<typeof ownPart>;
}

function rowOf({ dataset, name, view, score, seeds, settings, own }: Line): DetectorRow {
  const isCeiling = name === "oracle";
  const row = detectorRow({
    head: {
      dataset,
      name: isCeiling && view === null ? "any" : name,
      view: name === "never" ? null : view,
      role: isCeiling ? "ceiling" : "floor",
      point: "calibrated",
      leads: true,
      today: false,
      options: {},
      reason: null,
      reproduce: null,
      sandbox: "ours",
      causality: "checked",
      detects: ["*"],
      thresholdUnit: "-",
      scoreScale: null,
    },
    score,
    truth: true,
    thresholds: seeds.map(({ description }) => ({
      seed: description.seed,
      value: null,
      source: "built-in" as const,
      from: null,
      underpowered: false,
      neededDeviceDays: null,
    })),
    alarms: [],
    moneyAtAlarm: null,
    tradeOff: [],
    oracle: null,
    calibration: null,
    beside: {},
    ...own,
    budget: settings.budget,
    utcOffset: seeds[0].description.utcOffset,
  });
  const { hit, late, redundant, setAside, otherKind } = score.counts;
  const alarms = hit + late + redundant + score.counts.false + setAside + otherKind;
  return { ...row, alarms };
}

interface QuickLine extends Omit<Line, "score" | "own"> {
  readonly sums: readonly QuickSums[];
}

/** The coin is known by the sums of its replicates alone: mean and band where a detector has estimates. */
function quickRow({ dataset, name, view, sums, seeds, settings }: QuickLine): DetectorRow {
  const never = seeds.map(({ floors }) => floors.get(view)?.tallies["never"]);
  const silent = mergeTallies(never.filter((each) => each !== undefined).map(unpackTally));
  const score = scoreTally(silent, { ...settings.scoring, replicates: 1 });
  const row = rowOf({ dataset, name, view, score, seeds, settings, own: {} });
  const band = coinBand(sums);
  const n = score.recall.n;
  const falseAlarms = bandEstimate(band.falseAlarmsPer1000DeviceDays, sums.length);
  return {
    ...row,
    ...quickMetrics(row, (name) => bandEstimate(band[name], n)),
    alarms: Math.round(sums.reduce((sum, { alarms }) => sum + alarms, 0) / sums.length),
    counts: null,
    falseAlarmsPer1000DeviceDays: {
      ...score.falseAlarmsPer1000DeviceDays,
      ...falseAlarms,
      poisson: null,
      bootstrap: null,
    },
    devicesBothered: null,
    byIncident: {},
    byLookAlike: {},
  };
}

/** Metrics that sums tell, what the data has whoever alarms, and nothing else. */
function quickMetrics(row: DetectorRow, estimate: (name: LeaderboardName) => Estimate): RowMetrics {
  const fields: Record<string, unknown> = {};
  for (const metric of METRICS) {
    if ("plain" in metric) continue;
    const [field, inGroup] = fieldPath(metric);
    if (inGroup !== undefined) fields[field] = null;
    else if (metric.better === "neither") fields[field] = row[field as keyof DetectorRow];
    else fields[field] = "onLeaderboard" in metric ? estimate(metric.name) : null;
  }
  return fields as unknown as RowMetrics;
}

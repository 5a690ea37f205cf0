import { estimateOf } from "../statistics/estimate.ts";
import { clopperPearson } from "../statistics/intervals.ts";
import { totalOf } from "./by-class.ts";
import type { Costs } from "./costs.ts";
import { type LineWeights, lineScale, lineWeights } from "./line-weights.ts";
import type { Mix } from "./mix.ts";
import { netBenefit } from "./net-benefit.ts";
import type { CaseOutcome, LineOutcome, StrategyOutcome } from "./outcome.ts";
import { type Pair, type PairedEstimate, pairedSum } from "./paired.ts";
import type { ByClass, Cell, Halves, Harm } from "./study-file.ts";

/** One seed of a world under a strategy. */
export interface SeedOutcome {
  readonly seed: string;
  readonly outcome: StrategyOutcome;
}

/** What the figures of a world are reckoned with. */
export interface Reckoning {
  /** How often each kind is taken to happen; as in the world itself by default. */
  readonly mix?: Mix;
  /** What reactions cost; nothing is weighed against anything when left out. */
  readonly costs?: Costs;
}

/** The world that outcomes are of, all its seeds together. */
export interface CellWorld extends Reckoning {
  readonly dataset: string;
  /** Lines times days over all seeds. */
  readonly lineDays: number;
  /** Days of each line; a month by default. */
  readonly days?: number;
}

/** Of a case that was prevented less than this is left. */
const PREVENTED = 0.01;
const LEVEL = 0.95;

/** Cells of one strategy: one for each kind, one for all kinds, one for lines without a case. */
export function cellsOf(world: CellWorld, seeds: readonly SeedOutcome[]): readonly Cell[] {
  const cases = seeds.flatMap(({ seed, outcome }) =>
    outcome.cases.map((each) => ({ ...each, seed })),
  );
  const lines = seeds.flatMap(({ seed, outcome }) =>
    outcome.lines.map((each) => ({ ...each, seed })),
  );
  const lookAlikes = seeds.flatMap(({ seed, outcome }) =>
    (outcome.lookAlikes ?? []).map((each) => ({ ...each, seed })),
  );
  const lived = { ...world, cases, lookAlikes };
  const weights = lineWeights(lived, world.mix);
  const kinds = [...new Set(cases.map(({ kind }) => kind))].sort();
  const named = (kind: string, of: readonly SeededCase[]) => {
    const here = new Set(of.map(keyOf));
    return cellOf(world, seeds, {
      ...{ kind, cases: of, weights },
      lines: lines.filter((l) => here.has(keyOf(l))),
    });
  };
  const ofKinds = kinds.map((kind) =>
    named(
      kind,
      cases.filter((each) => each.kind === kind),
    ),
  );
  const all = named("all", cases);
  const ordinary = cellOf(world, seeds, {
    ...{ kind: "ordinary", cases: [], weights },
    lines: lines.filter(({ hasCase }) => !hasCase),
  });
  const { costs } = world;
  if (costs === undefined) return [...ofKinds, all, ordinary];
  const team = seeds[0]?.outcome.strategy.team ?? null;
  const saved = all.perThousandLineMonths.ratedSaved;
  const net = netBenefit(lines, { costs, team, saved, weights });
  const { value: asLived } = netBenefit(lines, {
    ...{ costs, team, weights: lineWeights(lived, undefined) },
    saved: all.ratedSaved.value * lineScale(world),
  });
  return [...ofKinds, { ...all, netBenefit: { ...net, asLived } }, ordinary];
}

type SeededCase = CaseOutcome & { readonly seed: string };
type SeededLine = LineOutcome & { readonly seed: string };

const keyOf = ({ seed, device }: { readonly seed: string; readonly device: number }) =>
  `${seed}/${device}`;

interface CellRows {
  readonly kind: string;
  readonly cases: readonly SeededCase[];
  readonly lines: readonly SeededLine[];
  readonly weights: LineWeights;
}

function cellOf(world: CellWorld, [first]: readonly SeedOutcome[], rows: CellRows): Cell {
  const { kind, cases, lines } = rows;
  const { dataset } = world;
  const { strategy, mode } = (first as SeedOutcome).outcome;
  const isOrdinary = kind === "ordinary";
  const saved = (what: "rated" | "money" | "bytes"): PairedEstimate =>
    isOrdinary && what !== "bytes"
      ? pairedSum(byHousehold(lines, (line) => [line[`${what}Saved`], 0]))
      : pairedSum(byHousehold(cases, (each) => [each[`${what}AtStake`], each[`${what}Left`]]));
  const stake = (what: "rated" | "money" | "bytes") => sum(cases, (each) => each[`${what}AtStake`]);
  const bytesSaved = saved("bytes");
  const ratedSaved = saved("rated");
  const harm = harmOf(lines);
  const paid = sum(cases, ({ moneyLeft, refunded }) => moneyLeft - refunded);
  const rated = sum(cases, (each) => each.ratedLeft);
  return {
    ...{ dataset, strategy: strategy.name, kind, mode, cases: cases.length },
    prevented: preventedOf(cases),
    detected: cases.filter(({ detected }) => detected).length,
    ...{ bytesAtStake: stake("bytes"), bytesSaved },
    bytesMoved: sum(cases, (each) => each.bytesMoved),
    bytesPending: sum(cases, (each) => each.bytesPending),
    ...{ ratedAtStake: stake("rated"), ratedSaved },
    ...{ moneyAtStake: stake("money"), moneySaved: saved("money") },
    ordinary: {
      ratedSaved: sum(lines, (line) => line.ratedSaved),
      moneySaved: sum(lines, (line) => line.moneySaved),
    },
    borneBy: { owner: paid, seller: 0, operator: rated - paid },
    wrongPlane: cases.filter((each) => each.wrongPlane).length,
    alarms: sum(lines, (line) => line.alarms),
    harm,
    perThousandLineMonths: perThousand(world, rows),
    ...{ corrected: null, halves: kind === "all" ? halvesOf(cases) : null, netBenefit: null },
  };
}

/** What was saved on each half; null where one of them has no case. */
function halvesOf(cases: readonly SeededCase[]): Halves | null {
  const [calibration, test] = (["calibration", "test"] as const).map((half) =>
    cases.filter(({ split }) => split === half),
  );
  if (!calibration?.length || !test?.length) return null;
  return {
    calibration: sum(calibration, (each) => each.ratedAtStake - each.ratedLeft),
    test: pairedSum(byHousehold(test, (each) => [each.ratedAtStake, each.ratedLeft])),
    testAtStake: sum(test, (each) => each.ratedAtStake),
  };
}

/** What comes to 1,000 line-months of the mix. */
function perThousand(
  world: CellWorld,
  { kind, cases, lines, weights }: CellRows,
): Cell["perThousandLineMonths"] {
  const isSum = kind === "all" || kind === "ordinary";
  const weightOf = (line: SeededLine) => {
    const { cases: hit, others } = weights.of(line);
    return isSum ? hit + others : weights.ofKind(line, kind);
  };
  const weighed = (of: (line: SeededLine) => number) =>
    sum(lines, (line) => weightOf(line) * of(line));
  const bytes = (of: readonly number[]) => of.reduce((all, each) => all + each, 0);
  return {
    mix: world.mix?.name ?? "enriched",
    bytesSaved: perMonth(world, cases, ({ bytesAtStake, bytesLeft }) => bytesAtStake - bytesLeft),
    ratedSaved:
      kind === "ordinary"
        ? weighed((line) => line.ratedSaved)
        : perMonth(world, cases, ({ ratedAtStake, ratedLeft }) => ratedAtStake - ratedLeft),
    wantedBytesLost: weighed(({ harm }) => bytes(harm.lost)),
    wantedBytesDelayed: weighed(({ harm }) => bytes(harm.delayed)),
    peopleCutOff: weighed(({ isCutOff }) => Number(isCutOff)),
    messages: weighed(({ messages }) => messages),
  };
}

/** A sum over cases per 1,000 line-months: as often as they were lived, or as a mix has them. */
function perMonth(
  world: CellWorld,
  cases: readonly SeededCase[],
  of: (each: SeededCase) => number,
): number {
  const rates = world.mix?.rates ?? null;
  if (rates === null) return sum(cases, of) * lineScale(world);
  return sum([...new Set(cases.map(({ kind }) => kind))], (kind) => {
    const own = cases.filter((each) => each.kind === kind);
    return ((rates[kind] ?? 0) * sum(own, of)) / own.length;
  });
}

/** Adds up pairs of values by household. */
function byHousehold<T extends { readonly seed: string; readonly cluster: number }>(
  rows: readonly T[],
  pairOf: (row: T) => readonly [number, number],
): readonly Pair[] {
  const pairs = new Map<string, { seed: string; cluster: number; before: number; after: number }>();
  for (const row of rows) {
    const { seed, cluster } = row;
    const key = `${seed}/${cluster}`;
    const pair = pairs.get(key) ?? { seed, cluster, before: 0, after: 0 };
    const [before, after] = pairOf(row);
    pair.before += before;
    pair.after += after;
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}

function preventedOf(cases: readonly SeededCase[]) {
  const n = cases.length;
  if (n === 0) return null;
  const hits = cases.filter((each) => each.bytesLeft < PREVENTED * each.bytesAtStake).length;
  return estimateOf(hits / n, n, clopperPearson(hits, n, LEVEL), "clopper-pearson");
}

function harmOf(lines: readonly SeededLine[]): Harm {
  const byClass = (what: "lost" | "delayed"): ByClass => {
    const of = (place: number) => sum(lines, ({ harm }) => harm[what][place] ?? 0);
    return { inUse: of(0), background: of(1), guest: of(2), lookAlike: of(3), untold: of(4) };
  };
  const delayed = byClass("delayed");
  const late = totalOf(delayed);
  return {
    wantedBytesLost: byClass("lost"),
    wantedBytesDelayed: delayed,
    delayHours: late === 0 ? 0 : sum(lines, ({ harm }) => harm.byteHours) / late,
    pending: sum(lines, ({ harm }) => harm.pending),
    peopleCutOff: lines.filter(({ isCutOff }) => isCutOff).length,
    messages: sum(lines, (line) => line.messages),
    pushesMissed: sum(lines, ({ harm }) => harm.pushesMissed),
  };
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

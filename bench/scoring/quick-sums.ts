import { DAY } from "../../datasets/sizes.ts";
import type { Facts, Share, SumName } from "../facts.ts";
import type { LeaderboardName } from "../metric-fields.ts";
import { LEADERBOARD } from "../metrics/catalogue.ts";
import type { ClassifiedAlarm } from "./classes.ts";
import { caseBytes } from "./damage.ts";
import type { CutCase } from "./money.ts";
import { findingsOf } from "./outcomes.ts";
import type { Scoring } from "./scoring.ts";
import { meanOfDefined, ratio } from "./sums.ts";
import type { DeviceRange } from "./tally.ts";

/** Sums of one kind: bytes, and how many cases of how many its incidents' weights share. */
export interface KindSums {
  saved: number;
  total: number;
  /** Scored and caught cases, by the number of cases of their incident. */
  readonly cases: Record<string, number>;
  readonly caught: Record<string, number>;
}

/** The headline of a run without outcome rows: what a floor's hundred replicates need. All integers. */
export interface QuickSums {
  right: number;
  wrong: number;
  alarms: number;
  deviceMs: number;
  moneySaved: number;
  moneyAtStake: number;
  readonly kinds: Record<string, KindSums>;
}

/** Metrics that floors are compared on; NaN is undefined, as is what sums don't tell. */
export type QuickMeasures = Readonly<Record<LeaderboardName, number>>;

/**
 * Opens a tally of headlines: what does not depend on alarms is worked out once. Give `range` when
 * the alarms are those of one shard, and add up the sums of all shards afterwards.
 */
export function openQuickSums(
  scoring: Scoring,
  range: DeviceRange = { from: 0, to: scoring.world.deviceCount },
): (alarms: readonly ClassifiedAlarm[]) => QuickSums {
  const base = emptySums(scoring, range);
  const share = sharesOf(scoring);
  return (alarms) => {
    const sums = copyOf(base);
    for (const { class: name } of alarms) {
      sums.alarms++;
      if (name === "hit" || name === "late") sums.right++;
      else if (name === "false") sums.wrong++;
    }
    addSavings(scoring, alarms, share, sums);
    return sums;
  };
}

/** Cases of the same incident that are scored, for each case. */
function sharesOf({ world, cases }: Scoring): string[] {
  const counts = new Map<number, number>();
  for (const [i, { incident }] of world.cases.entries()) {
    if (cases.status[i] === "scored") counts.set(incident, (counts.get(incident) ?? 0) + 1);
  }
  return world.cases.map(({ incident }) => String(counts.get(incident) ?? 0));
}

function emptySums(scoring: Scoring, { from, to }: DeviceRange): QuickSums {
  const { world, time, casesOf, casesOnBill } = scoring;
  const share = sharesOf(scoring);
  const sums: QuickSums = {
    right: 0,
    wrong: 0,
    alarms: 0,
    deviceMs: 0,
    moneySaved: 0,
    moneyAtStake: 0,
    kinds: {},
  };
  for (let d = from; d < to; d++) sums.deviceMs += time.to[d] - time.from[d];
  for (const [device, subjects] of casesOf) {
    if (device < from || device >= to) continue;
    const rows = world.ledger.rowsOf(device);
    for (const subject of subjects) {
      const { kind } = world.cases[subject];
      sums.kinds[kind] ??= { saved: 0, total: 0, cases: {}, caught: {} };
      const of = sums.kinds[kind];
      of.total += caseBytes(rows, subject, scoring.timeOf(subject), 0).total;
      of.cases[share[subject]] = (of.cases[share[subject]] ?? 0) + 1;
    }
  }
  for (const payer of casesOnBill.keys()) {
    if (payer < from || payer >= to) continue;
    sums.moneyAtStake += scoring.factual(payer).billed - scoring.innocent(payer).billed;
  }
  return sums;
}

function addSavings(
  scoring: Scoring,
  alarms: readonly ClassifiedAlarm[],
  share: readonly string[],
  sums: QuickSums,
): void {
  const { world, options } = scoring;
  const hits = alarms.filter((alarm) => alarm.class === "hit");
  const { hit } = findingsOf(world.cases.length, hits);
  for (const payer of new Set(hits.map((alarm) => world.payer[alarm.device]))) {
    const rows = world.ledger.billOf(payer);
    const cuts: CutCase[] = [];
    for (const subject of scoring.casesOnBill.get(payer) ?? []) {
      if (Number.isNaN(hit[subject])) continue;
      const time = scoring.timeOf(subject);
      const cut = hit[subject] + options.reactionDelay;
      const of = sums.kinds[world.cases[subject].kind];
      const { leaked, total } = caseBytes(rows, subject, time, cut);
      of.saved += total - leaked;
      of.caught[share[subject]] = (of.caught[share[subject]] ?? 0) + 1;
      cuts.push({ subject, time, cut });
    }
    sums.moneySaved += scoring.factual(payer).billed - scoring.stopped(payer, cuts).billed;
  }
}

function copyOf(sums: QuickSums): QuickSums {
  const kinds: Record<string, KindSums> = {};
  for (const [kind, { saved, total, cases, caught }] of Object.entries(sums.kinds)) {
    kinds[kind] = { saved, total, cases: { ...cases }, caught: { ...caught } };
  }
  return { ...sums, kinds };
}

/** Adds up the sums of several seeds or shards. */
export function addQuickSums(list: readonly QuickSums[]): QuickSums {
  const [first, ...rest] = [copyOf(list[0]), ...list.slice(1)];
  for (const more of rest) {
    for (const name of SCALARS) first[name] += more[name];
    for (const [kind, of] of Object.entries(more.kinds)) {
      first.kinds[kind] ??= { saved: 0, total: 0, cases: {}, caught: {} };
      const into = first.kinds[kind];
      into.saved += of.saved;
      into.total += of.total;
      for (const name of ["cases", "caught"] as const) {
        for (const [size, n] of Object.entries(of[name])) {
          into[name][size] = (into[name][size] ?? 0) + n;
        }
      }
    }
  }
  return first;
}

const SCALARS = ["right", "wrong", "alarms", "deviceMs", "moneySaved", "moneyAtStake"] as const;

/** Measures sums by the metrics that floors are held against, as a run's own facts are measured. */
export function measureQuick(sums: QuickSums): QuickMeasures {
  const facts = factsOfSums(sums);
  return Object.fromEntries(
    LEADERBOARD.map(({ name, measure }) => [name, measure(facts) ?? Number.NaN]),
  ) as QuickMeasures;
}

/** Sums as facts: they know alarms, weights and bytes, and when nothing was caught. */
function factsOfSums(sums: QuickSums): Facts {
  const kinds = Object.keys(sums.kinds)
    .sort()
    .map((name) => sums.kinds[name]);
  const total = (names: readonly SumName[], of: readonly KindSums[]) =>
    names.reduce((sum, name) => sum + sumOf(sums, name, of), 0);
  const share = ({ part, whole, given }: Share, of: readonly KindSums[]) =>
    given === undefined || total(given, of) > 0
      ? ratio(total(part, of), total(whole, of))
      : Number.NaN;
  const unknown = () => Number.NaN;
  return {
    truth: true,
    deviceDays: sums.deviceMs / DAY,
    tradeOff: [],
    sum: (name) => sumOf(sums, name, kinds),
    share: (of) => share(of, kinds),
    meanOfKinds: (of) => meanOfDefined(kinds.map((kind) => share(of, [kind]))),
    caughtWithin: unknown,
    quantile: unknown,
    quantileOfCaught: unknown,
    deployedPrecision: unknown,
  };
}

function sumOf(sums: QuickSums, name: SumName, kinds: readonly KindSums[]): number {
  const over = (read: (kind: KindSums) => number) =>
    kinds.reduce((sum, kind) => sum + read(kind), 0);
  switch (name) {
    // Late alarms are among the hits here: all that is right.
    case "hit":
      return sums.right;
    case "late":
      return 0;
    case "false":
      return sums.wrong;
    case "alarms":
    case "moneySaved":
    case "moneyAtStake":
      return sums[name];
    case "caughtIncidents":
      return over(({ caught }) => weightOf(caught));
    case "incidents":
      return over(({ cases }) => weightOf(cases));
    case "savedBytes":
      return over(({ saved }) => saved);
    case "incidentBytes":
      return over(({ total }) => total);
    default:
      return Number.NaN;
  }
}

/** Cases by the number that shares an incident, in order of it. */
function weightOf(counts: Readonly<Record<string, number>>): number {
  return Object.keys(counts)
    .map(Number)
    .sort((a, b) => a - b)
    .reduce((sum, size) => sum + counts[size] / size, 0);
}

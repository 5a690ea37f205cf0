import { DAY } from "../../datasets/sizes.ts";
import type { Mix } from "./mix.ts";

/** A line of a world, of one seed. */
export interface SeededPlace {
  readonly seed: string;
  readonly device: number;
}

/** A case or a look-alike: of which kind, on which line. */
export interface Subject extends SeededPlace {
  readonly kind: string;
}

/** What happened in a world, on all its lines, whatever was done about it. */
export interface Lived {
  readonly cases: readonly Subject[];
  readonly lookAlikes: readonly Subject[];
  /** Lines times days over all seeds. */
  readonly lineDays: number;
  /** Days of each line; a month by default. */
  readonly days?: number;
}

/** How often a line counts in 1,000 line-months of a mix: what happened on it, times that, adds up. */
export interface LineWeight {
  /** For its cases, as many as the mix has. */
  readonly cases: number;
  /** For its look-alikes, or because nothing happens on it. */
  readonly others: number;
}

/** How often each line of a world counts under a mix. */
export interface LineWeights {
  of(line: SeededPlace): LineWeight;
  /** For its cases of one kind. */
  ofKind(line: SeededPlace, kind: string): number;
  /** Whether anything happened on it. */
  isPlain(line: SeededPlace): boolean;
  /** Line-months that cases take up of the 1,000. */
  readonly caseMonths: number;
  /** Line-months in which nothing happens, as they were lived. */
  readonly plainMonthsLived: number;
}

const MONTH = 30 * DAY;

/** 1,000 line-months to the line-days that were lived. */
export function lineScale({ lineDays }: Pick<Lived, "lineDays">): number {
  return (1000 * MONTH) / DAY / lineDays;
}

/**
 * Weighs lines so that cases and look-alikes happen as often as a mix has them, and nothing on the
 * line-months that are left. A line on which several of them happened is shared among these, so that
 * nobody pays for it twice. A mix that has everything as often as it was lived leaves all as it was.
 */
export function lineWeights(lived: Lived, mix: Mix | undefined): LineWeights {
  const { cases, lookAlikes, lineDays, days = MONTH / DAY } = lived;
  const scale = lineScale(lived);
  const shares = new Map<string, number>();
  for (const each of [...cases, ...lookAlikes]) add(shares, keyOf(each), 1);
  const span = (days * DAY) / MONTH;
  const plainLines = lineDays / days - shares.size;
  const rates = mix?.rates ?? null;
  const known = { isPlain: (line: SeededPlace) => !shares.has(keyOf(line)) };
  const plainMonthsLived = plainLines * span;
  if (rates === null) return asLived(cases, { ...known, plainMonthsLived, scale });
  const casesOf = countedByKind(cases);
  const lookAlikesOf = countedByKind(lookAlikes);
  const ofCases = new Map<string, number>();
  const ofKinds = new Map<string, number>();
  const ofLookAlikes = new Map<string, number>();
  for (const each of cases) {
    const { kind } = each;
    const weight = (rates[kind] ?? 0) / (casesOf.get(kind) ?? 1) / (shares.get(keyOf(each)) ?? 1);
    add(ofCases, keyOf(each), weight);
    add(ofKinds, `${keyOf(each)} ${kind}`, weight);
  }
  for (const each of lookAlikes) {
    // What a mix does not name is not wished away: it counts as lived.
    const count = lookAlikesOf.get(each.kind) ?? 1;
    const rate = mix?.lookAlikes?.[each.kind] ?? count * scale;
    add(ofLookAlikes, keyOf(each), rate / count / (shares.get(keyOf(each)) ?? 1));
  }
  const caseMonths = span * total(ofCases);
  const left = Math.max(0, 1000 - caseMonths - span * total(ofLookAlikes));
  const plain = plainLines > 0 ? left / plainMonthsLived : 0;
  return {
    ...{ ...known, caseMonths, plainMonthsLived },
    of(line) {
      if (known.isPlain(line)) return { cases: 0, others: plain };
      const key = keyOf(line);
      return { cases: ofCases.get(key) ?? 0, others: ofLookAlikes.get(key) ?? 0 };
    },
    ofKind: (line, kind) => ofKinds.get(`${keyOf(line)} ${kind}`) ?? 0,
  };
}

/** Every line as often as every other. */
function asLived(
  cases: readonly Subject[],
  {
    scale,
    ...known
  }: Pick<LineWeights, "isPlain" | "plainMonthsLived"> & { readonly scale: number },
): LineWeights {
  const hit = new Set(cases.map(keyOf));
  return {
    ...{ ...known, caseMonths: 0 },
    of: (line) =>
      hit.has(keyOf(line)) ? { cases: scale, others: 0 } : { cases: 0, others: scale },
    ofKind: () => scale,
  };
}

function keyOf({ seed, device }: SeededPlace): string {
  return `${seed}/${device}`;
}

/** Look-alikes of a world, by kind, from what any strategy came to on its seeds. */
export function lookAlikesIn(
  seeds: readonly { readonly lookAlikes?: readonly Pick<Subject, "kind">[] }[],
): Readonly<Record<string, number>> {
  const counts = countedByKind(seeds.flatMap(({ lookAlikes = [] }) => lookAlikes));
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countedByKind(subjects: readonly Pick<Subject, "kind">[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of subjects) add(counts, kind, 1);
  return counts;
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

function total(sums: ReadonlyMap<string, number>): number {
  return [...sums.values()].reduce((all, each) => all + each, 0);
}

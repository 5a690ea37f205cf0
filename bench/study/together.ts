import type { SeedOutcome } from "./cells.ts";
import type { Beside, Cell, Chosen, Together } from "./study-file.ts";

/** Share of what cases were rated at that a set must save. */
const NINE_TENTHS = 0.9;
/** So many strategies at most: nobody is advised to do more at once (chosen). */
const MOST = 3;
/** Who adds less than this share of what he saves alone adds nothing. */
const NOTHING = 0.01;

/**
 * Says what strategies would come to side by side: the fewest, or the cheapest, of at most three that
 * save nine tenths of what cases were rated at, and what each other adds to the one that saves most. They
 * were lived one by one, so each case is taken to fare as under the one that helps it most. Where both
 * halves have cases, it is chosen on the calibration half and told of the test half. None where nothing
 * was rated, or fewer than two strategies save anything. `cells` are those of the same world.
 *
 * O(strategies to the third power times cases).
 */
export function togetherOf(
  cells: readonly Cell[],
  outcomes: readonly (readonly SeedOutcome[])[],
): readonly Together[] {
  const [first] = cells;
  const cases = casesOf(outcomes);
  const { chosenOn, toldOf, isHalved } = halvesOf(cases);
  const useful = outcomes.flatMap((_, s) => (savedBy(cases, [s], chosenOn) > 0 ? [s] : []));
  const stake = stakeOf(cases, toldOf);
  if (first === undefined || stake <= 0 || useful.length < 2) return [];
  const found = chosenOf(setsOf(useful), {
    least: NINE_TENTHS * stakeOf(cases, chosenOn),
    savedBy: (members) => savedBy(cases, members, chosenOn),
    ...pricesOf(cells, cases),
  });
  const nameOf = (s: number) => cases.strategies[s] as string;
  const leader = useful.reduce((a, b) =>
    savedBy(cases, [b], chosenOn) > savedBy(cases, [a], chosenOn) ? b : a,
  );
  const alone = savedBy(cases, [leader], toldOf);
  const beside = useful
    .filter((s) => s !== leader)
    .map((s): Beside => {
      const saved = savedBy(cases, [s], toldOf);
      const adds = savedBy(cases, [leader, s], toldOf) - alone;
      return { strategy: nameOf(s), saved, adds: adds < NOTHING * saved ? 0 : adds };
    })
    .sort((a, b) => b.adds - a.adds || b.saved - a.saved);
  return [
    {
      ...{ dataset: first.dataset, mode: first.mode, isHalved, stake, beside },
      isPriced: cells.some(({ netBenefit }) => netBenefit !== null),
      chosen: {
        ...{ strategies: found.members.map(nameOf), isEnough: found.isEnough },
        saved: savedBy(cases, found.members, toldOf),
      },
      leader: { strategy: nameOf(leader), saved: alone },
    },
  ];
}

/** Cases that are chosen on, and that are told of. */
function halvesOf({ split }: Cases) {
  const of = (half: string) => split.flatMap((each, i) => (each === half ? [i] : []));
  const [calibration, test] = [of("calibration"), of("test")];
  const isHalved = calibration.length > 0 && test.length > 0;
  const every = split.map((_, i) => i);
  return isHalved
    ? { isHalved, chosenOn: calibration, toldOf: test }
    : { isHalved, chosenOn: every, toldOf: every };
}

/** What the answers of a set cost, where that was stated. */
function pricesOf(cells: readonly Cell[], { strategies }: Cases): Pick<Wish, "spentBy"> {
  const spent = new Map(
    cells.flatMap(({ strategy, netBenefit }) =>
      netBenefit === null ? [] : [[strategy, netBenefit.spent] as const],
    ),
  );
  if (spent.size === 0) return {};
  return { spentBy: (members) => sumOf(members, (s) => spent.get(strategies[s] ?? "") ?? 0) };
}

function savedBy(cases: Cases, members: readonly number[], of: readonly number[]): number {
  return sumOf(of, (i) => (cases.stake[i] ?? 0) - leastLeft(cases, members, i));
}

function stakeOf({ stake }: Cases, of: readonly number[]): number {
  return sumOf(of, (i) => stake[i] ?? 0);
}

/** Cases by seed, line and kind, and what each strategy left of them. */
interface Cases {
  readonly strategies: readonly string[];
  readonly split: readonly string[];
  readonly stake: Float64Array;
  readonly left: readonly Float64Array[];
}

function casesOf(outcomes: readonly (readonly SeedOutcome[])[]): Cases {
  const place = new Map<string, number>();
  const split: string[] = [];
  for (const { seed, outcome } of outcomes[0] ?? []) {
    for (const { device, kind, split: half } of outcome.cases) {
      const key = keyOf(seed, device, kind);
      if (place.has(key)) continue;
      place.set(key, place.size);
      split.push(half);
    }
  }
  const stake = new Float64Array(place.size);
  const left = outcomes.map((seeds, s) => {
    const own = new Float64Array(place.size);
    for (const { seed, outcome } of seeds) {
      for (const { device, kind, ratedAtStake, ratedLeft } of outcome.cases) {
        const at = place.get(keyOf(seed, device, kind)) as number;
        own[at] += ratedLeft;
        if (s === 0) stake[at] += ratedAtStake;
      }
    }
    return own;
  });
  const strategies = outcomes.map(([first]) => first?.outcome.strategy.name ?? "");
  return { strategies, split, stake, left };
}

function leastLeft({ left }: Cases, members: readonly number[], i: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const s of members) least = Math.min(least, left[s]?.[i] ?? 0);
  return least;
}

function keyOf(seed: string, device: number, kind: string): string {
  return `${seed}/${device}/${kind}`;
}

/** Sets of one, two and three, in the order in which strategies were given. */
function setsOf(all: readonly number[]): number[][] {
  const sets: number[][] = all.map((each) => [each]);
  for (let from = 0, size = 2; size <= MOST; size++) {
    const to = sets.length;
    for (; from < to; from++) {
      const members = sets[from] as number[];
      for (const each of all) if (each > (members.at(-1) as number)) sets.push([...members, each]);
    }
  }
  return sets;
}

interface Wish {
  readonly least: number;
  readonly savedBy: (members: readonly number[]) => number;
  readonly spentBy?: (members: readonly number[]) => number;
}

/** The cheapest that is enough, of these the smallest, of these what saves most; else what saves most of all. */
function chosenOf(sets: readonly number[][], { least, savedBy, spentBy }: Wish) {
  let best: { members: number[]; saved: number; spent: number; isEnough: boolean } | null = null;
  for (const members of sets) {
    const saved = savedBy(members);
    const spent = spentBy?.(members) ?? members.length;
    const isEnough = saved >= least;
    if (best === null || (isEnough && !best.isEnough)) best = { members, saved, spent, isEnough };
    if (isEnough !== best.isEnough) continue;
    const order = isEnough
      ? best.spent - spent || best.members.length - members.length || saved - best.saved
      : saved - best.saved;
    if (order > 0) best = { members, saved, spent, isEnough };
  }
  return best as Pick<Chosen, "isEnough"> & { readonly members: readonly number[] };
}

function sumOf<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

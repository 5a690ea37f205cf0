import { keyedRandom } from "../../chance/streams.ts";
import { HOUSEHOLD } from "../../life/household.ts";
import { type Choice, cohortOf, openLines, type PlacementSources } from "./open-lines.ts";
import { placingSeed } from "./placing-seed.ts";
import { twinsOfCounted } from "./turns.ts";

/** Places the kinds that have a count, before all others, and the look-alikes of their cases. */
export function placeCounted(sources: PlacementSources): ReadonlyMap<number, Choice> {
  const { incidents, lookAlikes, shares = {} } = sources.scenario;
  const taken = new Map<number, Choice>();
  for (const name of [...Object.keys(incidents), ...Object.keys(lookAlikes)]) {
    const names = Array.from({ length: shares[name]?.count ?? 0 }, () => name);
    scatter(sources, taken, { key: name, names });
  }
  for (const kind of Object.keys(incidents)) {
    scatter(sources, taken, { key: `twins of ${kind}`, names: twinsOfCounted(sources, kind) });
  }
  return taken;
}

interface Scattered {
  /** What their order is keyed by. */
  readonly key: string;
  /** Model of each. */
  readonly names: readonly string[];
}

/**
 * Gives lines to episodes: over blocks of eight lines, and as many times eight as one of them hits, in
 * strides that meet every block once, now in one half, now in the other, and again until all are
 * placed or a whole round finds no line.
 */
function scatter(
  sources: PlacementSources,
  taken: Map<number, Choice>,
  { key, names }: Scattered,
): void {
  const { seed, scenario } = sources;
  const unit = UNIT * Math.max(1, ...names.map((name) => cohortOf(scenario, name)));
  const blocks = Math.ceil(scenario.devices / unit);
  const stride = strideOf(blocks);
  const random = keyedRandom(placingSeed(seed, scenario), 0, `count/${key}`);
  const [first, coin] = [random.bits() % blocks, random.bits() & 1];
  let placed = 0;
  for (let found = true; placed < names.length && found; ) {
    found = false;
    for (let i = 0; i < 2 * blocks && placed < names.length; i++) {
      const from = ((first + (i >> 1) * stride) % blocks) * unit;
      const length = Math.min(unit, scenario.devices - from);
      const lines = Array.from({ length }, (_, line) => from + line);
      const { halves, place } = openLines(sources, lines);
      const half = halves[(i & 1) ^ coin] as readonly number[];
      if (!place(taken, names[placed] as string, half)) continue;
      found = true;
      placed++;
    }
  }
}

/** Two households of four lines, one in each half. */
const UNIT = 2 * HOUSEHOLD;

/** A step that meets every block, far from the one before: near the golden section, and coprime. */
function strideOf(blocks: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.round(blocks * 0.618_033_988_749_895));
  while (divisor(stride, blocks) !== 1) stride++;
  return stride;
}

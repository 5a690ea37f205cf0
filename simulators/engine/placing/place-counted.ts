import { keyedRandom } from "../../chance/streams.ts";
import { HOUSEHOLD } from "../../life/household.ts";
import { type Choice, openLines, type PlacementSources } from "./open-lines.ts";
import { placingSeed } from "./placing-seed.ts";
import { twinAt, twinsOf } from "./turns.ts";

/** Places the kinds that have a count, before all others, and the look-alikes of their cases. */
export function placeCounted(sources: PlacementSources): ReadonlyMap<number, Choice> {
  const { seed, scenario } = sources;
  const { incidents, lookAlikes, shares = {}, enrichment } = scenario;
  const taken = new Map<number, Choice>();
  for (const name of [...Object.keys(incidents), ...Object.keys(lookAlikes)]) {
    scatter(sources, taken, { name, count: shares[name]?.count ?? 0, nameAt: () => name });
  }
  for (const kind of Object.keys(incidents)) {
    const twins = twinsOf(sources, kind);
    if (twins.length === 0) continue;
    const turn = keyedRandom(placingSeed(seed, scenario), 0, `twins/${kind}`).bits() % twins.length;
    scatter(sources, taken, {
      name: `twins of ${kind}`,
      count: (shares[kind]?.count ?? 0) * enrichment.lookAlikesPerCase,
      nameAt: (i) => twinAt(scenario, twins, turn + i),
    });
  }
  return taken;
}

interface Scattered {
  readonly name: string;
  readonly count: number;
  /** Model of the i-th of them. */
  readonly nameAt: (i: number) => string;
}

/**
 * Gives lines to so many episodes: over blocks of eight lines in strides that meet every block once,
 * now in one half, now in the other, and again until all are placed or a whole round finds no line.
 */
function scatter(
  sources: PlacementSources,
  taken: Map<number, Choice>,
  { name, count, nameAt }: Scattered,
): void {
  const { seed, scenario } = sources;
  const blocks = Math.ceil(scenario.devices / UNIT);
  const stride = strideOf(blocks);
  const random = keyedRandom(placingSeed(seed, scenario), 0, `count/${name}`);
  const [first, coin] = [random.bits() % blocks, random.bits() & 1];
  let placed = 0;
  for (let found = true; placed < count && found; ) {
    found = false;
    for (let i = 0; i < 2 * blocks && placed < count; i++) {
      const from = ((first + (i >> 1) * stride) % blocks) * UNIT;
      const length = Math.min(UNIT, scenario.devices - from);
      const lines = Array.from({ length }, (_, line) => from + line);
      const { halves, place } = openLines(sources, lines);
      if (!place(taken, nameAt(placed), halves[(i & 1) ^ coin] as readonly number[])) continue;
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

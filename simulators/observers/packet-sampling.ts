import { exp, log, normalQuantile, power } from "../chance/exact-math.ts";

/** Above so many packets expected, the normal curve is as good as the exact sum, and far faster. */
const MANY = 24;

/**
 * Draws how many of `packets` are kept where each is kept with a chance of one in `every`: the
 * quantile of that binomial distribution at `draw`, a number in (0, 1).
 *
 * One in N over all that a probe sees is a matter of chance for any one row of it, since the packets
 * of all lines come in between.
 */
export function keptPackets(packets: number, every: number, draw: number): number {
  if (every <= 1 || packets === 0) return packets;
  const chance = 1 / every;
  const mean = packets * chance;
  if (mean > MANY) {
    const wished = Math.round(mean + Math.sqrt(mean * (1 - chance)) * normalQuantile(draw));
    return Math.min(packets, Math.max(0, wished));
  }
  const odds = chance / (1 - chance);
  let term = exp(packets * log(1 - chance));
  let below = term;
  let kept = 0;
  while (below < draw && kept < packets) {
    term *= ((packets - kept) / (kept + 1)) * odds;
    kept++;
    below += term;
  }
  return kept;
}

/**
 * How many of a row's distinct things, 5-tuples or remotes, `kept` of its packets show, where each has
 * as many packets as any other: at least one, and at most one a packet.
 */
export function shownBy(kept: number, packets: number, things: number): number {
  const missed = power(1 - kept / packets, Math.max(1, packets / things));
  return Math.max(1, Math.min(kept, Math.round(things * (1 - missed))));
}

import type { PeerAnswer } from "../peer.ts";
import type { Absent, Answer, Compared, Comparison, Contender, Peer, Turn } from "./comparison.ts";

/**
 * Lets us and every peer take turns, round after round, so that whatever else the machine does falls
 * on all alike. An answer is compared before its time is kept: a peer that found something else, or
 * that found something else in a later round, has no time at all. Throws when our own answer changes
 * from round to round.
 */
export function compare(comparison: Comparison, rounds: number): Compared {
  const { name, unit, ours, context = [], tolerance = 0 } = comparison;
  const first = ours.turn();
  const own = [first];
  const states = comparison.peers.map((peer) => ({ peer, turns: [] as Turn[], absent: none() }));
  const asides = context.map((aside) => ({ ...aside, turns: [] as Turn[] }));
  for (let round = 0; round < rounds; round++) {
    if (round > 0) own.push(ours.turn());
    const mine = own[round] as Turn;
    const changed = difference(mine, first, 0);
    if (changed !== null) throw new Error(`${name}: ours must repeat itself, ${changed}`);
    for (const { turn, turns } of asides) turns.push(turn());
    for (const state of states) {
      if (state.absent !== null) continue;
      const answer = state.peer.turn();
      state.absent = refused(state.peer, answer, first, tolerance);
      if (state.absent === null && answer.status === "ok") state.turns.push(answer.answer);
    }
  }
  return {
    name,
    unit,
    ours: contender(ours.name, own),
    peers: states.map(({ peer, turns, absent }) => absent ?? contender(peer.name, turns)),
    context: asides.map((aside) => contender(aside.name, aside.turns)),
  };
}

/** What is wrong with a comparison, in one line each; a peer that is not installed is no fault. */
export function faultsOf({ name, peers }: Compared): string[] {
  return peers.flatMap((peer) =>
    "status" in peer && peer.status !== "not installed"
      ? [`${name}: ${peer.name}: ${peer.status}, ${peer.why}`]
      : [],
  );
}

function none(): Absent | null {
  return null;
}

function refused(
  { name }: Peer,
  given: PeerAnswer<Turn>,
  ours: Turn,
  tolerance: number,
): Absent | null {
  if (given.status !== "ok") return { name, status: given.status, why: given.why };
  const why = difference(given.answer, ours, tolerance);
  return why === null ? null : { name, status: "other answer", why };
}

/** Where two turns disagree, in words; null where they don't. NaN agrees with nothing. */
function difference(theirs: Turn, ours: Turn, tolerance: number): string | null {
  const all: (readonly [string, number | undefined, number | undefined])[] = [
    ["units", theirs.units, ours.units],
    ...namesOf(theirs.answer, ours.answer).map(
      (name) => [name, theirs.answer[name], ours.answer[name]] as const,
    ),
  ];
  const wrong = all.filter(
    ([, a, b]) => a === undefined || b === undefined || !(Math.abs(a - b) <= tolerance),
  );
  if (wrong.length === 0) return null;
  return wrong.map(([name, a, b]) => `${name} ${a} instead of ${b}`).join(", ");
}

function namesOf(a: Answer, b: Answer): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function contender(name: string, turns: readonly Turn[]): Contender {
  const [{ version, units, answer }] = turns as [Turn];
  return { name, version, units, cpu: turns.map(({ cpu }) => cpu), answer };
}

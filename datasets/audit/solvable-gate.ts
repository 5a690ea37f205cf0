/** What a documented reference reaches with a kind, measured elsewhere: a detector, or evidence over views. */
export interface Reference {
  readonly kind: string;
  /** Its name, as its documentation has it. */
  readonly name: string;
  /** Event-F1 on the test half at the gate's density, in [0, 1]. */
  readonly f1: number;
}

/** Whether each kind of a dataset can be solved at all. */
export interface Solvability {
  readonly kinds: readonly (Reference & { readonly isSolved: boolean })[];
  /** Kinds that no reference was given for. */
  readonly missing: readonly string[];
  readonly mean: number;
  readonly ok: boolean;
}

/** Least mean over the kinds, and least of any kind; null: it is said, and promised to nobody. */
export const SOLVABLE_BARS: Readonly<
  Record<string, null | { readonly mean: number; readonly each: number }>
> = {
  L0: null,
  L1: { mean: 0.9, each: 0.9 },
  L2: { mean: 0.7, each: 0.6 },
  L3: { mean: 0.5, each: 0.35 },
  L4: null,
};

/**
 * Holds references to the bars of a level: each kind by the best that was given for it. Throws with
 * the kind and the name where an F1 is no share, and with the level where it is unknown.
 */
export function solvableGate(
  kinds: readonly string[],
  references: readonly Reference[],
  level: string,
): Solvability {
  const bars = SOLVABLE_BARS[level];
  if (bars === undefined) {
    const known = Object.keys(SOLVABLE_BARS).join(", ");
    throw new RangeError(`solvable gate: level must be one of ${known}, got ${level}`);
  }
  for (const { kind, name, f1 } of references) {
    if (!(f1 >= 0 && f1 <= 1)) {
      throw new RangeError(`solvable gate: f1 of ${name} on ${kind} must be in [0, 1], got ${f1}`);
    }
  }
  const best = kinds.flatMap((kind) => {
    const own = references.filter((each) => each.kind === kind).sort((a, b) => b.f1 - a.f1);
    return own.slice(0, 1);
  });
  const missing = kinds.filter((kind) => best.every((each) => each.kind !== kind));
  const mean = best.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, best.length);
  const judged = best.map((each) => ({ ...each, isSolved: each.f1 >= (bars?.each ?? 0) }));
  const ok =
    missing.length === 0 && mean >= (bars?.mean ?? 0) && judged.every(({ isSolved }) => isSolved);
  return { kinds: judged, missing, mean, ok };
}

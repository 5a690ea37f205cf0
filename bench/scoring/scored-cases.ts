import type { World } from "../world.ts";
import type { ScoredTime } from "./scored-time.ts";
import type { ScoringOptions } from "./scoring-options.ts";

/** How scoring treats each case of a world. */
export interface ScoredCases {
  /** `scored`, or why not: `setAside` (began outside the scored time) or `otherKind`; `outside`: of another split. */
  readonly status: readonly ("scored" | "setAside" | "otherKind" | "outside")[];
  /** End of each case, clipped to the scored time of its device. */
  readonly end: Float64Array;
  /** 1 where the case outlives the scored time. */
  readonly open: Uint8Array;
}

/**
 * Sorts the cases: scored when the onset lies in the scored time of a scored device and the kind
 * takes part. A case that outlives the scored time is clipped and open.
 */
export function scoredCases(
  world: World,
  time: ScoredTime,
  { kinds, detects }: Pick<ScoringOptions, "kinds" | "detects">,
): ScoredCases {
  const { cases } = world;
  const claimed = (kind: string) =>
    kinds === "any" || detects.includes("*") || detects.includes(kind);
  const end = Float64Array.from(cases, (one) => Math.min(one.end, time.to[one.device]));
  const open = Uint8Array.from(cases, (one) => (one.end > time.to[one.device] ? 1 : 0));
  const status = cases.map(({ device, onset, kind }) => {
    if (time.scored[device] === 0) return "outside" as const;
    if (onset < time.from[device] || onset >= time.to[device]) return "setAside" as const;
    return claimed(kind) ? ("scored" as const) : ("otherKind" as const);
  });
  return { status, end, open };
}

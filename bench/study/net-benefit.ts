import { GB } from "../../datasets/sizes.ts";
import type { Costs } from "./costs.ts";
import type { LineWeights } from "./line-weights.ts";
import type { LineOutcome } from "./outcome.ts";
import type { NetBenefit } from "./study-file.ts";

/** What a net benefit is worked out from. */
export interface Reckoned {
  readonly costs: Costs;
  /** Alarms an hour that people handle; null: a machine acts. */
  readonly team: number | null;
  /** What incidents were rated at and no longer are, in 1,000 line-months of the mix. */
  readonly saved: number;
  readonly weights: LineWeights;
}

/**
 * What a strategy is worth in 1,000 line-months under stated costs, in minor units: what incidents were
 * rated at and no longer are, less what answering costs on their lines and on all others. Bills that
 * shrink beside are no benefit.
 */
export function netBenefit(
  lines: readonly (LineOutcome & { readonly seed: string })[],
  { costs, team, saved, weights }: Reckoned,
): Omit<NetBenefit, "asLived"> {
  let onCases = 0;
  let onOthers = 0;
  let onPlain = 0;
  for (const line of lines) {
    const spent = spentOn(line, costs, team);
    const weight = weights.of(line);
    onCases += weight.cases * spent;
    onOthers += weight.others * spent;
    if (weights.isPlain(line)) onPlain += spent;
  }
  const { caseMonths, plainMonthsLived } = weights;
  // Line-months of cases are taken from those in which nothing happens.
  const instead = plainMonthsLived > 0 ? (caseMonths * onPlain) / plainMonthsLived : 0;
  const earned = saved - onCases + instead;
  return {
    ...{ saved, spent: onCases + onOthers, fixed: onOthers + instead },
    ...{
      value: saved - onCases - onOthers,
      breakEven: earned > 0 ? (onOthers + instead) / earned : null,
    },
  };
}

function spentOn(
  { harm, alarms, messages, isCutOff }: LineOutcome,
  costs: Costs,
  team: number | null,
): number {
  const lost = harm.lost.reduce((sum, bytes) => sum + bytes, 0);
  return (
    costs["false-cut"] * Number(isCutOff) +
    costs.message * messages +
    costs["team-hour"] * (team === null ? 0 : alarms / team) +
    costs["lost-gb"] * (lost / GB)
  );
}

import { GB } from "../../datasets/sizes.ts";
import { totalOf } from "./by-class.ts";
import type { Costs } from "./costs.ts";
import type { Cell, NetBenefit } from "./study-file.ts";

/** What a net benefit is worked out from. */
export interface Reckoned {
  readonly costs: Costs;
  /** Alarms an hour that people handle; null: a machine acts. */
  readonly team: number | null;
  /** Cases of each kind in 1,000 line-months; null: as they were lived. */
  readonly rates: Readonly<Record<string, number>> | null;
  /** 1,000 line-months to the line-days that were lived. */
  readonly scale: number;
}

/**
 * What a strategy is worth in 1,000 line-months under stated costs, in minor units: what incidents were
 * rated at and no longer are, less what answering costs on their lines and on all others. Bills that
 * shrink beside are no benefit.
 */
export function netBenefit(
  cells: Readonly<Record<"all" | "ordinary", Cell>> & { readonly kinds: readonly Cell[] },
  reckoned: Reckoned,
): NetBenefit {
  const { all, ordinary, kinds } = cells;
  const { rates, scale } = reckoned;
  const saved = all.perThousandLineMonths.ratedSaved;
  const onCases =
    rates === null
      ? scale * spentOn(all, reckoned)
      : kinds.reduce(
          (sum, cell) => sum + ((rates[cell.kind] ?? 0) * spentOn(cell, reckoned)) / cell.cases,
          0,
        );
  const onOthers = scale * spentOn(ordinary, reckoned);
  const earned = saved - onCases;
  return {
    ...{ saved, spent: onCases + onOthers, fixed: onOthers, value: earned - onOthers },
    breakEven: earned > 0 ? onOthers / earned : null,
  };
}

function spentOn({ harm, alarms }: Cell, { costs, team }: Reckoned): number {
  return (
    costs["false-cut"] * harm.peopleCutOff +
    costs.message * harm.messages +
    costs["team-hour"] * (team === null ? 0 : alarms / team) +
    costs["lost-gb"] * (totalOf(harm.wantedBytesLost) / GB)
  );
}

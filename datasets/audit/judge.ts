import { holm } from "./holm.ts";
import type { Measured } from "./measure-contrast.ts";
import { normalTail } from "./normal-tail.ts";

/** Areas up to here are let pass whatever their error: so little no rule lives on. */
const AREA_BAR = 0.55;
/** Least precision of the top 3 % that fails; with labels at random 95 % stay below .80. */
const TOP_BAR = 0.85;
/** What an atom must have beyond the largest that chance gave. */
const Z_MARGIN = 0.5;
const FAMILY_ERROR = 0.05;
/**
 * Resampling devices without fitting the models again leaves out the models' own share of the error:
 * measured over 440 contrasts of dealt labels, (area - .5) / error had a deviation of 1.35, not 1.
 */
const REFIT = 1.4;

/** Which of the three statistics tells the sides apart. */
export type Leak = "area" | "top" | "atom";

/** A contrast with its verdict. */
export interface Judged extends Measured {
  /** Chance of such an area between sides alike, corrected for all contrasts of the audit. */
  readonly chance: number;
  /** Largest z of an atom that chance gives here: its mean, and the most above the mean of any contrast. */
  readonly chanceZ: number;
  readonly leaks: readonly Leak[];
}

/**
 * Judges all contrasts of an audit together: an area fails above .55 when Holm's correction over
 * all of them leaves its chance under .05; an atom when its z exceeds by .5 the largest of all
 * contrasts in 20 deals of the labels; the top 3 % at a precision of .85 with a z beyond those.
 */
export function judge(measured: readonly Measured[]): Judged[] {
  const asked = measured.filter(({ isJudged, figures }) => isJudged && figures !== null);
  const chances = holm(
    asked.map(({ figures }) => {
      const { area, error } = figures as NonNullable<Measured["figures"]>;
      return error > 0 ? normalTail((area - 0.5) / (REFIT * error)) : area > 0.5 ? 0 : 1;
    }),
  );
  const chanceOf = new Map(asked.map((each, i) => [each, chances[i]]));
  const excess = Math.max(
    0,
    ...asked.flatMap(({ figures }) => {
      const dealt = figures?.dealt ?? [];
      return dealt.map((z) => z - mean(dealt));
    }),
  );
  return measured.map((each) => {
    const chance = chanceOf.get(each) ?? 1;
    const chanceZ = mean(each.figures?.dealt ?? []) + excess;
    return { ...each, chance, chanceZ, leaks: leaksOf(each, chance, chanceZ) };
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function leaksOf({ isJudged, figures }: Measured, chance: number, chanceZ: number): Leak[] {
  if (!isJudged || figures === null) return [];
  const { area, top, topZ, atom } = figures;
  const leaks: Leak[] = [];
  if (area > AREA_BAR && chance < FAMILY_ERROR) leaks.push("area");
  if (top >= TOP_BAR && topZ > chanceZ) leaks.push("top");
  if (atom.z > chanceZ + Z_MARGIN) leaks.push("atom");
  return leaks;
}

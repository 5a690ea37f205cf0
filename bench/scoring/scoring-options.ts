import { DAY, MINUTE } from "../../datasets/sizes.ts";

/** Half of a dataset that a run is scored on. */
export type Split = "calibration" | "test" | "train";

/** Every choice that changes what a number means. All have defaults; durations are ms. */
export interface ScoringOptions {
  readonly split: Split;
  /** An alarm swallows the device's alerts for so long. */
  readonly coolDown: number;
  /** `fixed`: from the alarm's opening. `extending`: from the last alert. */
  readonly merge: "fixed" | "extending";
  /** After a case's end an alarm is late, not false, for so long. */
  readonly grace: number;
  /** From the alarm to the moment at which the incident's bytes stop. */
  readonly reactionDelay: number;
  /** How long a false alarm blocks its device; at most the cool-down, which is the default. */
  readonly hold: number | null;
  /** `claimed`: kinds that the detector does not claim leave recall and damage. */
  readonly kinds: "any" | "claimed";
  /** Kinds that the detector claims; `*` is all. */
  readonly detects: readonly string[];
  /** `fraction`: an incident's weight is shared by its cases. `any`: one caught case is all. */
  readonly group: "fraction" | "any";
  /** `one`: an alarm catches only the running case with most bytes in its row. */
  readonly overlap: "all" | "one";
  /** `censored`: a missed case leaves the latency curve at its end. */
  readonly missed: "infinite" | "censored";
  /** Two-sided level of every interval. */
  readonly level: number;
  /** Bootstrap replicates. */
  readonly replicates: number;
  readonly interval: "percentile" | "bca";
  /** Key of the bootstrap's and the floors' uniforms. */
  readonly seed: string;
  /** Minor units that a false alarm costs, for the net money; null: no net money. */
  readonly falseAlarmCost: number | null;
}

/** The choices made where nobody chooses. */
export const SCORING_DEFAULTS: ScoringOptions = {
  split: "test",
  coolDown: DAY,
  merge: "fixed",
  grace: DAY,
  reactionDelay: 15 * MINUTE,
  hold: null,
  kinds: "any",
  detects: ["*"],
  group: "fraction",
  overlap: "all",
  missed: "infinite",
  level: 0.95,
  replicates: 2000,
  interval: "percentile",
  seed: "billshock",
  falseAlarmCost: null,
};

/**
 * Fills the defaults in. Throws a RangeError for a negative duration, a hold above the cool-down,
 * a level outside (0, 1) and fewer than one replicate.
 */
export function resolveScoring(options: Partial<ScoringOptions> = {}): ScoringOptions {
  const resolved = { ...SCORING_DEFAULTS, ...options };
  for (const name of ["coolDown", "grace", "reactionDelay"] as const) {
    mustBe(name, "at least 0", resolved[name], resolved[name] >= 0);
  }
  const { hold, coolDown, level, replicates } = resolved;
  if (hold !== null) {
    mustBe("hold", `in [0, ${coolDown}], the cool-down`, hold, hold >= 0 && hold <= coolDown);
  }
  mustBe("level", "in (0, 1)", level, level > 0 && level < 1);
  mustBe("replicates", "an integer from 1", replicates, replicates >= 1 && replicates % 1 === 0);
  return resolved;
}

function mustBe(name: string, rule: string, value: number, holds: boolean): void {
  if (!holds) throw new RangeError(`scoring: ${name} must be ${rule}, got ${value}`);
}

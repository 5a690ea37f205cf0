import type { Options } from "yargs";
import { SCORING_DEFAULTS, type ScoringOptions } from "../bench/scoring/scoring-options.ts";
import { type Args, textOf } from "./command.ts";
import { quantityOf } from "./parse-flags.ts";
import { UsageError } from "./usage-error.ts";

/** A choice of the law of scoring: its words, the usual one first, and what they mean. */
interface Choice {
  readonly option: "merge" | "kinds" | "group" | "overlap" | "missed" | "interval";
  readonly words: readonly [string, string];
  readonly describe: string;
}

const CHOICES: readonly Choice[] = [
  {
    option: "merge",
    words: ["fixed", "extending"],
    describe: "the cool-down runs from the alarm, or from its last alert",
  },
  {
    option: "kinds",
    words: ["any", "claimed"],
    describe: "a hit is a hit, or only kinds that the detector claims are scored",
  },
  {
    option: "group",
    words: ["fraction", "any"],
    describe: "cases share an incident's weight, or one caught case is all of it",
  },
  {
    option: "overlap",
    words: ["all", "one"],
    describe: "an alarm catches all running cases, or the one with most bytes in its row",
  },
  {
    option: "missed",
    words: ["infinite", "censored"],
    describe: "a missed case waits for ever, or leaves the curve at its end",
  },
  {
    option: "interval",
    words: ["percentile", "bca"],
    describe: "how intervals come from the replicates",
  },
];

const DURATIONS = {
  "cool-down": ["coolDown", "an alarm swallows its line's alerts for so long [24h]"],
  reaction: ["reactionDelay", "from an alarm to the end of the incident's bytes [15m]"],
  grace: ["grace", "an alarm so soon after a case's end is late, not false [24h]"],
} as const;

const text = { type: "string", requiresArg: true } as const;

/** Flags that change what a number means; each has the default of the law. */
export const SCORING_FLAGS: Readonly<Record<string, Options>> = {
  ...Object.fromEntries(
    Object.entries(DURATIONS).map(([flag, [, describe]]) => [flag, { ...text, describe }]),
  ),
  ...Object.fromEntries(
    CHOICES.map(({ option, words, describe }) => [
      option,
      { ...text, describe: `${words.join(" or ")}: ${describe} [${SCORING_DEFAULTS[option]}]` },
    ]),
  ),
};

/** Reads the scoring flags; what was not given stays as the law has it. */
export function scoringOf(args: Args, where: string): Partial<ScoringOptions> {
  const given: Record<string, number | string> = {};
  for (const [flag, [option]] of Object.entries(DURATIONS)) {
    const value = quantityOf(args, flag, { where, unit: "ms", min: 0 });
    if (value !== undefined) given[option] = value;
  }
  for (const { option, words } of CHOICES) {
    const word = textOf(args, option);
    if (word === undefined) continue;
    if (!words.includes(word)) {
      throw new UsageError(`${where}: --${option} must be ${words.join(" or ")}, got ${word}`);
    }
    given[option] = word;
  }
  return given as Partial<ScoringOptions>;
}

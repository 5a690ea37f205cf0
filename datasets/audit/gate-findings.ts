import type { Finding } from "../publishing/checks/finding.ts";
import type { GatedRule } from "./one-liner-gate.ts";
import { type Reference, SOLVABLE_BARS, solvableGate } from "./solvable-gate.ts";

/** Most that a rule of one number may reach with any kind, in any view, by level; null: it may be 1. */
export const ONE_LINER_BARS: Readonly<Record<string, number | null>> = {
  L0: null,
  L1: null,
  L2: 0.6,
  L3: 0.45,
  L4: 0.3,
};

/** Fewer cases in the test half move an event-F1 by more than the levels are apart. */
const LEAST_CASES = 20;

/** Holds the rules of one number to the bar of a dataset's level: each above it an error; levels without a bar promise nothing. */
export function gateFindings(rules: readonly GatedRule[], level: string | null): Finding[] {
  const bar = ONE_LINER_BARS[level ?? ""] ?? null;
  if (bar === null) return [];
  const file = "truth/cases.arrow";
  const few = new Set(rules.filter(({ cases }) => cases < LEAST_CASES).map(({ kind }) => kind));
  const message = `${[...few].join(", ")}: under ${LEAST_CASES} cases in the test half, not gated; give more seeds of the scenario`;
  const notes: Finding[] =
    few.size === 0 ? [] : [{ level: "note", check: "one-liner", file, message }];
  const errors = rules
    .filter(({ f1, kind }) => f1 > bar && !few.has(kind))
    .map((rule): Finding => {
      const told = `${rule.kind} is caught by ${ruleText(rule)} alone with an event-F1 of ${rule.f1.toFixed(2)}: ${level} allows ${bar}`;
      return { level: "error", check: "one-liner", file, message: told };
    });
  return [...errors, ...notes];
}

/**
 * Holds references to the bars of a dataset's level, each kind by the best of its own: each kind that
 * is out of reach an error, and the mean over kinds.
 */
export function solvableFindings(
  references: readonly (Reference & { readonly cases: number })[],
  level: string | null,
): Finding[] {
  const bars = SOLVABLE_BARS[level ?? ""] ?? null;
  const gated = references.filter(({ cases }) => cases >= LEAST_CASES);
  if (bars === null || gated.length === 0) return [];
  const kinds = [...new Set(gated.map(({ kind }) => kind))];
  const { kinds: judged, mean } = solvableGate(kinds, gated, level as string);
  const fault = (message: string): Finding => ({
    ...{ level: "error", check: "solvable", file: "truth/cases.arrow", message },
  });
  const missed = judged
    .filter(({ isSolved }) => !isSolved)
    .map(({ kind, name, f1 }) =>
      fault(
        `${kind} is caught by ${name} with an event-F1 of ${f1.toFixed(2)}: ${level} asks for ${bars.each}`,
      ),
    );
  if (mean >= bars.mean) return missed;
  const told = `the references reach an event-F1 of ${mean.toFixed(2)} in the mean: ${level} asks for ${bars.mean}`;
  return [...missed, fault(told)];
}

/** Names a rule of one number: `flows: peers of a night, beside own max`; it flags what lies above, where it does not say below. */
export function ruleText({ view, feature, window, form, sign }: GatedRule): string {
  const beside = form === "absolute" ? "" : `, beside ${form}`;
  const article = window === "hour" ? "an" : "a";
  return `${view}: ${feature} of ${article} ${window}${beside}${sign === "below" ? ", below" : ""}`;
}

import type { MeasuredReference } from "../bench/references/measure-references.ts";
import { ruleText } from "../datasets/audit/gate-findings.ts";
import type { GatedRule } from "../datasets/audit/one-liner-gate.ts";
import { bandedTable } from "./banded-table.ts";

const HEAD = ["kind", "rule", "event-F1", "cases"];

/**
 * Lays out how far one number gets with each kind: its best rule of all views first, then the best of
 * each other view, and below them what several cues reach together.
 */
export function gateText(
  rules: readonly GatedRule[],
  references: readonly MeasuredReference[],
  width: number,
): string {
  const kinds = [...new Set(rules.map(({ kind }) => kind))].sort();
  const lines = kinds.flatMap((kind) => {
    const own = rules.filter((rule) => rule.kind === kind).sort((a, b) => b.f1 - a.f1);
    const reference = references.find((each) => each.kind === kind);
    const told = own.map((rule) => ({ ...rule, text: ruleText(rule) }));
    const together = { ...reference, text: "several cues together, the reference" };
    const all = reference === undefined ? told : [...told, { ...reference, ...together }];
    return all.map(({ text, f1, low, high, cases }) => {
      const figure = `${f1.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
      return [kind, text, figure, String(cases)];
    });
  });
  const named = references.map(({ kind, name }) => `${kind}: ${name}`);
  return [
    bandedTable(HEAD, lines, { width, keys: 1 }),
    ...(named.length > 0 ? ["", ...named] : []),
  ].join("\n");
}

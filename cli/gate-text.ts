import { ruleText } from "../datasets/audit/gate-findings.ts";
import type { GatedRule } from "../datasets/audit/one-liner-gate.ts";
import { bandedTable } from "./banded-table.ts";

const HEAD = ["kind", "best rule of one number", "event-F1", "cases"];

/** Lays out how far one number gets with each kind: its best rule of all views first, then the best of each other view. */
export function gateText(rules: readonly GatedRule[], width: number): string {
  const order = [...rules].sort((a, b) => a.kind.localeCompare(b.kind) || b.f1 - a.f1);
  const lines = order.map((rule) => [
    ...[rule.kind, ruleText(rule), rule.f1.toFixed(2), String(rule.cases)],
  ]);
  return bandedTable(HEAD, lines, { width, keys: 1 });
}

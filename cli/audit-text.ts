import type { ArtefactAudit } from "../datasets/audit/audit.ts";
import type { Judged } from "../datasets/audit/judge.ts";
import { bandedTable } from "./banded-table.ts";

const HEAD = [
  "view",
  "group",
  "inside",
  "beside",
  "devices",
  "AUC",
  "top 3 %",
  "atom z",
  "verdict",
];

/** Lays the contrasts that could be judged out as a table, those that leak first. */
export function auditText({ contrasts }: ArtefactAudit, width: number): string {
  const judged = contrasts.filter(({ isJudged }) => isJudged);
  const leaks = judged.filter(({ leaks }) => leaks.length > 0).length;
  const sum = `artefact audit: ${contrasts.length} contrasts, ${judged.length} judged, ${leaks} leak`;
  if (judged.length === 0) return sum;
  const order = [...judged].sort((a, b) => rankOf(a) - rankOf(b));
  return `${bandedTable(HEAD, order.map(lineOf), { width, keys: 4 })}\n\n${sum}`;
}

const rankOf = ({ leaks }: Judged): number => (leaks.length > 0 ? 0 : 1);

function lineOf({ contrast, figures, devices, leaks, chanceZ }: Judged): string[] {
  const { view, group, inside, outside } = contrast;
  const { area, low, high, top, atom } = figures as NonNullable<Judged["figures"]>;
  const verdict = leaks.join(", ") || "alike";
  return [
    ...[view, group, inside, outside, devices.join(":")],
    `${area.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`,
    ...[top.toFixed(2), `${atom.z.toFixed(1)} (${chanceZ.toFixed(1)})`, verdict],
  ];
}

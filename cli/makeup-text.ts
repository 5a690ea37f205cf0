import type { MeasuredReference } from "../bench/references/measure-references.ts";
import type { LevelMakeup } from "../datasets/audit/level-makeup.ts";
import { bandedTable } from "./banded-table.ts";

const HEAD = [
  "kind",
  "cases",
  "days",
  "heaviest day beside own p95",
  "look-alikes each",
  "strongest cue",
  "lack it",
];

/** Lays out what the cases of each kind are like, and below how all of them ended. */
export function makeupText(
  { kinds, ends }: LevelMakeup,
  references: readonly MeasuredReference[],
  width: number,
): string {
  const lines = kinds.map(({ kind, cases, days, volume, lookAlikes }) => {
    const cue = references.find((each) => each.kind === kind);
    const told = cue === undefined ? ["-", "-"] : [cue.strongest, percent(cue.lacking)];
    return [
      kind,
      String(cases),
      String(days),
      quartilesText(volume),
      lookAlikes.toFixed(1),
      ...told,
    ];
  });
  const ended = Object.entries(ends)
    .sort(([, a], [, b]) => b - a)
    .map(([end, share]) => `${end} ${percent(share)}`);
  return `${bandedTable(HEAD, lines, { width, keys: 1 })}\n\nhow they ended: ${ended.join(", ")}`;
}

function quartilesText(volume: LevelMakeup["kinds"][number]["volume"]): string {
  if (volume === null) return "-";
  const [low, median, high] = volume.map((times) => times.toFixed(1));
  return `${median} [${low}, ${high}]`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

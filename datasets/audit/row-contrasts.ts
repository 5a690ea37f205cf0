import type { ViewName } from "../view.ts";
import { type ArtefactGroup, groupsOf } from "./artefact-columns.ts";
import type { AuditRow, RowChoice } from "./audit-row.ts";
import { behaviourOf } from "./behaviours.ts";
import type { CollectedRows, ViewRows } from "./collect-rows.ts";
import { type Contrast, sampleOf } from "./contrast.ts";
import { matchRows } from "./match-rows.ts";

/** Tells whether an incident kind and a look-alike travel by the same protocol. */
export type SharesProtocol = (kind: string, lookAlike: string) => boolean;

/**
 * Lists each incident kind beside each of its look-alikes of the same protocol, and both beside
 * normal rows of the same app, access, size and up share, in each view and group of columns.
 */
export function* rowContrasts(
  { views, kinds }: CollectedRows,
  sharesProtocol: SharesProtocol,
): Generator<Contrast> {
  for (const [view, rows] of views) {
    const beside = new Set<string>();
    for (const [kind, lookAlikes] of kinds) {
      for (const lookAlike of lookAlikes) {
        if (sharesProtocol(kind, lookAlike)) yield* twinContrasts(view, rows, [kind, lookAlike]);
      }
      for (const one of [kind, ...lookAlikes]) beside.add(one);
    }
    for (const kind of beside) yield* normalContrasts(view, rows, kind);
  }
}

function* twinContrasts(
  view: ViewName,
  rows: ViewRows,
  [kind, lookAlike]: readonly [string, string],
): Generator<Contrast> {
  for (const [group, columns] of groupsOf(view, "twin")) {
    if (behaviourOf(lookAlike, group, "twin") !== undefined) continue;
    const choice = columns[0].rows;
    const [inside, outside] = [rows.of(kind, choice), rows.of(lookAlike, choice)];
    if (inside.length === 0 || outside.length === 0) continue;
    const sample = sampleOf(inside, outside, columns);
    yield { view, group, inside: kind, outside: lookAlike, sample };
  }
}

function* normalContrasts(view: ViewName, rows: ViewRows, kind: string): Generator<Contrast> {
  const match = (choice: RowChoice, group: ArtefactGroup) =>
    matchRows({ view, choice, group }, rows.of(kind, choice), rows.normal[choice]);
  for (const [group, columns] of groupsOf(view, "normal")) {
    if (behaviourOf(kind, group, "normal") !== undefined) continue;
    const { inside, outside, matched } = match(columns[0].rows, group);
    if (inside.length === 0) continue;
    const sample = sampleOf(inside, outside as AuditRow[], columns);
    yield { view, group, inside: kind, outside: "normal", matched, sample };
  }
}

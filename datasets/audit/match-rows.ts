import { keyOf, keyWith } from "../keyed.ts";
import { PROVINCES } from "../places.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../view.ts";
import { APPS, OPERATING_SYSTEMS } from "../vocabularies.ts";
import type { ArtefactGroup } from "./artefact-columns.ts";
import type { AuditRow, RowChoice } from "./audit-row.ts";
import type { Reservoir } from "./reservoir.ts";

/** Sizes beyond 4^31 share one step. */
const SIZES = 32;
const STEPS = new Float64Array(SIZES - 1).fill(1);
for (let size = 1; size < STEPS.length; size++) STEPS[size] = STEPS[size - 1] * 4;
const SHARES = 5;
const UNKNOWN_APP = APPS.indexOf("unknown");
const UNKNOWN_SYSTEM = OPERATING_SYSTEMS.indexOf("unknown");
const PROVINCE_WORDS = PROVINCES.length;
const DESKTOPS = new Set(
  (["windows", "macos", "linux"] as const).map((word) => OPERATING_SYSTEMS.indexOf(word)),
);

/** Names what a normal row must share with another to stand beside it: app, access and kind of terminal (of WLAN rows status and province), size within a factor of 4, fifth of the up share. The first row of a session is cut by the observer's clock, so its size follows from the moment of its start: there neither is asked for. */
export function matchKey(view: ViewName, choice: RowChoice, batch: ViewBatch, i: number): number {
  if (choice === "openings") return wordsOf(view, batch, i);
  const up = batch.up[i];
  const bytes = up + batch.down[i];
  let size = 0;
  while (size < SIZES - 1 && bytes >= STEPS[size]) size++;
  const share = bytes > 0 ? Math.min(SHARES - 1, Math.floor((SHARES * up) / bytes)) : 0;
  return (wordsOf(view, batch, i) * SIZES + size) * SHARES + share;
}

function wordsOf(view: ViewName, batch: ViewBatch, i: number): number {
  switch (view) {
    case "flows":
      return (batch.app[i] * 8 + batch.access[i]) * 2 + (isDesktop(batch.osFingerprint[i]) ? 1 : 0);
    case "netstats":
      return batch.app[i] * 8 + batch.access[i];
    case "charging":
      return batch.ratingGroup[i];
    case "wlan":
      // Numbers of access controllers go by province, and where a thief is is behaviour.
      return batch.status[i] * PROVINCE_WORDS + batch.province[i];
  }
}

/** A PC behind the hotspot is no phone: which of them sends is behaviour, as long as both occur. */
function isDesktop(system: number): boolean {
  return DESKTOPS.has(system);
}

/**
 * What a row must share beyond {@link matchKey} for the sake of a group of columns, as a number; NaN
 * where it can stand beside no row at all.
 */
export function finerKey(group: ArtefactGroup, { values }: AuditRow): number {
  if (group !== "packets" && group !== "tuples") return 0;
  // By which protocol bytes came, that of a PC's drive or of a phone's, both groups follow from; and where a
  // probe names no app or no system nobody knows it.
  if (values.app === UNKNOWN_APP || values.osFingerprint === UNKNOWN_SYSTEM) return Number.NaN;
  // A fraction of few remotes has few values: how many there are is behaviour, and shows in it.
  return group === "tuples" ? Math.round(2 * Math.log2(1 + (values.peers ?? 0))) : 0;
}

/** Columns that {@link matchKey} reads, in any view. */
const KEYED = [
  ...(["up", "down", "app", "access", "osFingerprint"] as const),
  ...(["ratingGroup", "status", "province"] as const),
];

/** Names the same of a kept row. */
function keyOfRow(view: ViewName, choice: RowChoice, { values }: AuditRow): number {
  const one: Partial<Record<ViewColumn, readonly [number | undefined]>> = {};
  for (const name of KEYED) one[name] = [values[name]];
  return matchKey(view, choice, one as unknown as ViewBatch, 0);
}

/** Rows side by side, as many on one side as on the other. */
export interface MatchedRows {
  readonly inside: readonly AuditRow[];
  readonly outside: readonly AuditRow[];
  /** Share of the rows inside that found a normal one. */
  readonly matched: number;
}

/** What rows are matched for. */
export interface MatchPurpose {
  readonly view: ViewName;
  readonly choice: RowChoice;
  readonly group: ArtefactGroup;
}

/** Gives each row a normal row of the same cell, none twice; rows that find none are left out. */
export function matchRows(
  { view, choice, group }: MatchPurpose,
  rows: readonly AuditRow[],
  normal: ReadonlyMap<number, Reservoir<AuditRow>>,
): MatchedRows {
  const order = dealt("audit match", rows.length);
  const left = new Map<number, Map<number, AuditRow[]>>();
  const inside: AuditRow[] = [];
  const outside: AuditRow[] = [];
  for (const at of order) {
    const cell = keyOfRow(view, choice, rows[at]);
    const others = left.get(cell) ?? apart(shuffled(normal.get(cell)?.kept ?? []), group);
    left.set(cell, others);
    const other = others.get(finerKey(group, rows[at]))?.pop();
    if (other === undefined) continue;
    inside.push(rows[at]);
    outside.push(other);
  }
  return { inside, outside, matched: rows.length === 0 ? 0 : inside.length / rows.length };
}

/** Rows of a cell by their finer key; those that can stand beside no row are dropped. */
function apart(rows: readonly AuditRow[], group: ArtefactGroup): Map<number, AuditRow[]> {
  const found = new Map<number, AuditRow[]>();
  for (const row of rows) {
    const key = finerKey(group, row);
    if (Number.isNaN(key)) continue;
    const list = found.get(key) ?? [];
    found.set(key, list);
    list.push(row);
  }
  return found;
}

/** A reservoir that was never full lies in the order of time. */
function shuffled(rows: readonly AuditRow[]): AuditRow[] {
  return Array.from(dealt("audit shuffle", rows.length), (at) => rows[at]);
}

/** Numbers below a length in an order drawn by name. */
function dealt(name: string, length: number): Uint32Array {
  const key = keyOf(name);
  const draws = Uint32Array.from({ length }, (_, i) => keyWith(key, i));
  return Uint32Array.from(draws.keys()).sort((a, b) => draws[a] - draws[b]);
}

import type { Values } from "../../datasets/table.ts";
import type { Fitted } from "../detector.ts";
import { fuzzRows } from "./fuzz.ts";
import { learned, type Teaching } from "./lessons.ts";
import { replay } from "./replay.ts";

const ROWS = 300;
const SEED = 19_991_231;

/**
 * Throws where a learner breaks its promises: it must learn the same from the same rows, in every
 * run and however they are cut, from no rows at all, and `create` must know by nothing but what `fit`
 * returned, since the two run apart.
 */
export function checkLearner(teaching: Omit<Teaching, "seed" | "length" | "cuts">): void {
  const { spec, view } = teaching;
  const first = learned(teaching);
  const where = `on the view ${view}`;
  mustEqual(
    first,
    learned(teaching),
    `${spec.name}: fit is not deterministic: a second fit on the same rows ${where}`,
  );
  const cuts = Array.from({ length: 200 }, (_, i) => (i * 7) % 5);
  mustEqual(
    first,
    learned({ ...teaching, cuts }),
    `${spec.name}: fit depends on how batches are cut ${where}`,
  );
  const rows = fuzzRows(view, SEED, ROWS);
  const scoresWith = (fitted: Fitted) => replay({ ...teaching, rows, fitted });
  const expected = scoresWith(first);
  scoresWith(learned({ ...teaching, length: 0 }));
  // Whatever fit leaves behind is now that of other rows.
  learned({ ...teaching, seed: SEED });
  const scores = scoresWith(copied(first));
  const row = expected.findIndex((score, i) => score !== scores[i]);
  if (row >= 0) {
    throw new Error(
      `${spec.name}: create reaches around what fit returned: after another fit, row ${row} of the view ${view} scores ${scores[row]} instead of ${expected[row]}`,
    );
  }
}

function copied(fitted: Fitted): Fitted {
  return Object.fromEntries(
    Object.entries(fitted).map(([name, value]) => [
      name,
      typeof value === "number" ? value : value.slice(),
    ]),
  );
}

function mustEqual(one: Fitted, other: Fitted, fault: string): void {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const name of names) {
    if (isSame(one[name], other[name])) continue;
    throw new Error(`${fault} gives another ${name}`);
  }
}

function isSame(a: number | Values | undefined, b: number | Values | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (typeof a === "number" || typeof b === "number") return Object.is(a, b);
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

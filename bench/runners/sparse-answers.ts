import { failure } from "./failure.ts";

/** Scores of one batch as a program names them, row by row. */
export interface SparseAnswers {
  /** Empties it for the rows `[first, first + length)`: all are -Infinity until named. */
  open(first: number, length: number): void;
  /** Books a score; one row is one alert, so the highest of several counts. */
  set(row: number, score: number): void;
  readonly scores: Float64Array;
}

/**
 * Collects answers that need not name every row, and refuses those that no honest program gives: a
 * row from before this batch would date an alert back, a row behind it has not been delivered.
 */
export function sparseAnswers(): SparseAnswers {
  let scores = new Float64Array(0);
  let from = 0;
  return {
    get scores() {
      return scores;
    },
    open(first, length) {
      from = first;
      scores = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
    },
    set(row, score) {
      if (!Number.isInteger(row) || row < 0) {
        throw failure("invalid", `row must be a whole number, got ${row}`);
      }
      if (row < from) {
        throw failure(
          "invalid",
          `backdated: named row ${row} when row ${from} was delivered (one empty line, or one record batch, ends each answer)`,
        );
      }
      if (row >= from + scores.length) {
        throw failure("invalid", `named row ${row}, which is not in the view or not delivered yet`);
      }
      if (!(score < Number.POSITIVE_INFINITY)) {
        throw failure("invalid", `the score of row ${row} is ${score}`);
      }
      const at = row - from;
      if (score > scores[at]) scores[at] = score;
    },
  };
}

/** Reads a line `row,score`; throws `invalid` on anything else. */
export function parseAnswer(line: string): readonly [row: number, score: number] {
  const match = /^\s*(\d+)\s*,\s*([^\s,]+)\s*$/.exec(line);
  const text = match?.[2] ?? "";
  const score = WORDS.get(text.toLowerCase()) ?? Number(text === "" ? "x" : text);
  if (!match || (Number.isNaN(score) && text.toLowerCase() !== "nan")) {
    throw failure(
      "invalid",
      `printed a line that is not row,score: ${JSON.stringify(line.slice(0, 60))}`,
    );
  }
  return [Number(match[1]), score];
}

const WORDS = new Map([
  ["inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
]);

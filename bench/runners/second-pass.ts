import type { ViewColumn } from "../../datasets/view.ts";
import type { AlertReader } from "./alert-log.ts";
import { failure } from "./failure.ts";
import { freshKey, keyed } from "./keyed.ts";
import type { OpenObserver } from "./observer.ts";
import { type Cuts, type Piece, recut } from "./recut.ts";
import { sameScore, scoredTwice } from "./same-score.ts";
import type { Shard } from "./shard.ts";

/** How many rows of each sort a piece is made to end behind. */
const CHOSEN = 500;

/** A finished first pass of a detector over a shard, and how to ask again. */
export interface SecondPass {
  readonly open: OpenObserver;
  readonly shard: Shard;
  readonly columns: readonly ViewColumn[];
  /** Rows of the shard. */
  readonly rows: number;
  /** How the first pass was cut. */
  readonly cuts: Cuts;
  /** Reads the alerts of the first pass; all other rows scored -Infinity. */
  alerts(): AlertReader;
  onPiece(): void;
}

/**
 * Runs a detector of scope fleet over its whole shard again and throws `invalid` where an answer is
 * another than before. Any row may matter to it, so no sample would do.
 *
 * Pieces are cut elsewhere, and end right behind rows that are drawn now, when all its answers are
 * in: among the strongest alerts, among all alerts, and among all rows. There the score must hold
 * without anything that follows. Costs a second pass.
 */
export async function secondPass(pass: SecondPass): Promise<void> {
  const key = freshKey();
  const behind = chosenRows(pass, key);
  const observer = await pass.open();
  try {
    const expected = openExpected(pass.alerts());
    try {
      const cuts = { ...pass.cuts, key, behind };
      for (const { first, batch } of recut(pass.shard.batches(pass.columns), cuts)) {
        const scores = await observer.observe(batch, first);
        for (let i = 0; i < batch.length; i++) {
          const before = expected.at(first + i);
          if (sameScore(before, scores[i])) continue;
          const what = scoredTwice(first + i, before, scores[i]);
          throw failure("invalid", `${await explain(pass, first + i, before)} (${what})`);
        }
        pass.onPiece();
      }
    } finally {
      expected.close();
    }
  } finally {
    await observer.close();
  }
}

/** Draws the rows behind which to cut, ascending. */
function chosenRows({ rows, alerts }: SecondPass, key: number): Uint32Array {
  const strongest: { row: number; score: number; lot: number }[] = [];
  const any: number[] = [];
  let count = 0;
  const prune = () => {
    strongest.sort((a, b) => b.score - a.score || a.lot - b.lot);
    strongest.length = Math.min(strongest.length, CHOSEN);
  };
  const reader = alerts();
  for (let block = reader.next(); block !== null; block = reader.next()) {
    for (let i = 0; i < block.length; i++) {
      const row = block.rows[i];
      const lot = keyed(key, row);
      strongest.push({ row, score: block.scores[i], lot });
      if (strongest.length >= 20 * CHOSEN) prune();
      // Reservoir: every alert is among `any` with the same chance.
      count++;
      const at = any.length < CHOSEN ? any.length : lot % count;
      if (at < CHOSEN) any[at] = row;
    }
  }
  reader.close();
  prune();
  const everywhere = Array.from({ length: CHOSEN }, (_, i) => keyed(key, ~i) % Math.max(1, rows));
  const chosen = new Set([...strongest.map(({ row }) => row), ...any, ...everywhere]);
  return Uint32Array.from(chosen).sort();
}

/** Scores of the first pass, asked for in order of rows. */
function openExpected(reader: AlertReader) {
  let block = reader.next();
  let next = 0;
  return {
    at(row: number): number {
      while (block !== null && next === block.length) {
        block = reader.next();
        next = 0;
      }
      if (block === null || block.rows[next] !== row) return Number.NEGATIVE_INFINITY;
      return block.scores[next++];
    },
    close: () => reader.close(),
  };
}

/** Runs it twice more up to a row: cut as at first, then without anything behind the row. */
async function explain(pass: SecondPass, row: number, before: number): Promise<string> {
  const again = await scoreOf(pass, row, pass.cuts);
  if (!sameScore(again, before)) return "answers otherwise when it runs again";
  const alone = await scoreOf(pass, row, { ...pass.cuts, behind: Uint32Array.of(row) });
  return sameScore(alone, before)
    ? "keeps state per batch: scores change when batches are cut elsewhere"
    : "looks ahead: a score changes when the rows behind it are left out";
}

async function scoreOf(pass: SecondPass, row: number, cuts: Cuts): Promise<number> {
  const observer = await pass.open();
  try {
    for (const piece of recut(pass.shard.batches(pass.columns), cuts)) {
      const scores = await observer.observe(piece.batch, piece.first);
      if (holds(piece, row)) return scores[row - piece.first];
      pass.onPiece();
    }
  } finally {
    await observer.close();
  }
  throw new RangeError(`second pass: row must be one of the shard's, got ${row}`);
}

function holds({ first, batch }: Piece, row: number): boolean {
  return row < first + batch.length;
}

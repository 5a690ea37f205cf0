import type { Books } from "./books.ts";

/** A charging data record that is still open. */
export interface OpenRecord {
  start: number;
  up: number;
  down: number;
  province: number;
  rat: number;
  roaming: number;
  /** Bytes of episodes in it: three numbers each (episode, up, down). */
  readonly parts: number[];
}

/** A record that was never opened. */
export const NO_RECORD: OpenRecord = {
  start: 0,
  up: 0,
  down: 0,
  province: 0,
  rat: 0,
  roaming: 0,
  parts: [],
};

/** Takes a record that closed. */
export type CloseRecord = (record: OpenRecord, time: number, cause: number) => void;

/** One line as the charging plane knows it: its open record, and the books that it is rated in. */
export class Line {
  record: OpenRecord | undefined;
  lastByteAt = 0;
  seq = 0;
  /** Episodes that the charging plane cut short since somebody last looked, each with the moment. */
  readonly cut: number[] = [];
  readonly books: Books;

  constructor(books: Books) {
    this.books = books;
  }

  /** Adds what an episode, or nobody, moved to the open record. */
  add(episode: number, up: number, down: number): void {
    const record = this.record as OpenRecord;
    record.up += up;
    record.down += down;
    if (episode < 0) return;
    const { parts } = record;
    for (let i = 0; i < parts.length; i += 3) {
      if (parts[i] !== episode) continue;
      (parts[i + 1] as number) += up;
      (parts[i + 2] as number) += down;
      return;
    }
    parts.push(episode, up, down);
  }
}

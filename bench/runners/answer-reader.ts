/** A program's answers as they come. */
export interface Answers {
  /** Reads the answer to a batch of so many rows; throws `invalid` when it is none. */
  next(rows: number): Promise<void>;
  /** What the program printed behind its last answer, or null: ask when it has ended. */
  rest(): string | null;
}

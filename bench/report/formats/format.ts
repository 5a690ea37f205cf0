/** A table on its way into a paper: plain texts, and what must be said about them. */
export interface PlainTable {
  /** Sentences, the first of which says what the table is of. */
  readonly caption: readonly string[];
  readonly head: readonly PlainColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** One column of a table. */
export interface PlainColumn {
  readonly title: string;
  readonly align: "left" | "right";
}

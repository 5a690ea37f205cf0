/** Something that the project says of its own bench, and whether a run bears it out. */
export interface Claim {
  readonly claim: string;
  readonly passed: boolean;
  /** What was found, line by line: who bears it out, or who does not. */
  readonly found: readonly string[];
}

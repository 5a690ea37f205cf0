import type { CsvSource } from "./csv-source.ts";

/** What a format asks of a header. */
export interface HeaderRule {
  /** Line of the header; files that were joined have several. */
  readonly line: number;
  /** Columns of which each must be there; of several in one entry, one. */
  readonly needed: readonly (readonly string[])[];
}

/** Makes sure that each name of a header stands once, and finds those that are needed. */
export function checkHeader(
  source: CsvSource,
  header: readonly string[],
  { line, needed }: HeaderRule,
): void {
  header.forEach((name, i) => {
    if (header.indexOf(name) !== i) {
      throw new RangeError(
        `${source.file}:${line}:${i + 1}: column ${name} must stand once, stands twice`,
      );
    }
  });
  const missing = needed.filter((names) => !names.some((name) => header.includes(name)));
  if (missing.length > 0) {
    const names = missing.map((choices) => choices.join(" or "));
    throw new RangeError(
      `${source.file}:${line}: must have column ${names.join(", ")}; has ${header.join(", ")}`,
    );
  }
}

import type { CsvSource } from "./csv-source.ts";

/** No text holds it. */
const NEVER = "\u0001";

/** The same file read line by line: each row that {@link readRows} hands over is one whole line. */
export function asLines(source: CsvSource): CsvSource {
  return { ...source, delimiter: NEVER, quoted: false };
}

import { csvField } from "../../../datasets/csv-field.ts";

/**
 * Writes rows as RFC 4180 has it: CRLF ends a line, a field with a comma, quote or line end is quoted,
 * quotes are doubled. The first row is the head.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

import { codeOf } from "../../datasets/table.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";

/**
 * Opens the filter of what a phone books to an app that nobody looks at and somebody pays for: over
 * cellular or a network that is not known, in the background, no guest's. It tells of each row by its
 * number. For the view netstats.
 */
export function unseenRows(): (batch: ViewBatch, row: number) => boolean {
  const isPaid = new Uint8Array(256);
  for (const word of ["unknown", "cellular"] as const) isPaid[codeOf(ACCESS, word, "access")] = 1;
  return ({ access, foreground, tethering }, row) =>
    isPaid[access[row]] === 1 && foreground[row] === 0 && tethering[row] === 0;
}

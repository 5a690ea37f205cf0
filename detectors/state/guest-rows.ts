import { codeOf } from "../../datasets/table.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { OPERATING_SYSTEMS } from "../../datasets/vocabularies.ts";

/** Times to live that have lost one hop on their way: 64, 128 and 255 less one. */
const ONE_HOP_LESS = [63, 127, 254];
/** Systems that no phone runs. */
const GUEST_SYSTEMS = ["windows", "macos", "linux", "mixed"] as const;

/**
 * Opens the filter of rows of a probe that a guest behind a phone's hotspot makes: a time to live that
 * has lost a hop, or an operating system that no phone runs. It tells of each row by its number. For
 * the view flows.
 */
export function guestRows(): (batch: ViewBatch, row: number) => boolean {
  const hopLess = new Uint8Array(256);
  for (const ttl of ONE_HOP_LESS) hopLess[ttl] = 1;
  const foreign = new Uint8Array(256);
  for (const os of GUEST_SYSTEMS) foreign[codeOf(OPERATING_SYSTEMS, os, "osFingerprint")] = 1;
  return ({ ttl, osFingerprint }, row) =>
    hopLess[ttl[row]] === 1 || foreign[osFingerprint[row]] === 1;
}

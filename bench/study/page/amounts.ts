import { GB } from "../../../datasets/sizes.ts";
import { bytes, money, NONE, rare } from "../../report/wording.ts";
import type { Cell } from "../study-file.ts";

/** What is saved: bytes of the billed plane, or what they were rated at. */
export type Measure = "bytes" | "rated";

/** One estimate of a cell, with what was at stake. */
export function savedOf(cell: Cell, measure: Measure) {
  return measure === "bytes"
    ? { saved: cell.bytesSaved, stake: cell.bytesAtStake }
    : { saved: cell.ratedSaved, stake: cell.ratedAtStake };
}

/** A share in percent that is 0 or 100 only where it is all or nothing. */
export function shareText(value: number, stake: number): string {
  if (stake === 0) return NONE;
  const share = value / stake;
  if (share < 1 && share > 0.995) return "> 99 %";
  if (Math.abs(share) < 0.01) return `${signed(share, rare(Math.abs(share)))} %`;
  return `${signed(share, String(Math.round(Math.abs(share) * 100)))} %`;
}

/** An amount in its unit, signed. */
export function amountText(value: number, measure: Measure, currency: string): string {
  const size = Math.abs(value);
  return signed(value, measure === "bytes" ? bytes(size) : `${money(size)} ${currency}`);
}

/** An amount in the unit of an axis: GB, or whole units of money. */
export function onAxis(value: number, measure: Measure): number {
  return measure === "bytes" ? value / GB : value / 100;
}

/** Bytes in GB for a column. */
export function gigabytes(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value) / GB;
  return signed(value, size < 0.01 ? "< 0.01" : size.toFixed(size < 100 ? 2 : 0));
}

function signed(value: number, text: string): string {
  return value < 0 ? `\u2212${text}` : text;
}

import { GB } from "../datasets/sizes.ts";

/** Bytes in GB for a column: two digits, or three where two say nothing. */
export function gigabytes(value: number): string {
  if (value === 0) return "0";
  const size = value / GB;
  return size.toFixed(Math.abs(size) < 0.1 ? 3 : 2);
}

import { GB, KB, MB, TB } from "../datasets/sizes.ts";

const UNITS = [
  [TB, "TB"],
  [GB, "GB"],
  [MB, "MB"],
  [KB, "KB"],
] as const;

/** Writes bytes in binary units, as bills count: `53.50 GB`, `132 GB`, `0 B`. */
export function sizeText(bytes: number): string {
  for (const [unit, name] of UNITS) {
    if (bytes >= unit) return `${(bytes / unit).toFixed(bytes >= 100 * unit ? 0 : 2)} ${name}`;
  }
  return `${Math.round(bytes)} B`;
}

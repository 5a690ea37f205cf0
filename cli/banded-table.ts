import { displayWidth } from "./display-width.ts";
import { type TableLayout, tableText } from "./table-text.ts";

/** How wide a table may be, and which columns say what a row is about. */
export interface BandLayout extends Pick<TableLayout, "aligns"> {
  /** Columns of the screen. */
  readonly width: number;
  /** First columns that stand in each band; 1 when left out. */
  readonly keys?: number;
}

/**
 * Lays rows out in columns, and where the screen is too narrow for all, in several tables one below
 * the other, each with the columns that say what a row is about: nothing is left out.
 */
export function bandedTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width, keys = 1, aligns = [] }: BandLayout,
): string {
  const widths = head.map((text, i) =>
    Math.max(...text.split("\n").map(displayWidth), ...rows.map((row) => displayWidth(row[i]))),
  );
  const own = head.map((_, i) => i).slice(0, keys);
  const widthOf = (columns: readonly number[], air: number) =>
    columns.reduce((sum, i) => sum + widths[i] + air, -air);
  // Less air is better than a second band, where it spares one.
  const all = [...head.keys()];
  const gap = widthOf(all, 2) > width && widthOf(all, 1) <= width ? 1 : 2;
  const bands: number[][] = [[]];
  for (let i = keys; i < head.length; i++) {
    const band = bands[bands.length - 1];
    if (band.length > 0 && widthOf([...own, ...band, i], gap) > width) bands.push([i]);
    else band.push(i);
  }
  return bands
    .map((band) => {
      const shown = [...own, ...band];
      const pick = (row: readonly string[]) => shown.map((i) => row[i]);
      return tableText(pick(head), rows.map(pick), {
        gap,
        aligns: shown.map((i) => aligns[i] ?? "left"),
      });
    })
    .join("\n\n");
}

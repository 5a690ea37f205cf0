import { displayWidth } from "./display-width.ts";
import { tableText } from "./table-text.ts";

/** One way to show a column: its head, which may have two lines, and its cells. */
export interface Form<Row> {
  readonly head: string;
  readonly align?: "left" | "right";
  cell(row: Row): string;
}

/** What a table could show, and in which order it gives way on a narrow screen. */
export interface Fitting<Row> {
  /** In the order in which they stand; each column's forms from narrow to wide. */
  readonly columns: ReadonlyMap<string, readonly Form<Row>[]>;
  /** Columns by importance: each mention gives its column the next form, if that still fits. */
  readonly wishes: readonly string[];
  readonly rows: readonly Row[];
  readonly width: number;
}

/** A table as it fits: its head, one line for each row, and the columns that it has room for. */
export interface FittedTable {
  readonly head: readonly string[];
  readonly lines: readonly string[];
  readonly shown: ReadonlySet<string>;
}

/**
 * Lays out as many columns as the screen is wide for, in their widest form. The first wish is
 * granted whatever its width.
 */
export function fitTable<Row>(fitting: Fitting<Row>): FittedTable {
  const { columns, wishes, rows, width } = fitting;
  const widths = new Map(
    [...columns].map(([name, forms]) => [name, forms.map((form) => widthOf(form, rows))]),
  );
  const chosen = new Map<string, number>();
  const used = (forms: ReadonlyMap<string, number>) =>
    [...forms].reduce((sum, [name, form]) => sum + (widths.get(name)?.[form] ?? 0), 0) +
    gapOf(width) * (forms.size - 1);
  for (const name of wishes) {
    const form = (chosen.get(name) ?? -1) + 1;
    const isThere = form < (columns.get(name)?.length ?? 0);
    if (!isThere) continue;
    if (chosen.size === 0 || used(new Map(chosen).set(name, form)) <= width) chosen.set(name, form);
  }
  const shown = [...columns].flatMap(([name, forms]) => {
    const form = chosen.get(name);
    return form === undefined ? [] : [forms[form]];
  });
  const lines = tableText(
    shown.map(({ head }) => head),
    rows.map((row) => shown.map((form) => form.cell(row))),
    { aligns: shown.map(({ align = "left" }) => align), gap: gapOf(width) },
  ).split("\n");
  const headLines = lines.length - rows.length;
  return {
    head: lines.slice(0, headLines),
    lines: lines.slice(headLines),
    shown: new Set(chosen.keys()),
  };
}

function widthOf<Row>({ head, cell }: Form<Row>, rows: readonly Row[]): number {
  return Math.max(
    ...head.split("\n").map(displayWidth),
    ...rows.map((row) => displayWidth(cell(row))),
  );
}

/** A narrow screen has no room for air. */
function gapOf(width: number): number {
  return width < 100 ? 1 : 2;
}

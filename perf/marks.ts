import { suggest } from "../datasets/nearest-name.ts";

/** Writes the text that belongs between the marks of one name; null where what it tells of is not at hand. */
export type Figure = () => string | null;

/** Figures by the whole name of their marks, such as `perf:memory`. */
export type Figures = Readonly<Record<string, Figure>>;

/**
 * Rewrites what stands between `<!-- perf:NAME -->` and `<!-- /perf -->` (or another kind before the
 * colon, if `figures` has one) with the figure of that name; everything else stays as it is. A figure
 * of several lines gets lines of its own, and one that has nothing to tell leaves what is there. Filling
 * twice changes nothing. Throws on a name that no
 * figure has, and on a mark that is not closed before the next one opens.
 *
 * @example
 * fillMarks("<!-- perf:rows -->?<!-- /perf --> rows", { "perf:rows": () => "7" });
 */
export function fillMarks(text: string, figures: Figures, path = "text"): string {
  const kinds = [...new Set(Object.keys(figures).map((name) => name.split(":")[0]))].join("|");
  const marks = new RegExp(`<!-- ((${kinds}):([\\w-]+)|/(${kinds})) -->`, "g");
  let filled = "";
  let copied = 0;
  let open: { readonly name: string; readonly kind: string } | null = null;
  for (const mark of text.matchAll(marks)) {
    const [whole, , kind, name, closed] = mark;
    const line = text.slice(0, mark.index).split("\n").length;
    if (kind !== undefined && open === null) {
      filled += text.slice(copied, mark.index + whole.length);
      copied = mark.index + whole.length;
      open = { kind, name: `${kind}:${name}` };
    } else if (open !== null && closed === open.kind) {
      const figure = figureOf(figures, open.name, `${path}:${line}`);
      filled += figure === null ? text.slice(copied, mark.index) : laidOut(figure);
      filled += whole;
      copied = mark.index + whole.length;
      open = null;
    } else {
      const wanted = open ? `the mark ${open.name} must be closed first` : "no mark is open";
      throw new RangeError(`${path}:${line}: ${wanted}, got ${whole}`);
    }
  }
  if (open !== null) throw new RangeError(`${path}: the mark ${open.name} is never closed`);
  return filled + text.slice(copied);
}

function figureOf(figures: Figures, name: string, where: string): string | null {
  const figure = figures[name];
  if (figure === undefined) {
    throw new RangeError(
      `${where}: unknown figure ${name}; ${suggest(name, Object.keys(figures))}`,
    );
  }
  return figure();
}

function laidOut(figure: string): string {
  return figure.includes("\n") ? `\n\n${figure}\n\n` : figure;
}

import type { PlainTable } from "./format.ts";

const PREAMBLE = `% Rules are those of the booktabs package where it is loaded, plain ones elsewhere.
\\providecommand{\\toprule}{\\hline}
\\providecommand{\\midrule}{\\hline}
\\providecommand{\\bottomrule}{\\hline}`;

const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedblright{}",
  "·": "$\\cdot$",
  "–": "--",
  "—": "---",
  "…": "\\ldots{}",
  "≤": "$\\le$",
  "≥": "$\\ge$",
};

/** Writes tables as LaTeX floats that compile without a package, captions and all. */
export function latex(tables: readonly PlainTable[]): string {
  const body = tables.map(one).join("\n\n");
  // Letters of other scripts need an engine that knows fonts for them: no package can be assumed.
  const foreign = /[^\p{ASCII}]/u.test(body)
    ? ["% Some names are not ASCII: compile with xelatex or lualatex and a font that has them."]
    : [];
  return [...foreign, PREAMBLE, "", body].join("\n");
}

function one({ caption, head, rows }: PlainTable): string {
  const [title = "", ...more] = caption;
  const columns = head.map(({ align }) => (align === "right" ? "r" : "l")).join("");
  // A cell that begins with a bracket would be read as an option of the line's end before it.
  const line = (cells: readonly string[]) => `${cells.map(cell).join(" & ")} \\\\`;
  return [
    "\\begin{table}",
    "\\centering",
    `\\caption[${escaped(title)}]{${[title, ...more].map(escaped).join(" ")}}`,
    "\\scriptsize",
    "\\setlength{\\tabcolsep}{2pt}",
    // A table that is wider than the text stands in its middle all the same.
    `\\makebox[\\linewidth]{\\begin{tabular}{${columns}}`,
    "\\toprule",
    `${head.map(({ title: text, align }) => stacked(text, align)).join(" & ")} \\\\`,
    "\\midrule",
    ...rows.map(line),
    "\\bottomrule",
    "\\end{tabular}}",
    "\\end{table}",
  ].join("\n");
}

/** A head of several words stands on lines of its own: columns are as wide as their numbers. */
function stacked(title: string, align: string): string {
  const words = title.split(/ (?![%\d])/).map(escaped);
  return words.length === 1 ? words[0] : `\\shortstack[${align[0]}]{${words.join("\\\\")}}`;
}

function cell(text: string): string {
  const safe = escaped(text);
  return safe.startsWith("[") || safe.startsWith("*") ? `{}${safe}` : safe;
}

function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[{}$&#_%]/g, "\u0000$&")
    .replaceAll(/[\\~^<>|"·–—…≤≥]/g, (char) => SPECIAL[char] as string)
    .replaceAll("\u0000", "\\");
}

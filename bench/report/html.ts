/** Text that is HTML already; everything else is escaped where it is put in. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | undefined | readonly Part[];

/** Builds HTML from a template; whatever is put in is escaped, unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((text, next, i) => text + render(parts[i - 1]) + next) };
}

/** Marks text as HTML: for what a chart library drew. */
export function raw(text: string): Html {
  return { html: text };
}

function render(part: Part): string {
  if (part === null || part === undefined) return "";
  if (typeof part === "string") return escapeText(part);
  if (typeof part === "number") return String(part);
  if ("html" in part) return part.html;
  return part.map(render).join("");
}

/** A number and its sign of percent stay on one line. */
const NO_BREAK = "\u00a0";

function escapeText(text: string): string {
  return text
    .replaceAll(/(?<=\d) (?=%)/g, NO_BREAK)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

import stringWidth from "string-width";

/** Columns that a text takes on a terminal; Chinese characters take two. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

const ELLIPSIS = "...";
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Cuts a text to so many columns, between characters as a reader sees them; three dots say so. */
export function shortened(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text)) {
    if (displayWidth(kept + segment) > width - ELLIPSIS.length) break;
    kept += segment;
  }
  return kept + ELLIPSIS;
}

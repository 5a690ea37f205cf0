import { displayWidth } from "./display-width.ts";

/** How a sentence is laid out where it is longer than a line. */
export interface WrapOptions {
  /** Columns of the screen. */
  readonly width: number;
  /** What the lines after the first begin with. */
  readonly indent?: string;
  /** What a line that goes on ends with: a backslash keeps a command whole when it is copied. */
  readonly joint?: string;
}

/**
 * Breaks a text between words where the screen ends. Only a word that is longer than a line of its
 * own stays too long: a path or an address that is cut is of no use.
 */
export function wrapped(text: string, { width, indent = "", joint = "" }: WrapOptions): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, { width, indent, joint }))
    .join("\n");
}

/** A number and its sign of percent are one word. */
const BREAKS = / (?!%)/;

function wrapLine(text: string, { width, indent, joint }: Required<WrapOptions>): string {
  const [lead] = /^ */.exec(text) as RegExpExecArray;
  const lines: string[] = [];
  let line = lead;
  for (const word of text.slice(lead.length).split(BREAKS)) {
    const isFirst = line.trim() === "";
    const longer = isFirst ? line + word : `${line} ${word}`;
    if (isFirst || displayWidth(longer + joint) <= width) {
      line = longer;
      continue;
    }
    lines.push(line.trimEnd() + joint);
    line = lead + indent + word;
  }
  return [...lines, line.trimEnd()].join("\n");
}

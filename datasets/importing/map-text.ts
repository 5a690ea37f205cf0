/** One item of a map as written: `target=COLUMN`, with what stands behind its colon. */
export interface MapItem {
  readonly target: string;
  /** What follows the equal sign; null where there is none. */
  readonly value: string | null;
}

/** The names of columns in a value, and what stands behind them. */
export interface MapValue {
  /** Names, or numbers from 1 for `#3`. */
  readonly columns: readonly (string | number)[];
  /** What stands behind the colon; null where there is none. */
  readonly suffix: string | null;
}

/**
 * Cuts a map at its commas. Names that hold commas, colons, equal signs, plus signs or blanks at an
 * end stand in quotes, single or double; a quote inside is doubled.
 */
export function splitMap(text: string): readonly MapItem[] {
  return cut(text, ",").map((item) => {
    const at = item.search(/[="']/);
    if (item[at] !== "=") return { target: item.trim(), value: null };
    return { target: item.slice(0, at).trim(), value: item.slice(at + 1).trim() };
  });
}

/**
 * Reads a value: columns joined by `+`, then perhaps a colon and a suffix. Without quotes the first
 * colon whose rest `isSuffix` parts them, so that a name may hold one.
 */
export function readMapValue(value: string, isSuffix: (text: string) => boolean): MapValue {
  if (/["']/.test(value[0] ?? "") || /\+\s*["']/.test(value)) return quotedValue(value);
  for (let at = value.indexOf(":"); at >= 0; at = value.indexOf(":", at + 1)) {
    const suffix = unquoted(value.slice(at + 1).trim());
    if (isSuffix(suffix)) return { columns: [columnOf(value.slice(0, at))], suffix };
  }
  return { columns: [columnOf(value)], suffix: null };
}

function quotedValue(value: string): MapValue {
  const [head = "", ...rest] = cut(value, ":");
  const columns = cut(head, "+").map(columnOf);
  return { columns, suffix: rest.length === 0 ? null : unquoted(rest.join(":").trim()) };
}

/** A column by its name, or by its number: `#3`. */
export function columnOf(text: string): string | number {
  const number = /^#(\d+)$/.exec(text.trim());
  if (number) return Number(number[1]);
  return unquoted(text.trim());
}

/** Takes the quotes off; what stands outside of them is refused. */
export function unquoted(text: string): string {
  const quote = text[0];
  if (quote !== '"' && quote !== "'") return text;
  const inner = text.slice(1, -1);
  if (
    text.length < 2 ||
    text.at(-1) !== quote ||
    inner.replaceAll(quote + quote, "").includes(quote)
  ) {
    throw new RangeError(`map: a quoted name must end at its quote, got ${text}`);
  }
  return inner.replaceAll(quote + quote, quote);
}

/** Cuts at a sign that stands outside of quotes; a quote opens at the beginning of a name only. */
export function cut(text: string, sign: string): readonly string[] {
  const parts: string[] = [];
  let quote = "";
  let begin = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (
      (char === '"' || char === "'") &&
      /(^|[=:+|,])\s*$|["']$/.test(text.slice(begin, i))
    ) {
      quote = char;
    } else if (char === sign) {
      parts.push(text.slice(begin, i));
      begin = i + 1;
    }
  }
  if (quote !== "") throw new RangeError(`map: a quote must be closed, got ${text}`);
  parts.push(text.slice(begin));
  return parts;
}

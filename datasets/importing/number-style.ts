/** How a file writes its numbers. */
export interface NumberStyle {
  readonly decimal: "." | ",";
  /**
   * Stands between groups of three digits; a blank stands for every kind of blank, an apostrophe for
   * every kind of apostrophe.
   */
  readonly thousands: string | null;
  /** Whether somebody said so: then nothing is doubted. */
  readonly isDeclared: boolean;
  /** Whether anything was said at all. */
  readonly isGiven: boolean;
  /** What K, M and G count in KB, MB and GB. */
  readonly kilo: 1000 | 1024;
}

/** Options of {@link numberStyle}, as texts of flags. */
export interface NumberStyleOptions {
  readonly decimal?: string;
  readonly thousands?: string;
  readonly kilo?: string;
}

const GROUPS = [".", ",", " ", "'", "_"];
/** Signs that are typed as one and written as several, as a set of a regular expression. */
const KINDS: Readonly<Record<string, string>> = {
  " ": "[ \u00a0\u2007\u2009\u202f]",
  "'": "['\u2018\u2019\u02bc]",
};

/**
 * Puts together how numbers are written: a point and no groups where nothing is said; groups of `.`
 * make the decimal sign a comma.
 */
export function numberStyle({ decimal, thousands, kilo }: NumberStyleOptions): NumberStyle {
  if (decimal !== undefined && decimal !== "." && decimal !== ",") {
    throw new RangeError(`import: decimal must be . or , got ${decimal || "nothing"}`);
  }
  const groups = thousands === undefined ? undefined : typed(thousands);
  if (groups !== undefined && !GROUPS.includes(groups)) {
    throw new RangeError(
      `import: thousands must be one of ${GROUPS.map((sign) => JSON.stringify(sign)).join(" ")}, got ${JSON.stringify(thousands)}`,
    );
  }
  const sign = decimal ?? (groups === "." ? "," : ".");
  if (sign === groups) {
    throw new RangeError(`import: decimal and thousands must differ, got ${sign} for both`);
  }
  if (kilo !== undefined && kilo !== "1000" && kilo !== "1024") {
    throw new RangeError(`import: kilo must be 1000 or 1024, got ${kilo}`);
  }
  return {
    decimal: sign,
    thousands: groups ?? null,
    isDeclared: decimal !== undefined || thousands !== undefined,
    isGiven: decimal !== undefined || thousands !== undefined || kilo !== undefined,
    kilo: kilo === "1000" ? 1000 : 1024,
  };
}

/** The sign that stands for its kind. */
function typed(thousands: string): string {
  const kind = Object.entries(KINDS).find(([, set]) => new RegExp(`^${set}$`).test(thousands));
  return kind?.[0] ?? thousands;
}

/** Digits of a number before and behind its decimal sign. */
export interface Digits {
  readonly whole: string;
  readonly fraction: string;
  readonly isNegative: boolean;
}

/** Reads a number under a style; null when it is not written so. */
export function readDecimal(text: string, { decimal, thousands }: NumberStyle): Digits | null {
  const isNegative = /^[-−]/.test(text);
  const body = isNegative ? text.slice(1) : text;
  const at = body.indexOf(decimal);
  const fraction = at < 0 ? "" : body.slice(at + 1);
  const grouped = at < 0 ? body : body.slice(0, at);
  if (!/^\d*$/.test(fraction) || (at >= 0 && fraction === "")) return null;
  const whole = thousands === null ? grouped : ungroup(grouped, thousands);
  return whole !== null && /^\d+$/.test(whole) ? { whole, fraction, isNegative } : null;
}

/**
 * Takes group signs out of a whole number; null when they do not part groups: all of three digits, or
 * of two before the last, as in India.
 */
function ungroup(text: string, thousands: string): string | null {
  const sign = KINDS[thousands] ?? `[${thousands}]`;
  if (/^\d+$/.test(text)) return text;
  const groups = new RegExp(`^(\\d{1,3}(${sign}\\d{3})+|\\d{1,2}(${sign}\\d{2})+${sign}\\d{3})$`);
  return groups.test(text) ? text.replaceAll(new RegExp(sign, "g"), "") : null;
}

const STYLES: readonly (readonly [flags: string, style: NumberStyleOptions])[] = [
  ["--decimal ,", { decimal: "," }],
  ["--thousands ,", { thousands: "," }],
  ["--thousands .", { thousands: "." }],
  ["--thousands ' '", { thousands: " " }],
  ["--thousands ' ' --decimal ,", { thousands: " ", decimal: "," }],
  [`--thousands "'"`, { thousands: "'" }],
];

/** Says, behind a value, that its digits are of another script or width; empty when they are not. */
export function describeDigits(text: string): string {
  return /(?=\p{Nd})[^0-9]/u.test(text) ? "; its digits must be 0 to 9, plain and narrow" : "";
}

/**
 * Says, behind a value that is no number under a style, which declarations would make one of it, and
 * which number, or that its digits are of another script; empty when nothing would help.
 */
export function describeStyles(
  text: string,
  style: NumberStyle,
  isWhole: boolean,
  others = "",
): string {
  if (style.isDeclared) return describeDigits(text);
  const seen = new Map<string, string>();
  for (const [flags, options] of STYLES) {
    const digits = readDecimal(text, numberStyle(options));
    if (digits === null || (isWhole && /[1-9]/.test(digits.fraction))) continue;
    const number = `${Number(digits.whole)}${digits.fraction ? `.${digits.fraction}` : ""}`;
    if (!seen.has(number)) seen.set(number, flags);
  }
  if (seen.size === 0) return describeDigits(text);
  const readings = [...seen].map(([number, flags]) => `${number} with ${flags}`).join(" or ");
  return `; it is ${readings}${others}: declare which`;
}

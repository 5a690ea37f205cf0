/** Lays rows out as a Markdown table; every column but the first is a number and stands right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const rule = head.map((_, i) => (i === 0 ? "---" : "--:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Millions with as many digits as mean something. */
export function millions(value: number): string {
  return `${digits(value / 1e6)} M`;
}

/** Two or three significant digits, without an exponent. */
export function digits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(2);
}

/** Nanoseconds for one row. */
export function perRow(seconds: number, rows: number): string {
  return digits((seconds * 1e9) / rows);
}

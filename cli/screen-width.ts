/** Columns of a screen that nobody can measure: a file, a pipe, a log. */
const USUAL = 100;
/** Narrower than this nothing can be laid out. */
const LEAST = 40;
/** A wider table is harder to read, not easier. */
const MOST = 160;

/**
 * Finds how wide the output may be: COLUMNS where somebody has set it, else as wide as the terminal,
 * else 100.
 */
export function screenWidth(stream: { readonly columns?: number }, env: NodeJS.ProcessEnv): number {
  const { COLUMNS = "" } = env;
  const told = /^\d+$/.test(COLUMNS) ? Number(COLUMNS) : 0;
  const width = told > 0 ? told : (stream.columns ?? 0);
  return width > 0 ? Math.min(MOST, Math.max(LEAST, width)) : USUAL;
}

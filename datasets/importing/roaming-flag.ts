const YES = new Set(["1", "true", "yes", "y", "是", "roaming", "漫游"]);
const NO = new Set(["0", "false", "no", "n", "否", "", "home", "本地"]);

/** Reads whether a record was made abroad: 1 or 0, NaN for a word that says neither. */
export function roamingFlag(word: string): number {
  const lower = word.toLowerCase();
  if (YES.has(lower)) return 1;
  return NO.has(lower) ? 0 : Number.NaN;
}

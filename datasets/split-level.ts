/** Splits `city@L1` into a scenario and its level. */
export function splitLevel(word: string): { readonly name: string; readonly level?: string } {
  const at = word.lastIndexOf("@");
  if (at <= 0 || word.slice(at).includes("/")) return { name: word };
  return { name: word.slice(0, at), level: word.slice(at + 1) };
}

import { dirname } from "node:path";
import type { CatalogueLine } from "./kind.ts";

/**
 * Adds a unit to a catalogue's text: its import, and its place in the list behind those of its folder
 * whose names come before it. Throws where the list is not there.
 */
export function withCatalogueLine(
  text: string,
  { list, from }: Omit<CatalogueLine, "file">,
  camel: string,
): string {
  const imports = Array.from(text.matchAll(/^import \{ (\w+) \} from "(\.\/[^"]+)";\n/gm));
  const paths = new Map(imports.map(([, name = "", path = ""]) => [name, path]));
  const following = imports.find(([, , path = ""]) => path > from);
  const last = imports.at(-1);
  const at = following?.index ?? (last === undefined ? 0 : last.index + last[0].length);
  const withImport = `${text.slice(0, at)}import { ${camel} } from "${from}";\n${text.slice(at)}`;
  const opening = new RegExp(`^export const ${list}\\b[^=]*= \\[`, "m").exec(withImport);
  if (opening === null) throw new RangeError(`the catalogue must hold a list ${list}`);
  const begin = opening.index + opening[0].length;
  const end = withImport.indexOf("]", begin);
  const entries = withImport
    .slice(begin, end)
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  const pathOf = (entry: string) => paths.get(entry) ?? "";
  const isBeside = (entry: string) => dirname(pathOf(entry)) === dirname(from);
  const before = entries.findLastIndex((entry) => isBeside(entry) && pathOf(entry) < from);
  const first = entries.findIndex(isBeside);
  entries.splice(before >= 0 ? before + 1 : first >= 0 ? first : entries.length, 0, camel);
  return `${withImport.slice(0, begin)}\n  ${entries.join(",\n  ")},\n${withImport.slice(end)}`;
}

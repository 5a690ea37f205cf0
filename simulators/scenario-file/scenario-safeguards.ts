import { suggest } from "../../datasets/nearest-name.ts";
import { optionsOf, shareOf } from "../../datasets/yaml/yaml-options.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { SafeguardSetting } from "../scenario.ts";
import type { ScenarioCatalogues } from "./scenario-catalogues.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

/** Keys of an entry that are no options of its safeguard. */
const OWN_KEYS = ["use", "adoption"];

/**
 * Reads who has which safeguard: the file's list, then the words of `--with`, each of which stands
 * for an entry of the file that names the same one.
 */
export function safeguardsOf(
  problems: Problems,
  given: ScenarioFile["safeguards"],
  words: readonly string[],
  { safeguards }: ScenarioCatalogues,
): readonly SafeguardSetting[] {
  const names = safeguards.map(({ name }) => name);
  const settings = new Map<string, SafeguardSetting>();
  given.forEach((entry, i) => {
    const path = ["safeguards", i];
    const isName = typeof entry === "string";
    const { use, adoption = 1, ...options } = isName ? { use: entry } : entry;
    const at = isName ? path : [...path, "use"];
    const safeguard = safeguards.find(({ name }) => name === use);
    if (safeguard === undefined) {
      const said = use === undefined ? "is missing" : `got ${use}`;
      problems.at(at, `must be a safeguard, ${said}; ${suggest(String(use ?? ""), names)}`);
      return;
    }
    if (settings.has(safeguard.name)) {
      problems.at(at, `must be named once, got ${safeguard.name} twice`);
    }
    const share = problems.attempt(
      [...path, "adoption"],
      () => shareOf(adoption as string | number),
      1,
    );
    const place = { unit: safeguard, path, more: OWN_KEYS };
    const setting = { use: safeguard.name, adoption: share };
    settings.set(safeguard.name, { ...setting, options: optionsOf(problems, place, options) });
  });
  for (const word of words) {
    const [, use = word, share] = /^([^=]*)=(.*)$/.exec(word) ?? [];
    if (!names.includes(use)) {
      throw new RangeError(`--with: unknown safeguard ${use}; ${suggest(use, names)}`);
    }
    const adoption = share === undefined ? 1 : shareOf(share, `--with ${word}: adoption`);
    settings.set(use, { options: settings.get(use)?.options ?? {}, use, adoption });
  }
  return [...settings.values()];
}

import { suggest } from "../../datasets/nearest-name.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { TrafficModel } from "../model.ts";
import type { EnrichmentSetting, ModelSetting } from "../scenario.ts";

/** Units of options that say how much is moved, and how fast: together, so that nothing lasts longer. */
const UNITS = ["bytes", "bit/s"];

/** By how much, and over what: the files of a scenario, the furthest first. */
interface Volume {
  readonly problems: Problems;
  readonly volume: NonNullable<EnrichmentSetting["volume"]>;
  readonly files: readonly string[];
  readonly models: readonly TrafficModel[];
}

/**
 * Gives kinds so many times the bytes and rates that their options say, within the bounds of each: a
 * world whose people use a fiftieth has smaller files and slower links, and a case that moved what
 * today's do would be seen from afar. Where kinds are named, look-alikes follow the one that they resemble.
 * An option that a file nearer by gives holds as it is written.
 */
export function atVolume(
  { problems, volume, files, models }: Volume,
  section: "incidents" | "lookAlikes",
  settings: Readonly<Record<string, ModelSetting>>,
): Readonly<Record<string, ModelSetting>> {
  if (volume === 1) return settings;
  const modelOf = (name: string) => models.find((model) => model.name === name);
  const timesOf = (name: string) => {
    if (typeof volume === "number") return volume;
    const model = modelOf(name);
    const kind = model?.role === "look-alike" ? model.twin : name;
    return volume[kind ?? name] ?? 1;
  };
  // What no file holds stands on the command line, nearest of all.
  const nearness = (path: readonly PropertyKey[]) => {
    const at = files.indexOf(problems.fileOf(path) ?? "");
    return at < 0 ? files.length : at;
  };
  const own = nearness(["enrichment", "volume"]);
  const scaled = (name: string, options: ModelSetting): ModelSetting => {
    const times = timesOf(name);
    if (times === 1) return options;
    const params = Object.entries(modelOf(name)?.params ?? {});
    const sizes = params
      .filter(([, { unit }]) => UNITS.includes(unit))
      .filter(
        ([option]) => !Object.hasOwn(options, option) || nearness([section, name, option]) <= own,
      )
      .map(([option, { default: usual, min = 0, max = Number.POSITIVE_INFINITY }]) => {
        const wished = times * (options[option] ?? usual);
        return [option, Math.max(min, Math.min(max, wished))] as const;
      });
    return { ...options, ...Object.fromEntries(sizes) };
  };
  return Object.fromEntries(
    Object.entries(settings).map(([name, options]) => [name, scaled(name, options)]),
  );
}

/** Says which of the named kinds is no incident. */
export function checkVolume(
  problems: Problems,
  volume: EnrichmentSetting["volume"],
  models: readonly TrafficModel[],
): void {
  if (typeof volume !== "object") return;
  const kinds = models.filter(({ role }) => role === "incident").map(({ name }) => name);
  for (const kind of Object.keys(volume)) {
    if (kinds.includes(kind)) continue;
    problems.atKey(
      ["enrichment", "volume", kind],
      `must be a kind of incident, got ${kind}; ${suggest(kind, kinds)}`,
    );
  }
}

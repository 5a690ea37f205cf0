import { suggest } from "../../datasets/nearest-name.ts";

/** How many cases of each kind 1,000 lines have in a month. */
export interface Mix {
  readonly name: string;
  /** By kind; null: as often as in the scenario itself. */
  readonly rates: Readonly<Record<string, number>> | null;
}

/**
 * Presets. Nobody has published how often each cause occurs, so `everyday` is a guess, and every
 * number under it hangs on it.
 */
export const MIXES: readonly Mix[] = [
  { name: "enriched", rates: null },
  {
    name: "everyday",
    // Chosen: updates and fallbacks are common, torrents and thefts make the news.
    rates: {
      "app-auto-update": 50,
      "wifi-fallback-upload": 20,
      "bt-over-hotspot": 0.5,
      "wlan-credential-theft": 0.2,
    },
  },
];

/**
 * Reads a mix: the name of a preset, or `kind=rate,kind=rate` of the kinds that there are. Throws a
 * RangeError for any other.
 */
export function mixOf(text: string, kinds: readonly string[]): Mix {
  const preset = MIXES.find(({ name }) => name === text);
  if (preset !== undefined) return preset;
  if (!text.includes("=")) {
    const names = MIXES.map(({ name }) => name);
    throw new RangeError(`--mix: unknown mix ${text}; ${suggest(text, names)}`);
  }
  const rates = text.split(",").map((pair): [string, number] => {
    const [kind = "", value = ""] = pair.split("=").map((part) => part.trim());
    const rate = /^(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
    if (kind !== "" && Number.isFinite(rate)) {
      if (kinds.includes(kind)) return [kind, rate];
      throw new RangeError(`--mix: unknown kind ${kind}; ${suggest(kind, kinds)}`);
    }
    throw new RangeError(
      `--mix: must read kind=cases a month among 1000 lines, such as bt-over-hotspot=0.5, got ${pair}`,
    );
  });
  const named = rates.map(([kind]) => kind);
  const twice = named.find((kind, i) => named.indexOf(kind) !== i);
  if (twice !== undefined) throw new RangeError(`--mix: must name ${twice} once, got ${text}`);
  return { name: text, rates: Object.fromEntries(rates) };
}

/** What a mix and the cases of a world do not have in common: its figures leave that out. */
export function mixWarnings(
  { name, rates }: Mix,
  { dataset, kinds }: { readonly dataset: string; readonly kinds: readonly string[] },
): readonly string[] {
  if (rates === null) return [];
  const unlived = Object.keys(rates).filter((kind) => rates[kind] !== 0 && !kinds.includes(kind));
  const unnamed = kinds.filter((kind) => rates[kind] === undefined);
  return [
    ...(unlived.length === 0
      ? []
      : [`mix ${name}: ${dataset} has no case of ${unlived.join(", ")}, which count as nothing`]),
    ...(unnamed.length === 0
      ? []
      : [`mix ${name}: does not name ${unnamed.join(", ")} of ${dataset}, taken to happen never`]),
  ];
}

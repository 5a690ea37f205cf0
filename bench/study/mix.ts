import { suggest } from "../../datasets/nearest-name.ts";

/** How many cases and look-alikes of each kind 1,000 lines have in a month. */
export interface Mix {
  readonly name: string;
  /** Of cases, by kind, which else happen never; null: everything as often as in the scenario itself. */
  readonly rates: Readonly<Record<string, number>> | null;
  /** Of look-alikes, by kind; what is not named happens as often as in the scenario itself. */
  readonly lookAlikes?: Readonly<Record<string, number>>;
  /** Who says so: a publication, or nobody but us. */
  readonly source?: string;
}

/**
 * Presets. Nobody has published how often each cause occurs, so `everyday` is a guess, and every
 * number under it hangs on it.
 */
export const MIXES: readonly Mix[] = [
  { name: "enriched", rates: null },
  {
    name: "everyday",
    source:
      "chosen: updates and fallbacks are common, torrents and thefts make the news; of look-alikes, a shared hotspot or photos sent over mobile data are an everyday matter, a torrent that is wanted is not",
    rates: {
      "app-auto-update": 50,
      "wifi-fallback-upload": 20,
      "bt-over-hotspot": 0.5,
      "wlan-credential-theft": 0.2,
    },
    lookAlikes: {
      "campus-orientation": 1,
      "chosen-app-updates": 30,
      "egress-flip": 5,
      "family-away": 5,
      "family-hotspot": 60,
      "first-backup": 10,
      "game-day": 20,
      "game-overnight": 5,
      "holiday-login": 10,
      "hotspot-call": 20,
      "known-outage": 10,
      "new-phone": 20,
      "p2p-launcher": 5,
      "pc-sync-overnight": 5,
      "photo-trip": 40,
      "stale-session": 5,
      "steam-hotspot": 5,
      "train-upload": 10,
      "trip-and-home": 20,
      "updates-put-away": 10,
      "updates-without-wifi": 30,
      "walks-out": 40,
      "wanted-torrent": 1,
    },
  },
];

/**
 * Reads a mix: the name of a preset, or `kind=rate,kind=rate` of the kinds and look-alikes that there
 * are. Throws a RangeError for any other.
 */
export function mixOf(
  text: string,
  kinds: readonly string[],
  lookAlikes: readonly string[] = [],
): Mix {
  const names = [...kinds, ...lookAlikes];
  const preset = MIXES.find(({ name }) => name === text);
  if (preset !== undefined) return preset;
  if (!text.includes("=")) {
    const presets = MIXES.map(({ name }) => name);
    throw new RangeError(`--mix: unknown mix ${text}; ${suggest(text, presets)}`);
  }
  const rates = text.split(",").map((pair): [string, number] => {
    const [kind = "", value = ""] = pair.split("=").map((part) => part.trim());
    const rate = /^(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
    if (kind !== "" && Number.isFinite(rate)) {
      if (names.includes(kind)) return [kind, rate];
      throw new RangeError(`--mix: unknown kind ${kind}; ${suggest(kind, names)}`);
    }
    throw new RangeError(
      `--mix: must read kind=cases a month among 1000 lines, such as bt-over-hotspot=0.5, got ${pair}`,
    );
  });
  const named = rates.map(([kind]) => kind);
  const twice = named.find((kind, i) => named.indexOf(kind) !== i);
  if (twice !== undefined) throw new RangeError(`--mix: must name ${twice} once, got ${text}`);
  const isCase = ([kind]: readonly [string, number]) => kinds.includes(kind);
  return {
    name: text,
    rates: Object.fromEntries(rates.filter(isCase)),
    lookAlikes: Object.fromEntries(rates.filter((each) => !isCase(each))),
  };
}

/** What happened in a world, and how often. */
export interface MixedWorld {
  readonly dataset: string;
  readonly kinds: readonly string[];
  readonly lookAlikes?: readonly string[];
}

/** What a mix and a world do not have in common, and who says the mix. */
export function mixWarnings(
  { name, rates, lookAlikes = {}, source }: Mix,
  { dataset, kinds, lookAlikes: lived = [] }: MixedWorld,
): readonly string[] {
  if (rates === null) return [];
  const unlived = (of: Readonly<Record<string, number>>, there: readonly string[]) =>
    Object.keys(of).filter((kind) => of[kind] !== 0 && !there.includes(kind));
  const unnamed = (of: Readonly<Record<string, number>>, there: readonly string[]) =>
    there.filter((kind) => of[kind] === undefined);
  const said = (names: readonly string[], text: string) =>
    names.length === 0 ? [] : [`mix ${name}: ${text.replace("*", names.join(", "))}`];
  return [
    ...(source === undefined ? [] : [`mix ${name}: ${source}`]),
    ...said(unlived(rates, kinds), `${dataset} has no case of *, which count as nothing`),
    ...said(unnamed(rates, kinds), `does not name * of ${dataset}, taken to happen never`),
    ...said(
      unlived(lookAlikes, lived),
      `${dataset} has no look-alike of *, whose harm counts as nothing`,
    ),
    ...said(
      unnamed(lookAlikes, lived),
      `does not name * of ${dataset}, which look alike and count as often as lived`,
    ),
  ];
}

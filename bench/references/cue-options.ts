import type { Params } from "../../datasets/param.ts";
import { KB } from "../../datasets/sizes.ts";

/** What counts in fewer bytes looks at packets and tuples, which are as large in any world (chosen). */
const PACKETS = 100 * KB;

/**
 * Fills in the options of a cue for a world whose incidents move `volume` times what their models
 * say by themselves: whoever looks there asks for as many times the bytes, within the bounds of each
 * option. Sizes of packets, rates, shares and times stay.
 */
export function cueOptions(
  params: Params,
  given: Readonly<Record<string, number>>,
  volume: number,
): Readonly<Record<string, number>> {
  const sizes = Object.entries(params)
    .filter(([, { unit, default: usual }]) => unit === "bytes" && usual >= PACKETS)
    .map(([name, { default: usual, min = 0, max = Number.POSITIVE_INFINITY }]) => {
      const wished = volume * (given[name] ?? usual);
      return [name, Math.max(min, Math.min(max, wished))] as const;
    });
  return { ...given, ...Object.fromEntries(sizes) };
}

/** What incidents of a kind move in a resolved scenario beside what their model says: 1 where it says nothing. */
export function volumeOf(scenario: unknown, kind: string): number {
  const { enrichment } = (scenario ?? {}) as {
    readonly enrichment?: { readonly volume?: number | Readonly<Record<string, number>> };
  };
  const { volume = 1 } = enrichment ?? {};
  return typeof volume === "number" ? volume : (volume[kind] ?? 1);
}

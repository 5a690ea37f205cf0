import type { OptionsOf, Param } from "../../../datasets/param.ts";
import { HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { codeOf } from "../../../datasets/table.ts";
import { ACCESS } from "../../../datasets/vocabularies.ts";
import { emitGuests, type GuestName } from "../../behaviour/guest-use.ts";
import { chance, integer, lognormal, poisson } from "../../chance/samplers.ts";
import type { Random } from "../../chance/streams.ts";
import type { DeviceLife } from "../../life/device-life.ts";
import type { TrafficModel } from "../../model.ts";

const params = {
  uses: {
    summary: "mean number of times a day that the hotspot is on",
    unit: "1/day",
    default: 0.4,
    min: 0,
    max: 10,
    source: "chosen: every other day or so",
  },
  length: {
    summary: "median length of one use",
    unit: "ms",
    default: 45 * MINUTE,
    min: MINUTE,
    max: 12 * HOUR,
    source: "chosen: a journey, a meeting, an evening",
  },
  lengthSigma: {
    summary: "ln-sigma of the length",
    unit: "ln",
    default: 0.9,
    min: 0,
    max: 2,
    source: "chosen: from minutes to half a day",
  },
  size: {
    summary:
      "median bytes of one use, before the preset's size scale and the person's own use that day",
    unit: "bytes",
    default: 220 * MB,
    min: 1e6,
    max: 1e11,
    source: "chosen: an hour of a laptop's work and some film",
  },
  sizeSigma: {
    summary: "ln-sigma of the bytes",
    unit: "ln",
    default: 1.2,
    min: 0,
    max: 3,
    source: "chosen: as lengths differ, and more",
  },
  hosts: {
    summary: "median remotes of a busy minute of one guest",
    unit: "count",
    default: 14,
    min: 1,
    max: 200,
    source: "measured: remotes a minute of a phone with 100 kB to 1 MB, up to 34",
  },
  hostsSigma: {
    summary: "ln-sigma of the remotes",
    unit: "ln",
    default: 0.6,
    min: 0,
    max: 2,
    source: "measured: the same, a 95th percentile at twice the median",
  },
  second: {
    summary: "share of uses with two guests",
    unit: "share",
    default: 0.25,
    min: 0,
    max: 1,
    source: "chosen: a laptop and a tablet, two friends",
  },
} as const satisfies Record<string, Param>;

type Options = OptionsOf<typeof params>;
type Notes = { readonly [K in "bytes" | "hosts" | "first" | "second"]: number };

const CELLULAR = codeOf(ACCESS, "cellular", "hotspot-use");
/** Who is behind it: one's own PC most of the time (chosen). */
const GUESTS: readonly GuestName[] = ["pc", "pc", "pc", "tablet", "phone-a", "other-pc"];
const NOBODY = -1;
/** How far the person's own use that day moves what guests use (chosen). */
const [LEAST, MOST] = [0.02, 8];

/**
 * Turns the hotspot on now and then, on purpose: a PC at work in a train, a tablet in the park, a
 * friend without data. Guests of all systems, full hours and gigabytes are everyday on such a line.
 */
export const hotspotUse: TrafficModel<typeof params> = {
  name: "hotspot-use",
  version: 1,
  summary: "guests behind the hotspot on purpose, now and then",
  role: "normal",
  params,
  eligible: ({ persona }) => persona.hotspotUser,
  plan({ life, random, dayStart }, options) {
    if (!life.persona.hotspotUser) return [];
    const uses = poisson(random, options.uses);
    return Array.from({ length: uses }, (_, i) => {
      const start = life.awakeMoment(CELLULAR, (i + random.uniform()) / uses);
      const length = Math.round(lognormal(random, options.length, options.lengthSigma));
      const latest = Math.floor(Math.min(life.sleepsAt, dayStart + 24 * HOUR));
      const end = Math.min(latest, start + Math.max(MINUTE, length));
      return {
        start: Math.floor(start),
        end,
        notes: drawUse(random, options, scaleOf(life)),
      };
    }).filter(({ start, end }) => end - start >= MINUTE);
  },
  emit(context, _, sink) {
    const { start: from, end: to, notes } = context.episode;
    const { bytes, hosts, first, second } = notes as Notes;
    const guests = [first, second].flatMap((guest) => GUESTS[guest] ?? []);
    emitGuests(context, { guests: [...new Set(guests)], from, to, bytes, hosts }, sink);
  },
};

/** Who uses little alone, or on that day, shares little. */
function scaleOf({ volume, persona, dayFactor }: DeviceLife): number {
  return volume.sizeScale * Math.min(MOST, Math.max(LEAST, persona.volumeFactor * dayFactor));
}

function drawUse(random: Random, options: Options, scale: number): Notes {
  const bytes = lognormal(random, options.size * scale, options.sizeSigma);
  const first = integer(random, GUESTS.length);
  const second = chance(random, options.second) ? integer(random, GUESTS.length) : NOBODY;
  const hosts = Math.round(lognormal(random, options.hosts, options.hostsSigma));
  return { bytes: Math.round(bytes), hosts: Math.max(1, hosts), first, second };
}

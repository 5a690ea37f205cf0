import { PLACES } from "../../datasets/places.ts";
import { HOUR } from "../../datasets/sizes.ts";
import { mix } from "../chance/mix.ts";
import { chance, integer } from "../chance/samplers.ts";
import { keyedRandom, type Random } from "../chance/streams.ts";

/** A place with the operator's WLAN. */
export interface HotSpot {
  /** Number of its access controller: it says neither where it is nor how busy. */
  readonly nas: number;
  /** Code of the province that accounting names for it: where its controller stands. */
  readonly province: number;
  /** Hours of the day between which it is open; 0 and 24 where it never closes. */
  readonly opens: number;
  readonly closes: number;
}

/** Hot spots of a province (chosen: a few hundred that matter). */
const SPOTS = 400;
/** Share that never closes: stations, hotels, campuses (chosen). */
const ALWAYS_OPEN = 0.45;
/** Opening hours of the others: cafes and malls (chosen). */
const [OPENS, CLOSES] = [7, 23];
const PROVINCE_COUNT = PLACES.length - 2;

/** The hot spots of one province, the same for everyone who logs in there. */
export class HotSpots {
  private readonly spots: readonly HotSpot[];

  /** `egress` is the share of spots whose controller stands in another province: chains run from one place. */
  constructor(seed: string, province: number, egress: number) {
    const random = keyedRandom(seed, province, "hot-spots");
    const key = keyedRandom(seed, 0, "hot-spot-numbers").bits();
    this.spots = Array.from({ length: SPOTS }, (_, i) => {
      const always = chance(random, ALWAYS_OPEN);
      const elsewhere = chance(random, egress);
      const other = 1 + integer(random, PROVINCE_COUNT);
      return {
        nas: mix(province * SPOTS + i + key),
        province: elsewhere ? other : province,
        opens: always ? 0 : OPENS,
        closes: always ? 24 : CLOSES,
      };
    });
  }

  /** A spot that is open at an hour of the day, busy ones more often: the nth is as busy as 1 / sqrt(n). */
  pick(random: Random, hour: number): HotSpot {
    return this.openFrom(popular(random), hour);
  }

  /** A spot that never closes. */
  pickForTheNight(random: Random): HotSpot {
    const first = popular(random);
    let i = first;
    while (this.at(i).closes < 24) i++;
    return this.at(i);
  }

  /** One of a person's few usual spots, or the next that is open then; `person` is any number of the person's own. */
  haunt(person: number, which: number, hour: number): HotSpot {
    const share = (mix(person ^ Math.imul(which + 1, 0x9e3779b1)) + 0.5) / 4_294_967_296;
    return this.openFrom(Math.floor(SPOTS * share * share), hour);
  }

  private openFrom(first: number, hour: number): HotSpot {
    let i = first;
    while (!(this.at(i).opens <= hour && hour < this.at(i).closes)) i++;
    return this.at(i);
  }

  private at(i: number): HotSpot {
    return this.spots[i % SPOTS] as HotSpot;
  }
}

function popular(random: Random): number {
  const share = random.uniform();
  return Math.floor(SPOTS * share * share);
}

/** Worlds of the seeds that were asked for last, province by province. */
const worlds = new Map<string, HotSpots>();
const MOST_WORLDS = 200;

/** Looks the hot spots of a province up (code of PROVINCES); drawn once per seed. */
export function hotSpotsOf(seed: string, province: number, egress: number): HotSpots {
  const name = `${province}/${egress}/${seed}`;
  let spots = worlds.get(name);
  if (spots === undefined) {
    if (worlds.size >= MOST_WORLDS) worlds.clear();
    spots = new HotSpots(seed, province, egress);
    worlds.set(name, spots);
  }
  return spots;
}

/** Hour of its civil day at which a moment lies. */
export function hourOf(t: number, dayStart: number): number {
  return ((((t - dayStart) / HOUR) % 24) + 24) % 24;
}

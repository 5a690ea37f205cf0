import { MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { RATS } from "../../datasets/vocabularies.ts";
import { exp } from "../chance/exact-math.ts";
import { chance, exponential, normal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { Scenario } from "../scenario.ts";
import { PLACE_KINDS, type Timeline } from "./device-life.ts";
import type { VolumePreset } from "./volume-preset.ts";

/** Codes of ACCESS that a timeline uses. */
export const NO_NETWORK = 0;
/** On the cellular network. */
export const CELLULAR = 1;
/** On a private Wi-Fi. */
export const WIFI = 2;

const HOME = codeOf(PLACE_KINDS, "home");
const WORK = codeOf(PLACE_KINDS, "work");
const COMMUTE = codeOf(PLACE_KINDS, "commute");
const UNKNOWN_RAT = codeOf(RATS, "unknown");
const LARGEST_DAY = 160;
/** Cuts for which a written day has room: two for each time that Wi-Fi is lost. */
const CUTS = 32;
const SLOWEST = 250_000;

/** What links are like for one device: log-scales of its fixed places, in standard normal units. */
export interface Links {
  readonly preset: VolumePreset;
  readonly network: Scenario["network"];
  readonly atHome: number;
  readonly atWork: number;
  readonly wifiAtHome: number;
  readonly wifiAtWork: number;
}

/** Where a stretch of the day is spent. */
export interface Stay {
  readonly place: number;
  readonly province: number;
  readonly roaming: 0 | 1;
  readonly wifi: boolean;
}

/** Where Wi-Fi fails, everywhere if not given, and whether the phone stays on it all the same. */
export interface Outage {
  readonly place?: number;
  readonly stays?: boolean;
}

/**
 * Writes one civil day into a reused timeline, stretch by stretch: it cuts cellular stretches at
 * changes of radio technology, drops coverage on the move, and gives every segment its link rates.
 */
export class Diary {
  readonly timeline: Timeline = newTimeline();
  private at = 0;
  private readonly random: Random;
  private readonly links: Links;

  constructor(random: Random, links: Links) {
    this.random = random;
    this.links = links;
  }

  /** Moment up to which the day is written. */
  get written(): number {
    return this.at;
  }

  /** Opens an empty day. */
  begin(dayStart: number): void {
    this.timeline.length = 0;
    this.at = dayStart;
  }

  /** Spends the time up to `until` at one place; nothing happens when it is already past. */
  stay(until: number, where: Stay): void {
    if (where.wifi) {
      this.put(until, where, WIFI, this.drawRat());
      return;
    }
    const moving = where.place === COMMUTE;
    const meanRat = (moving ? 12 : 100) * MINUTE;
    while (this.at < until) {
      if (moving && chance(this.random, 0.12)) {
        const hole = Math.round(exponential(this.random, 1.5 * MINUTE));
        this.put(Math.min(until, this.at + hole), where, NO_NETWORK, UNKNOWN_RAT);
      }
      const length = Math.round(2 * MINUTE + exponential(this.random, meanRat));
      const end = this.at + length > until - 2 * MINUTE ? until : this.at + length;
      this.put(end, where, CELLULAR, this.drawRat());
    }
  }

  /** Spends the time up to `until` on cellular, on the newer technology, without a change. */
  settle(until: number, where: Stay): void {
    this.put(until, where, CELLULAR, this.links.preset.newerRat);
  }

  /** Spends the time up to `until` out of reach of any network. */
  vanish(until: number, where: Stay): void {
    this.put(until, where, NO_NETWORK, UNKNOWN_RAT);
  }

  /**
   * Takes private Wi-Fi from a part of the day that is written, at one kind of place or everywhere: the
   * phone falls back to its cellular network, or has none where it stays on a Wi-Fi that carries
   * nothing. Throws a RangeError beyond sixteen times a day.
   */
  loseWifi(from: number, to: number, { place, stays }: Outage = {}): void {
    const { timeline } = this;
    this.cutAt(from);
    this.cutAt(to);
    for (let i = 0; i < timeline.length; i++) {
      if (timeline.access[i] !== WIFI || (place ?? timeline.place[i]) !== timeline.place[i])
        continue;
      if (timeline.start[i] < from || timeline.start[i] >= to) continue;
      timeline.access[i] = stays ? NO_NETWORK : CELLULAR;
      timeline.rateDown[i] = stays ? 0 : timeline.cellularDown[i];
      timeline.rateUp[i] = stays ? 0 : timeline.cellularUp[i];
    }
  }

  /** Cuts the stretch that holds the moment in two alike, where it lies inside one. */
  private cutAt(t: number): void {
    const { timeline } = this;
    const { start, length } = timeline;
    let i = 0;
    while (i < length && start[i + 1] <= t) i++;
    if (i === length || t <= start[i]) return;
    if (length === LARGEST_DAY + CUTS) {
      throw new RangeError(`diary: Wi-Fi must fail at most ${CUTS / 2} times a day, got more`);
    }
    for (const column of Object.values(timeline)) {
      if (ArrayBuffer.isView(column)) (column as Float64Array).copyWithin(i + 1, i, length + 1);
    }
    start[i + 1] = t;
    timeline.length++;
  }

  private drawRat(): number {
    const { preset } = this.links;
    return chance(this.random, preset.olderRatShare) ? preset.olderRat : preset.newerRat;
  }

  private put(until: number, where: Stay, access: number, rat: number): void {
    const { timeline } = this;
    if (until <= this.at) return;
    if (timeline.length < LARGEST_DAY) {
      const i = timeline.length;
      timeline.start[i] = this.at;
      timeline.access[i] = access;
      timeline.rat[i] = rat;
      timeline.province[i] = where.province;
      timeline.roaming[i] = where.roaming;
      timeline.place[i] = where.place;
      this.putRates(i, where.place, access, rat);
      timeline.length++;
    }
    timeline.start[timeline.length] = until;
    this.at = until;
  }

  private putRates(i: number, place: number, access: number, rat: number): void {
    const { timeline, links } = this;
    const { network, preset } = links;
    let scale = 0;
    if (rat !== UNKNOWN_RAT) {
      const z = place === HOME ? links.atHome : place === WORK ? links.atWork : normal(this.random);
      const share = rat === preset.olderRat ? preset.olderRatRate : preset.newerRatRate;
      scale = share * exp(network.sigma * z);
    }
    const down = scale === 0 ? 0 : Math.max(SLOWEST, Math.round(network.down * scale));
    const up = scale === 0 ? 0 : Math.max(SLOWEST, Math.round(network.up * scale));
    timeline.cellularDown[i] = down;
    timeline.cellularUp[i] = up;
    if (access !== WIFI) {
      timeline.rateDown[i] = down;
      timeline.rateUp[i] = up;
      return;
    }
    const z =
      place === HOME ? links.wifiAtHome : place === WORK ? links.wifiAtWork : normal(this.random);
    const wifi = exp(0.5 * z);
    timeline.rateDown[i] = Math.round(preset.wifiDown * wifi);
    timeline.rateUp[i] = Math.round(preset.wifiUp * wifi);
  }
}

function newTimeline(): Timeline {
  const size = LARGEST_DAY + CUTS + 1;
  return {
    length: 0,
    start: new Float64Array(size),
    access: new Uint8Array(size),
    rat: new Uint8Array(size),
    province: new Uint8Array(size),
    roaming: new Uint8Array(size),
    place: new Uint8Array(size),
    rateDown: new Float64Array(size),
    rateUp: new Float64Array(size),
    cellularDown: new Float64Array(size),
    cellularUp: new Float64Array(size),
  };
}

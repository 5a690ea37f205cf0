import { DAY, HOUR, MINUTE } from "../../datasets/sizes.ts";
import { exp } from "../chance/exact-math.ts";
import { chance, lognormal, normal, uniform } from "../chance/samplers.ts";
import { keyedRandom, openStream, Random, STREAM_WORDS } from "../chance/streams.ts";
import type { Persona } from "../persona.ts";
import type { Scenario } from "../scenario.ts";
import { AwakeTime } from "./awake-time.ts";
import {
  type OpenedLife,
  PLACE_KINDS,
  type Settings,
  settingsOf,
  type Timeline,
} from "./device-life.ts";
import { CELLULAR, Diary, type Stay, WIFI } from "./diary.ts";
import { type HotSpots, hotSpotsOf } from "./hot-spots.ts";
import { HotelWifi } from "./hotel-wifi.ts";
import { ABROAD, type Journey } from "./journeys.ts";
import { VOLUME_PRESETS } from "./presets/catalogue.ts";
import { largestFactor } from "./presets.ts";
import { drawTerminals, type Terminal } from "./terminals.ts";
import { Travels } from "./travels.ts";
import type { VolumePreset } from "./volume-preset.ts";

const PURPOSES = 4;
const HOURS_PURPOSE = 0;
const NIGHT_PURPOSE = 1;
const FACTOR_PURPOSE = 2;

/** Share of days on which a household's Wi-Fi is down for a while; median length and ln-sigma (chosen: once or twice in a quarter, from a restart to an evening). */
const [OUTAGE_DAYS, OUTAGE, OUTAGE_SIGMA] = [0.015, HOUR, 1];
/** Share of outages in which the access point is still heard (chosen: its uplink fails as often as it does). */
export const HEARD = 0.5;

const [HOME, WORK, COMMUTE, OUT, TRIP] = PLACE_KINDS.map((_, code) => code) as [
  number,
  number,
  number,
  number,
  number,
];

/**
 * Opens the life of one device: where and how it is, day by day. Every day is keyed by itself
 * (nights by the evening, journeys by their block of days), so days can be entered in any order,
 * alone or all, with the same result. About 3 us a day and 10 KB a device; enter one device's
 * days one after the other and let it go.
 */
export function openLife(seed: string, scenario: Scenario, persona: Persona): OpenedLife {
  return new Life(seed, scenario, persona);
}

class Life implements OpenedLife {
  readonly persona: Persona;
  readonly terminals: readonly Terminal[];
  readonly settings: Settings;
  readonly volume: VolumePreset;
  wakesAt = 0;
  sleepsAt = 0;
  sleptAt = 0;
  dayFactor = 1;
  freeDay = false;
  private readonly scenario: Scenario;
  private readonly words = new Uint32Array(2 * STREAM_WORDS);
  private readonly random = new Random();
  private readonly diary: Diary;
  private readonly travels: Travels;
  /** Wi-Fi of hotels, where it comes and goes. */
  private readonly hotelWifi: HotelWifi | null;
  private readonly cellularTime: AwakeTime;
  private readonly wifiTime: AwakeTime;
  private readonly home: Stay;
  private readonly work: Stay;
  private readonly commute: Stay;
  private readonly out: Stay;
  /** Lark below 0, owl above: shifts the person's sleep, in standard deviations. */
  private readonly owl: number;
  private readonly commuteTime: number;

  private readonly seed: string;

  constructor(seed: string, scenario: Scenario, persona: Persona) {
    this.seed = seed;
    this.scenario = scenario;
    this.persona = persona;
    this.volume = VOLUME_PRESETS[scenario.preset];
    this.cellularTime = new AwakeTime(CELLULAR, this.volume.eagerness);
    this.wifiTime = new AwakeTime(WIFI, this.volume.eagerness);
    const household = keyedRandom(seed, persona.household, "home-links");
    const own = keyedRandom(seed, persona.device, "habits");
    this.settings = settingsOf(persona);
    this.terminals = drawTerminals(seed, persona);
    this.owl = normal(own);
    this.commuteTime = Math.min(100, Math.max(10, lognormal(own, 32, 0.5))) * MINUTE;
    this.diary = new Diary(this.random, {
      preset: this.volume,
      network: scenario.network,
      atHome: normal(household),
      wifiAtHome: normal(household),
      atWork: normal(own),
      wifiAtWork: normal(own),
    });
    const here = { province: persona.homeProvince, roaming: 0 } as const;
    this.home = { ...here, place: HOME, wifi: persona.hasHomeWifi };
    this.work = { ...here, place: WORK, wifi: persona.hasWorkWifi };
    this.commute = { ...here, place: COMMUTE, wifi: false };
    this.out = { ...here, place: OUT, wifi: false };
    this.travels = new Travels(seed, scenario, persona);
    const { wifiLoss = 0 } = scenario.trips ?? {};
    this.hotelWifi = wifiLoss > 0 ? new HotelWifi(seed, persona.household, wifiLoss) : null;
    openStream(seed, persona.device, "life", this.words);
    openStream(seed, persona.household, "outages", this.words.subarray(STREAM_WORDS));
  }

  hotSpots(province: number): HotSpots {
    return hotSpotsOf(this.seed, province, this.scenario.observation.egress);
  }

  get today(): Timeline {
    return this.diary.timeline;
  }

  enterDay(day: number): void {
    const { diary, random } = this;
    const dayStart = this.scenario.from + day * DAY;
    const dayEnd = dayStart + DAY;
    this.enterHours(day, dayStart);
    const journey = this.travels.on(day);
    random.seed(this.words, 0, day * PURPOSES + HOURS_PURPOSE);
    diary.begin(dayStart);
    if (this.scenario.atHome) diary.settle(dayEnd, this.home);
    else if (journey) this.travel(journey, day, dayStart);
    else if (this.freeDay) this.rest(dayStart, dayEnd);
    else this.toil(dayStart, dayEnd);
    if (this.persona.hasHomeWifi && !this.scenario.atHome) this.breakDown(day, dayStart);
    this.cellularTime.fill(this, dayStart);
    this.wifiTime.fill(this, dayStart);
  }

  loseWifi(from: number, to: number, isHeard: boolean): void {
    this.diary.loseWifi(from, to, { stays: isHeard && !this.settings.wifiFallback });
    this.cellularTime.fill(this, this.today.start[0]);
    this.wifiTime.fill(this, this.today.start[0]);
  }

  segmentAt(t: number): number {
    const { start, length } = this.diary.timeline;
    let low = 0;
    let high = length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (start[middle] <= t) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  awakeAt(t: number): boolean {
    return t < this.sleptAt || (t >= this.wakesAt && t < this.sleepsAt);
  }

  awakeMoment(access: number, share: number): number {
    return (access === WIFI ? this.wifiTime : this.cellularTime).moment(share);
  }

  /** On some days the household's Wi-Fi is down for a while, until midnight at the latest. */
  private breakDown(day: number, dayStart: number): void {
    const { random, words } = this;
    random.seed(words, STREAM_WORDS, day);
    if (!chance(random, OUTAGE_DAYS)) return;
    const from = dayStart + Math.round(uniform(random, 0, DAY));
    const to = from + Math.round(lognormal(random, OUTAGE, OUTAGE_SIGMA));
    // Drawn last, so that it moves nothing of the day.
    const stays = chance(random, HEARD) && !this.settings.wifiFallback;
    this.diary.loseWifi(from, to, { place: HOME, stays });
  }

  /** Sleep, waking and how much this day holds. */
  private enterHours(day: number, dayStart: number): void {
    const { random, words } = this;
    this.freeDay = this.isFree(day);
    this.sleptAt = Math.max(dayStart, this.fallsAsleep(day - 1));
    this.sleepsAt = this.fallsAsleep(day);
    random.seed(words, 0, day * PURPOSES + FACTOR_PURPOSE);
    const sigma = this.volume.daySigma;
    const most = largestFactor(this.volume) / this.persona.volumeFactor;
    this.dayFactor = Math.min(most, exp(sigma * normal(random) - (sigma * sigma) / 2));
    const z = normal(random);
    const wake = this.freeDay
      ? Math.min(11, Math.max(5.5, 8.4 + 0.7 * this.owl + 0.8 * z))
      : Math.min(8.5, Math.max(5, 6.8 + 0.4 * this.owl + 0.35 * z));
    const woken = Math.max(dayStart + Math.round(wake * HOUR), this.sleptAt + 3 * HOUR);
    const { asleep } = this.scenario;
    this.wakesAt = asleep === undefined ? woken : dayStart + asleep.to;
  }

  /** Moment at which the evening of a civil day ends, up to 02:30 of the next. */
  private fallsAsleep(day: number): number {
    const { asleep, from } = this.scenario;
    if (asleep !== undefined) return from + day * DAY + asleep.from;
    this.random.seed(this.words, 0, day * PURPOSES + NIGHT_PURPOSE);
    const late = this.isFree(day + 1) ? 0.6 : 0;
    const hour = 23.1 + late + 0.7 * this.owl + 0.6 * normal(this.random);
    const clamped = Math.min(26.5, Math.max(21.5, hour));
    return this.scenario.from + day * DAY + Math.round(clamped * HOUR);
  }

  private isFree(day: number): boolean {
    const { from, utcOffset, holidays } = this.scenario;
    // The Unix epoch was a Thursday: 4 days after a Sunday.
    const civilDay = Math.floor((from + utcOffset * MINUTE) / DAY) + day;
    const weekday = (((civilDay + 4) % 7) + 7) % 7;
    return weekday === 0 || weekday === 6 || holidays.includes(day);
  }

  private toil(dayStart: number, dayEnd: number): void {
    const { diary, random } = this;
    const leaves = this.wakesAt + Math.round(uniform(random, 35, 75) * MINUTE);
    diary.stay(leaves, this.home);
    diary.stay(leaves + this.rideTime(), this.commute);
    if (chance(random, 0.6)) {
      const lunch = dayStart + Math.round(uniform(random, 11.6, 12.5) * HOUR);
      diary.stay(lunch, this.work);
      diary.stay(lunch + Math.round(uniform(random, 25, 60) * MINUTE), this.out);
    }
    const closes = dayStart + Math.round((18 + 0.7 * normal(random)) * HOUR);
    diary.stay(Math.min(closes, dayStart + 20 * HOUR), this.work);
    if (chance(random, 0.25)) {
      diary.stay(diary.written + Math.round(uniform(random, 0.7, 2.5) * HOUR), this.out);
    }
    diary.stay(Math.min(diary.written + this.rideTime(), dayEnd), this.commute);
    diary.stay(dayEnd, this.home);
  }

  private rest(dayStart: number, dayEnd: number): void {
    const { diary, random } = this;
    const leaves = Math.max(
      this.wakesAt + 30 * MINUTE,
      dayStart + Math.round(uniform(random, 9.5, 15) * HOUR),
    );
    diary.stay(leaves, this.home);
    diary.stay(leaves + Math.round(uniform(random, 0.9, 4) * HOUR), this.out);
    if (chance(random, 0.35)) {
      const evening = dayStart + Math.round(uniform(random, 18.5, 20) * HOUR);
      diary.stay(evening, this.home);
      const back = diary.written + Math.round(uniform(random, 1, 2.5) * HOUR);
      diary.stay(back, this.out);
    }
    diary.stay(dayEnd, this.home);
  }

  private rideTime(): number {
    return Math.round(this.commuteTime * uniform(this.random, 0.85, 1.25));
  }

  private travel(journey: Journey, day: number, dayStart: number): void {
    const { diary, home, out } = this;
    const dayEnd = dayStart + DAY;
    const roaming = journey.destination === ABROAD ? 1 : 0;
    const there = { province: journey.destination, roaming, place: TRIP } as const;
    const hotel: Stay = { ...there, wifi: journey.hotelWifi };
    const town: Stay = { ...there, wifi: false };
    if (day === journey.first) {
      this.wakesAt = Math.min(this.wakesAt, dayStart + journey.departs - 90 * MINUTE);
      diary.stay(dayStart + journey.departs - 45 * MINUTE, home);
      diary.stay(dayStart + journey.departs, this.commute);
      this.ride(journey, out, town);
    } else {
      this.lodge(day, this.wakesAt + HOUR, hotel);
    }
    if (day === journey.last) {
      diary.stay(dayStart + journey.returns, town);
      this.ride(journey, town, out);
      diary.stay(diary.written + 45 * MINUTE, this.commute);
      diary.stay(dayEnd, home);
      return;
    }
    diary.stay(dayStart + Math.round(uniform(this.random, 20, 22) * HOUR), town);
    this.lodge(day, dayEnd, hotel);
  }

  /** Stays at the hotel, whose Wi-Fi may come and go. */
  private lodge(day: number, until: number, hotel: Stay): void {
    const { diary, hotelWifi, scenario } = this;
    const dayStart = scenario.from + day * DAY;
    const bare = { ...hotel, wifi: false };
    for (const [from, to] of (hotel.wifi && hotelWifi?.outages(day, DAY)) || []) {
      diary.stay(Math.min(until, dayStart + from), hotel);
      diary.stay(Math.min(until, dayStart + to), bare);
    }
    diary.stay(until, hotel);
  }

  private ride(journey: Journey, from: Stay, to: Stay): void {
    const { diary } = this;
    const edge = Math.round((journey.ride - journey.silence) / 2);
    diary.stay(diary.written + edge, from);
    diary.vanish(diary.written + journey.silence, { ...from, province: 0, roaming: 0 });
    diary.stay(diary.written + edge, to);
  }
}

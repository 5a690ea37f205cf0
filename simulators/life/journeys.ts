import { distanceKm, PROVINCES } from "../../datasets/places.ts";
import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { chance, integer, uniform } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";

/** Days of a block: a journey begins and ends within one block, so each day finds its own by one draw. */
const BLOCK = 16;
/** Chance of a journey in a block (chosen): with 3.5 days a journey, 2 % of days are away. */
const JOURNEYS = 0.1;
/** Code of the place abroad to which journeys lead. */
export const ABROAD = codeOf(PROVINCES, "abroad");
/** Journeys that lead abroad (chosen). */
const ABROAD_SHARE = 0.12;
/** Provinces of the mainland are the codes 1 to 31. */
const MAINLAND = 31;
/** People fly beyond this distance, km (chosen). */
const FLY_BEYOND = 1100;
/** Fastest stretch of a train, and of an aircraft, km/h. */
const TRAIN_SPEED = 300;
const FLIGHT_SPEED = 800;
/** Mean speed of a train from station to station, km/h (chosen). */
const TRAIN_MEAN_SPEED = 200;

/** A journey of some days to another province and back. */
export interface Journey {
  /** Civil days of departure and return. */
  first: number;
  last: number;
  /** Code of PROVINCES. */
  destination: number;
  /** Departure from home and from the destination, ms after the midnight of the day. */
  departs: number;
  returns: number;
  /** Whole ride, and the part in its middle without coverage, ms. */
  ride: number;
  silence: number;
  hotelWifi: boolean;
}

/** Makes a journey that no day belongs to, to be filled by {@link findJourney}. */
export function noJourney(): Journey {
  return {
    first: 1,
    last: 0,
    destination: 0,
    departs: 0,
    returns: 0,
    ride: 0,
    silence: 0,
    hotelWifi: false,
  };
}

/**
 * Fills `journey` with the one that the civil day belongs to and says whether there is one. It
 * draws from the block that holds the day alone, so days may be asked for in any order.
 */
export function findJourney(
  random: Random,
  words: Uint32Array,
  offset: number,
  trip: { readonly day: number; readonly home: number; readonly journey: Journey },
): boolean {
  const { day, home, journey } = trip;
  const block = Math.floor(day / BLOCK);
  random.seed(words, offset, block);
  if (!chance(random, JOURNEYS)) return false;
  const days = 2 + integer(random, 4);
  journey.first = block * BLOCK + integer(random, BLOCK - days + 1);
  journey.last = journey.first + days - 1;
  if (day < journey.first || day > journey.last) return false;
  const abroad = chance(random, ABROAD_SHARE);
  const other = 1 + integer(random, MAINLAND - 1);
  journey.destination = abroad ? ABROAD : other < home ? other : other + 1;
  journey.departs = Math.round(uniform(random, 7.5, 12) * HOUR);
  journey.returns = Math.round(uniform(random, 11, 15.5) * HOUR);
  journey.hotelWifi = chance(random, 0.75);
  timeRide(journey, distanceKm(home, journey.destination));
  return true;
}

/** Fills in how long the ride takes: trains keep coverage near their ends, aircraft lose it on the whole way. */
export function timeRide(journey: Journey, distance: number): void {
  if (distance <= FLY_BEYOND) {
    journey.ride = Math.ceil((distance / TRAIN_MEAN_SPEED) * HOUR) + 20 * MINUTE;
    journey.silence = Math.ceil((distance / TRAIN_SPEED) * HOUR);
  } else {
    journey.silence = Math.ceil((distance / FLIGHT_SPEED) * HOUR);
    journey.ride = journey.silence + 80 * MINUTE;
  }
}

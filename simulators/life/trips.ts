import { distanceKm } from "../../datasets/places.ts";
import { HOUR } from "../../datasets/sizes.ts";
import { chance, integer, uniform } from "../chance/samplers.ts";
import { keyedRandom } from "../chance/streams.ts";
import type { Scenario } from "../scenario.ts";
import { ABROAD, type Journey, noJourney, timeRide } from "./journeys.ts";

/**
 * Draws the trip abroad that a scenario gives to a share of the households; null where it gives
 * none. All of a household go, on the same days and to the same hotel. It is keyed by the household
 * alone, so neither the trip nor what is drawn beside it moves when the other comes or goes.
 */
export function drawTrip(
  seed: string,
  { trips }: Pick<Scenario, "trips">,
  { household, homeProvince }: { readonly household: number; readonly homeProvince: number },
): Journey | null {
  if (trips === undefined) return null;
  const random = keyedRandom(seed, household, "trip");
  const goes = chance(random, trips.share);
  const first = trips.fromDay + integer(random, trips.toDay - trips.fromDay);
  const days = trips.daysMin + integer(random, trips.daysMax - trips.daysMin + 1);
  const trip: Journey = {
    ...noJourney(),
    ...{ first, last: first + days - 1, destination: ABROAD },
    departs: Math.round(uniform(random, 7.5, 12) * HOUR),
    returns: Math.round(uniform(random, 11, 15.5) * HOUR),
    hotelWifi: chance(random, trips.hotelWifi),
  };
  timeRide(trip, distanceKm(homeProvince, ABROAD));
  return goes ? trip : null;
}

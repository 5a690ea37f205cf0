import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { Scenario, TripSetting } from "../scenario.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

type Trips = NonNullable<ScenarioFile["population"]["trips"]>;

/** A day there, a day abroad and a day back; two months. */
const [SHORTEST, LONGEST] = [3, 60];

/** Reads what is said of trips abroad. */
export function tripsOf(trips: Trips): TripSetting {
  const { share, from, to = from + 1, shortest, longest, hotelWifi, wifiLoss } = trips;
  return {
    ...{ share, fromDay: from, toDay: to },
    ...{ daysMin: shortest, daysMax: longest },
    ...{ hotelWifi, wifiLoss },
  };
}

/** Writes trips as a scenario file says them. */
export function tripsText(trips: TripSetting): Readonly<Record<string, unknown>> {
  const { share, fromDay, toDay, daysMin, daysMax, hotelWifi, wifiLoss } = trips;
  return {
    ...{ share, from: `${fromDay}d`, to: `${toDay}d` },
    ...{ shortest: `${daysMin}d`, longest: `${daysMax}d` },
    ...{ hotelWifi, wifiLoss },
  };
}

/** Refuses trips that could not be drawn, that begin after the end, or on which nobody can go. */
export function checkTrips(problems: Problems, { trips, days, atHome }: Scenario): void {
  if (trips === undefined) return;
  const { fromDay, toDay, daysMin, daysMax } = trips;
  const at = (key: string, rule: string) => problems.at(["population", "trips", key], rule);
  if (toDay <= fromDay) at("to", `must be after trips.from, ${fromDay}d, got ${toDay}d`);
  if (fromDay >= days) at("from", `must be before the end, clock.days ${days}, got ${fromDay}d`);
  if (daysMin < SHORTEST) at("shortest", `must be at least ${SHORTEST}d, got ${daysMin}d`);
  if (daysMax > LONGEST) at("longest", `must be at most ${LONGEST}d, got ${daysMax}d`);
  if (daysMax < daysMin)
    at("longest", `must be at least trips.shortest, ${daysMin}d, got ${daysMax}d`);
  if (atHome) {
    problems.at(
      ["population", "trips"],
      "can't be where all lines stay at home, population.atHome",
    );
  }
}

import { openStream, Random, STREAM_WORDS } from "../chance/streams.ts";
import type { Persona } from "../persona.ts";
import type { Scenario } from "../scenario.ts";
import { findJourney, type Journey, noJourney } from "./journeys.ts";
import { drawTrip } from "./trips.ts";

/** Where a person goes: the journeys that are drawn for everybody, and the trip that a scenario gives. */
export class Travels {
  /** The one of the day that was asked for last; made once and filled anew. */
  readonly journey: Journey = noJourney();
  private readonly trip: Journey | null;
  private readonly home: number;
  private readonly words = new Uint32Array(STREAM_WORDS);
  private readonly random = new Random();

  constructor(seed: string, scenario: Scenario, persona: Persona) {
    this.trip = drawTrip(seed, scenario, persona);
    this.home = persona.homeProvince;
    openStream(seed, persona.device, "journeys", this.words);
  }

  /** Finds the journey that a civil day belongs to; null at home. No drawn one has a day of the trip. */
  on(day: number): Journey | null {
    const { random, words, home, journey, trip } = this;
    const away = findJourney(random, words, 0, { day, home, journey });
    if (trip === null) return away ? journey : null;
    if (trip.first <= day && day <= trip.last) return trip;
    const clash = journey.first <= trip.last && trip.first <= journey.last;
    return away && !clash ? journey : null;
  }
}

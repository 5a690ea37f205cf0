import { describe, expect, it } from "vitest";
import { PROVINCES } from "../../../datasets/places.ts";
import { DAY, HOUR } from "../../../datasets/sizes.ts";
import type { OpenedLife } from "../../../simulators/life/device-life.ts";
import { openLife } from "../../../simulators/life/life.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { Persona } from "../../../simulators/persona.ts";
import type { Scenario, TripSetting } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";

const TRIPS: TripSetting = {
  ...{ share: 0.5, fromDay: 3, toDay: 8, daysMin: 5, daysMax: 9 },
  ...{ hotelWifi: 0.9, wifiLoss: 0.3 },
};
const away = aScenario({ trips: TRIPS });
const stay = aScenario();
const open = (scenario: Scenario, device: number) =>
  openLife("1", scenario, drawPersona("1", scenario, device));
const fleet = Array.from({ length: 400 }, (_, device) => drawPersona("1", away, device));
const travellers = fleet.filter(({ trip }) => trip !== undefined);
const ABROAD = PROVINCES.indexOf("abroad");

/** What a day says, as plain values. */
function tell(life: OpenedLife, day: number): unknown {
  life.enterDay(day);
  const { today } = life;
  const columns = Object.values(today).filter((column) => typeof column !== "number");
  return columns.map((column) => Array.from(column.subarray(0, today.length)));
}

/** Each stretch of a day: how long, and where and how. */
function stretches(life: OpenedLife, day: number) {
  life.enterDay(day);
  const { length, start, access, province, roaming, place } = life.today;
  return Array.from({ length }, (_, i) => ({
    from: start[i] as number,
    lasts: (start[i + 1] as number) - (start[i] as number),
    access: access[i] as number,
    province: province[i] as number,
    roaming: roaming[i] as number,
    place: place[i] as number,
  }));
}

describe("trips of a scenario", () => {
  it("are taken by the share of households that it says, all of a household on the same days", () => {
    const homes = new Map<number, Persona["trip"]>();
    for (const { household, trip } of fleet) {
      if (homes.has(household)) expect(trip).toEqual(homes.get(household));
      homes.set(household, trip);
    }
    const share = [...homes.values()].filter((trip) => trip !== undefined).length / homes.size;
    // Some 250 homes: three standard errors of a half.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  });

  it("begin and last as it says", () => {
    for (const { trip } of travellers) {
      const { first, last } = trip as { first: number; last: number };
      expect(first).toBeGreaterThanOrEqual(3);
      expect(first).toBeLessThan(8);
      expect(last - first + 1).toBeGreaterThanOrEqual(5);
      expect(last - first + 1).toBeLessThanOrEqual(9);
    }
    expect(new Set(travellers.map(({ trip }) => trip?.first)).size).toBe(5);
    const lengths = travellers.map(({ trip }) => (trip?.last ?? 0) - (trip?.first ?? 0));
    expect(new Set(lengths).size).toBe(5);
  });

  it("change nothing about who stays at home, and of a traveller the days of the trip alone", () => {
    let [same, other] = [0, 0];
    for (let device = 0; device < 60; device++) {
      const { trip, ...person } = fleet[device] as Persona;
      expect(person).toEqual(drawPersona("1", stay, device));
      const [here, there] = [open(stay, device), open(away, device)];
      for (let day = 0; day < 30; day++) {
        const onTrip = trip !== undefined && trip.first <= day && day <= trip.last;
        const alike = JSON.stringify(tell(here, day)) === JSON.stringify(tell(there, day));
        if (onTrip) other += +alike;
        // A journey that would touch the trip does not come about.
        else if (!alike) expect(here.today.place.includes(4)).toBe(true);
        else same++;
      }
    }
    expect(other).toBe(0);
    expect(same).toBeGreaterThan(1400);
  });

  it("lead out of reach, then abroad on another network until the way back, and home", () => {
    for (const { device, trip } of travellers.slice(0, 60)) {
      const life = open(away, device);
      const { first, last } = trip as { first: number; last: number };
      for (let day = first; day <= last; day++) {
        const all = stretches(life, day);
        for (const { roaming, province } of all) expect(roaming === 1).toBe(province === ABROAD);
        const silent = Math.max(0, ...all.filter((s) => s.access === 0).map((s) => s.lasts));
        const abroad = all.filter(({ roaming }) => roaming === 1);
        if (day === first || day === last) {
          // The nearest seat of a province is 1,180 km from abroad: an hour and a half in the air.
          expect(silent).toBeGreaterThan(1.4 * HOUR);
          expect(abroad.length).toBeGreaterThan(0);
          expect(abroad.length).toBeLessThan(all.length);
        } else expect(abroad).toHaveLength(all.length);
      }
      expect(stretches(life, last + 1).at(0)?.place).toBe(0);
    }
  });

  it("have hotels whose Wi-Fi is down for the share of the time that it says, for all of a household at once", () => {
    const ms = { up: 0, down: 0 };
    const moments = new Map<string, string>();
    let met = 0;
    for (const { device, household, trip } of travellers) {
      const life = open(away, device);
      const day = (trip?.first ?? 0) + 2;
      const night = stretches(life, day).filter(
        ({ from }) => from < away.from + day * DAY + 4 * HOUR,
      );
      if (night.every(({ access }) => access !== 2)) continue;
      for (const { access, lasts } of night) ms[access === 2 ? "up" : "down"] += lasts;
      const down = night.filter(({ access }) => access === 1).map(({ from }) => from);
      // On cellular the radio changes too, at moments of one's own: the first loss is common.
      const key = `${household}`;
      if (moments.has(key)) {
        expect(`${down[0]}`).toBe(moments.get(key));
        met++;
      }
      moments.set(key, `${down[0]}`);
    }
    expect(met).toBeGreaterThan(20);
    expect(Math.abs(ms.down / (ms.up + ms.down) - 0.3)).toBeLessThan(0.04);
  });

  it("keep their hotel's Wi-Fi where none is to be lost", () => {
    const calm = aScenario({ trips: { ...TRIPS, hotelWifi: 1, wifiLoss: 0 } });
    for (const { device, trip } of travellers.slice(0, 40)) {
      const night = stretches(open(calm, device), (trip?.first ?? 0) + 2).filter(
        ({ from }) => from < away.from + ((trip?.first ?? 0) + 2) * DAY + 5 * HOUR,
      );
      expect(new Set(night.map(({ access }) => access))).toEqual(new Set([2]));
    }
  });
});

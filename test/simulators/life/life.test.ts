import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceKm, PROVINCES } from "../../../datasets/places.ts";
import { DAY, HOUR } from "../../../datasets/sizes.ts";
import type { OpenedLife } from "../../../simulators/life/device-life.ts";
import { openLife } from "../../../simulators/life/life.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import { PRESET_NAMES, type Scenario } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";

const open = (seed: string, device: number, scenario: Scenario = aScenario()) =>
  openLife(seed, scenario, drawPersona(seed, scenario, device));

/** Everything that a day says, as plain values. */
function tell(life: OpenedLife, day: number): unknown {
  life.enterDay(day);
  const { today, wakesAt, sleepsAt, sleptAt, dayFactor, freeDay } = life;
  const columns = Object.values(today)
    .filter((column) => typeof column !== "number")
    .map((column) => Array.from(column.subarray(0, today.length)));
  const end = today.start[today.length];
  const moment = life.awakeMoment(1, 0.5);
  return { columns, end, wakesAt, sleepsAt, sleptAt, dayFactor, freeDay, moment };
}

const seeds = fc.integer({ min: 0, max: 1e6 }).map(String);
const devices = fc.integer({ min: 0, max: 1e6 });

describe("a life", () => {
  it("is the same in any order of days and for a device alone", () => {
    fc.assert(
      fc.property(seeds, devices, fc.integer({ min: -3, max: 60 }), (seed, device, day) => {
        const there = tell(open(seed, device), day);
        const life = open(seed, device, aScenario({ devices: 1, days: 5 }));
        for (const other of [day + 9, day - 1, day + 1]) life.enterDay(other);
        expect(tell(life, day)).toEqual(there);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("fills each civil day from midnight to midnight without gaps, whatever the preset", () => {
    let backward = 0;
    for (const preset of PRESET_NAMES) {
      const scenario = aScenario({ preset });
      for (let device = 0; device < 40; device++) {
        const life = open("gaps", device, scenario);
        for (let day = -2; day < 30; day++) {
          life.enterDay(day);
          const { start, length } = life.today;
          expect(start[0]).toBe(scenario.from + day * DAY);
          expect(start[length]).toBe(scenario.from + (day + 1) * DAY);
          for (let i = 0; i < length; i++) if (start[i + 1] <= start[i]) backward++;
        }
      }
    }
    expect(backward).toBe(0);
  });

  it("has no Wi-Fi where it was lost, the same cells, and all else as before", () => {
    fc.assert(
      fc.property(seeds, devices, fc.integer({ min: 0, max: 9 }), (seed, device, day) => {
        const [whole, hit] = [open(seed, device), open(seed, device)];
        const dayStart = aScenario().from + day * DAY;
        const [from, to] = [dayStart + 1.37 * HOUR, dayStart + 20.11 * HOUR];
        whole.enterDay(day);
        hit.enterDay(day);
        hit.loseWifi(from, to, true);
        for (let t = dayStart; t < dayStart + DAY; t += 0.21 * HOUR) {
          const [a, b] = [whole.segmentAt(t), hit.segmentAt(t)];
          const lost = t >= from && t < to && whole.today.access[a] === 2;
          expect(hit.today.access[b]).toBe(lost ? 1 : whole.today.access[a]);
          expect(hit.today.cellularDown[b]).toBe(whole.today.cellularDown[a]);
          const rate = lost ? whole.today.cellularUp[a] : whole.today.rateUp[a];
          expect(hit.today.rateUp[b]).toBe(rate);
        }
        hit.enterDay(day);
        expect(tell(hit, day)).toEqual(tell(whole, day));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it("loses its Wi-Fi at home, and nowhere else, at the same time as all of its household", () => {
    // A household of four stands side by side; they are compared at nights, when all are at home.
    const nights = new Map<string, Set<string>>();
    let elsewhere = 0;
    for (let device = 0; device < 2000; device++) {
      const life = open("outages", device);
      if (!life.persona.hasHomeWifi) continue;
      for (let day = 0; day < 14; day++) {
        life.enterDay(day);
        const { today } = life;
        const midnight = today.start[0] as number;
        const down: number[] = [];
        for (let i = 0; i < today.length; i++) {
          const isCellular = today.access[i] === 1;
          if (isCellular && today.place[i] === 1 && life.persona.hasWorkWifi) elsewhere++;
          if (
            !isCellular ||
            today.place[i] !== 0 ||
            (today.start[i] as number) >= midnight + 5 * HOUR
          ) {
            continue;
          }
          down.push((today.start[i] as number) - midnight);
        }
        const key = `${life.persona.household} ${day}`;
        if (today.place[0] === 0) nights.set(key, (nights.get(key) ?? new Set()).add(down.join()));
      }
    }
    expect(elsewhere).toBe(0);
    expect([...nights.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect([...nights.values()].filter((told) => !told.has("")).length).toBeGreaterThan(5);
  });

  it("loses its Wi-Fi on about one day in seventy, for an hour and a half", () => {
    const nights = { lost: 0, days: 0 };
    for (let device = 0; device < 1200; device++) {
      const life = open("outages", device);
      if (!life.persona.hasHomeWifi) continue;
      for (let day = 0; day < 60; day++) {
        life.enterDay(day);
        const { today } = life;
        nights.days++;
        for (let i = 0; i < today.length; i++) {
          // Home is left for no moment at three in the morning, so cellular there is an outage.
          const t = (today.start[0] as number) + 3 * HOUR;
          const holds = (today.start[i] as number) <= t && t < (today.start[i + 1] as number);
          if (holds && today.place[i] === 0 && today.access[i] === 1) nights.lost++;
        }
      }
    }
    // 1.5 % of days at 1.6 h in the mean, of 24.
    expect(nights.lost / nights.days).toBeGreaterThan(0.0006);
    expect(nights.lost / nights.days).toBeLessThan(0.0016);
  });

  it("sleeps once a night, wakes before it sleeps, and hands the night over at midnight", () => {
    for (let device = 0; device < 60; device++) {
      const life = open("sleep", device);
      let before = Number.NaN;
      for (let day = 0; day < 40; day++) {
        life.enterDay(day);
        const dayStart = aScenario().from + day * DAY;
        if (day > 0) expect(life.sleptAt).toBe(Math.max(dayStart, before));
        expect(life.wakesAt - life.sleptAt).toBeGreaterThanOrEqual(2.5 * HOUR);
        expect(life.sleepsAt - life.wakesAt).toBeGreaterThan(8 * HOUR);
        expect(life.awakeAt(life.wakesAt)).toBe(true);
        expect(life.awakeAt(life.wakesAt - 1)).toBe(false);
        before = life.sleepsAt;
      }
    }
  });

  it("offers awake moments alone, on the access asked for, and some cellular time every day", () => {
    let wrong = 0;
    for (let device = 0; device < 60; device++) {
      const life = open("moments", device);
      for (let day = 0; day < 30; day++) {
        life.enterDay(day);
        for (const access of [1, 2]) {
          for (const share of [0, 0.3, 0.77, 0.999999]) {
            const t = life.awakeMoment(access, share);
            if (Number.isNaN(t) && access === 1) wrong++;
            if (Number.isNaN(t)) continue;
            const there = life.today.access[life.segmentAt(t)] === access;
            if (!(there && life.awakeAt(t))) wrong++;
          }
        }
      }
    }
    expect(wrong).toBe(0);
  });
});

describe("when people use their phones", () => {
  it("is the evening more than the small hours, awake time for awake time", () => {
    const life = open("hours", 3, aScenario({ atHome: true }));
    let evening = 0;
    let morning = 0;
    for (let day = 0; day < 20; day++) {
      life.enterDay(day);
      const dayStart = aScenario().from + day * DAY;
      for (let share = 0; share < 1; share += 0.001) {
        const hour = (life.awakeMoment(1, share) - dayStart) / HOUR;
        if (hour >= 20 && hour < 21) evening++;
        if (hour >= 9 && hour < 10) morning++;
      }
    }
    expect(evening / morning).toBeGreaterThan(2);
    expect(evening / morning).toBeLessThan(3);
  });

  it.each([
    ["cn2024", 21],
    ["uk2019", 17],
    ["fi2017", 17],
  ] as const)("of %s peaks at %d h", (preset, peak) => {
    const hours = new Array<number>(24).fill(0);
    for (let device = 0; device < 200; device++) {
      // At home on cellular day and night, so that eagerness alone decides.
      const life = open("peak", device, aScenario({ atHome: true, preset }));
      for (let day = 0; day < 7; day++) {
        life.enterDay(day);
        for (let share = 0.01; share < 1; share += 0.02) {
          const hour = (life.awakeMoment(1, share) - life.today.start[0]) / HOUR;
          if (hour < 24) (hours[Math.floor(hour)] as number)++;
        }
      }
    }
    expect(hours.indexOf(Math.max(...hours))).toBe(peak);
  });

  it("does not matter to a line that a case keeps at home on cellular", () => {
    for (let device = 0; device < 20; device++) {
      const life = open("case", device, aScenario({ atHome: true, preset: "cn2015" }));
      for (let day = 0; day < 20; day++) {
        life.enterDay(day);
        const { length, access, province } = life.today;
        expect(new Set(access.subarray(0, length))).toEqual(new Set([1]));
        expect(new Set(province.subarray(0, length))).toEqual(new Set([life.persona.homeProvince]));
      }
    }
  });
});

describe("a network", () => {
  it("has rates where there is access, none where there is none, and Wi-Fi beside cellular", () => {
    const kinds = new Set<string>();
    let wrong = 0;
    for (let device = 0; device < 60; device++) {
      const life = open("network", device);
      for (let day = 0; day < 30; day++) {
        life.enterDay(day);
        const { length, access, rat, rateDown, rateUp, cellularDown, cellularUp } = life.today;
        for (let i = 0; i < length; i++) {
          kinds.add(`${access[i]}/${rat[i]}`);
          const link = rateDown[i] > 0 && rateUp[i] > 0;
          const radio = cellularDown[i] > 0 && cellularUp[i] > 0;
          if (link !== access[i] > 0 || radio !== rat[i] > 0) wrong++;
          if (access[i] === 1 && rateDown[i] !== cellularDown[i]) wrong++;
        }
      }
    }
    expect(wrong).toBe(0);
    expect([...kinds].sort()).toEqual(["0/0", "1/2", "1/3", "2/2", "2/3"]);
  });

  it("scatters about the scenario's medians", () => {
    const logs: number[] = [];
    for (let device = 0; device < 400; device++) {
      const life = open("rates", device);
      life.enterDay(3);
      const t = life.awakeMoment(1, 0.5);
      logs.push(Math.log(life.today.cellularDown[life.segmentAt(t)] / 40e6));
    }
    logs.sort((a, b) => a - b);
    expect(Math.abs(logs[200] ?? 9)).toBeLessThan(0.35);
    expect((logs[336] ?? 0) - (logs[64] ?? 0)).toBeGreaterThan(1);
  });

  it("is on Wi-Fi for 69 % of the connected time in the UK of 2019, and else on 3g for 17 %", () => {
    const ms = { wifi: 0, cellular: 0, older: 0 };
    for (let device = 0; device < 400; device++) {
      const life = open("uk", device, aScenario({ preset: "uk2019" }));
      for (let day = 0; day < 21; day++) {
        life.enterDay(day);
        const { length, start, access, rat } = life.today;
        for (let i = 0; i < length; i++) {
          const lasts = start[i + 1] - start[i];
          if (access[i] === 2) ms.wifi += lasts;
          if (access[i] === 1) ms.cellular += lasts;
          if (access[i] === 1 && rat[i] === life.volume.olderRat) ms.older += lasts;
        }
      }
    }
    // F17 with its tolerance of five points; the other is a share of stretches that are drawn.
    expect(Math.abs(ms.wifi / (ms.wifi + ms.cellular) - 0.69)).toBeLessThan(0.05);
    expect(Math.abs(ms.older / ms.cellular - 0.17)).toBeLessThan(0.02);
  });

  it("is 3g and lte in 2015", () => {
    const rats = new Set<number>();
    const life = open("rats", 5, aScenario({ preset: "cn2015" }));
    for (let day = 0; day < 30; day++) {
      life.enterDay(day);
      for (const rat of life.today.rat.subarray(0, life.today.length)) rats.add(rat);
    }
    rats.delete(0);
    expect([...rats].sort()).toEqual([1, 2]);
  });
});

describe("travel", () => {
  /** Walks one device's segments over a span and reports each change of province. */
  function* moves(device: number, days: number) {
    const life = open("travel", device);
    const home = life.persona.homeProvince;
    let last = home;
    let leftAt = 0;
    for (let day = 0; day < days; day++) {
      life.enterDay(day);
      const { length, start, province, roaming, place } = life.today;
      for (let i = 0; i < length; i++) {
        const here = province[i];
        if (here === 0) continue;
        const abroad = here === PROVINCES.indexOf("abroad");
        const homely = place[i] < 3 && here !== home;
        if ((roaming[i] === 1) !== abroad || homely) yield { from: 0, to: here, took: 0 };
        if (here !== last) yield { from: last, to: here, took: start[i] - leftAt };
        last = here;
        leftAt = start[i + 1];
      }
    }
  }

  it("takes as long as its vehicle needs, and leads abroad now and then", () => {
    let journeys = 0;
    let abroad = 0;
    for (let device = 0; device < 400; device++) {
      for (const { from, to, took } of moves(device, 64)) {
        expect(from, "roams at home, or is at home abroad").not.toBe(0);
        const speed = distanceKm(from, to) / (took / HOUR);
        expect(speed).toBeLessThanOrEqual(distanceKm(from, to) <= 1100 ? 300 : 800);
        journeys++;
        if (to === PROVINCES.indexOf("abroad")) abroad++;
      }
    }
    // 400 devices x 4 blocks x 0.1 journeys, each with a way there and a way back.
    expect(Math.abs(journeys / 2 - 160)).toBeLessThan(55);
    expect(abroad / journeys).toBeGreaterThan(0.02);
    expect(abroad / journeys).toBeLessThan(0.12);
  });
});

describe("the calendar", () => {
  it("frees weekends and holidays: 1 November 2015 was a Sunday", () => {
    const life = open("calendar", 1, aScenario({ holidays: [3] }));
    const free = Array.from({ length: 8 }, (_, day) => {
      life.enterDay(day);
      return life.freeDay;
    });
    expect(free).toEqual([true, false, false, true, false, false, true, true]);
  });

  it("gives each day a factor whose mean over days is one, within the day's cap", () => {
    let sum = 0;
    let most = 0;
    for (let device = 0; device < 300; device++) {
      const life = open("factors", device, aScenario({ preset: "cn2015" }));
      for (let day = 0; day < 60; day++) {
        life.enterDay(day);
        most = Math.max(most, life.dayFactor * life.persona.volumeFactor);
        sum += life.dayFactor;
      }
    }
    expect(most).toBeLessThanOrEqual((4 * 1024 * 30) / 389.3 + 1e-9);
    // sd of one factor is 2.1: five standard errors of 18,000 days.
    expect(Math.abs(sum / 18_000 - 1)).toBeLessThan(0.08);
  });
});

import { describe, expect, it } from "vitest";
import { openPlacement, type Placement } from "../../../simulators/engine/placement.ts";
import { splitOf } from "../../../simulators/engine/placing/split-of.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { TrafficModel } from "../../../simulators/model.ts";
import type { Scenario } from "../../../simulators/scenario.ts";
import { aScenario } from "../a-scenario.ts";

function aModel(name: string, changes: Partial<TrafficModel> = {}): TrafficModel {
  return {
    name,
    version: 1,
    summary: name,
    role: "incident",
    params: {},
    plan: () => [],
    emit: () => {},
    ...changes,
  };
}

const models = [
  aModel("night"),
  aModel("theft", { eligible: ({ persona }) => persona.wlanAccount > 0 }),
  aModel("update"),
  aModel("upload", { eligible: ({ persona }) => persona.hasHomeWifi }),
  aModel("download", { role: "look-alike", twin: "night" }),
  aModel("guests", { role: "look-alike", twin: "night" }),
  aModel("patch", { role: "look-alike", twin: "update" }),
  aModel("photos", { role: "look-alike", twin: "upload" }),
  aModel("travel", {
    role: "look-alike",
    twin: "theft",
    eligible: ({ persona }) => persona.wlanAccount > 0,
  }),
  aModel("stale", {
    role: "look-alike",
    twin: "theft",
    eligible: ({ persona }) => persona.wlanAccount > 0,
  }),
];

const loud = aScenario({
  days: 14,
  devices: 500,
  incidents: { night: {}, theft: {}, update: {}, upload: {} },
  lookAlikes: { download: {}, guests: {}, patch: {}, photos: {}, travel: {}, stale: {} },
  enrichment: {
    devicesPerCase: 56,
    lookAlikesPerCase: 1,
    fromDay: 4,
    toDay: 11,
    maxVolumeFactor: 1.5,
  },
  split: { calibration: 0.5 },
});

const KINDS = Object.keys(loud.incidents);

function opened(scenario: Scenario = loud, seed = "1") {
  return openPlacement({
    seed,
    scenario,
    models,
    drawPersona: (device) => drawPersona(seed, scenario, device),
  });
}

function all(scenario: Scenario = loud, seed = "1"): (readonly Placement[])[] {
  const placementsOf = opened(scenario, seed);
  return Array.from({ length: scenario.devices }, (_, device) => [...placementsOf(device)]);
}

describe("splitOf", () => {
  it("puts four of every eight lines in either half, and households of four together", () => {
    for (let block = 0; block < 200; block++) {
      const halves = Array.from({ length: 8 }, (_, i) => splitOf("1", loud, block * 8 + i));
      expect(halves.filter((half) => half === "test")).toHaveLength(4);
      expect(new Set(halves.slice(0, 4)).size).toBe(1);
    }
  });

  it("lets a keyed coin decide which of two neighbours is which", () => {
    const firsts = Array.from({ length: 400 }, (_, i) => splitOf("1", loud, i * 8));
    const tests = firsts.filter((half) => half === "test").length;
    expect(tests).toBeGreaterThan(160);
    expect(tests).toBeLessThan(240);
  });

  it.each([
    [0, "test"],
    [1, "calibration"],
  ])("puts every line in one half at a share of %d", (calibration, half) => {
    const scenario = aScenario({ split: { calibration } });
    for (let device = 0; device < 100; device++) {
      expect(splitOf("1", scenario, device)).toBe(half);
    }
  });
});

describe("openPlacement", () => {
  it("gives a device the same however many devices there are and whoever was asked before", () => {
    const expected = all();
    const backwards = opened();
    const larger = all({ ...loud, devices: 1000 });
    for (let device = 499; device >= 0; device--) {
      expect(backwards(device)).toEqual(expected[device]);
      expect(larger[device]).toEqual(expected[device]);
    }
    for (const device of [3, 77, 444]) expect(opened()(device)).toEqual(expected[device]);
  });

  it.each(["1", "2", "3", "4", "5"])(
    "gives the test half its cases of every kind, seed %s",
    (seed) => {
      const counts = new Map<string, number>();
      all(loud, seed).forEach((placements, device) => {
        if (splitOf(seed, loud, device) !== "test") return;
        for (const { model } of placements) counts.set(model, (counts.get(model) ?? 0) + 1);
      });
      for (const kind of KINDS) expect(counts.get(kind), kind).toBeGreaterThanOrEqual(7);
      for (const name of Object.keys(loud.lookAlikes)) {
        expect(counts.get(name), name).toBeGreaterThanOrEqual(3);
      }
      const cases = KINDS.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      expect(cases).toBeGreaterThanOrEqual(30);
      expect(Math.abs(total - 2 * cases)).toBeLessThanOrEqual(2);
    },
  );

  it("gives no device more than one episode", () => {
    for (const placements of all()) expect(placements.length).toBeLessThanOrEqual(1);
  });

  it("asks each model whether the device can have it, and spares heavy users", () => {
    all().forEach((placements, device) => {
      const persona = drawPersona("1", loud, device);
      for (const { model } of placements) {
        expect(persona.volumeFactor).toBeLessThanOrEqual(1.5);
        if (model === "theft") expect(persona.wlanAccount).toBeGreaterThan(0);
      }
    });
  });

  it("spreads cases evenly over the days of the window", () => {
    const counts = new Map<number, number>();
    for (const placements of all({ ...loud, devices: 20_000 })) {
      for (const { day } of placements) {
        counts.set(day, (counts.get(day) ?? 0) + 1);
      }
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    const mean = [...counts.values()].reduce((sum, count) => sum + count, 0) / 7;
    // Five standard deviations of a Poisson count.
    for (const count of counts.values()) {
      expect(Math.abs(count - mean)).toBeLessThan(5 * Math.sqrt(mean));
    }
  });

  it("favours no place in a block, so that a line's number says nothing", () => {
    const places: number[] = [];
    all({ ...loud, devices: 20_000 }).forEach((placements, device) => {
      if (placements.some(({ model }) => KINDS.includes(model))) places.push(device % 56);
    });
    const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
    // Five standard errors of the mean of a uniform draw from 0 to 55.
    expect(Math.abs(mean - 27.5)).toBeLessThan((5 * 16.2) / Math.sqrt(places.length));
  });

  it("moves nothing when a kind is left out", () => {
    expect(all({ ...loud, without: ["theft"] })).toEqual(all());
  });

  it("moves no case of another kind when a kind is added at the end", () => {
    const { upload, ...incidents } = loud.incidents;
    const before = all({ ...loud, incidents, lookAlikes: {} });
    const after = all({
      ...loud,
      incidents: { ...incidents, upload: upload ?? {} },
      lookAlikes: {},
    });
    after.forEach((placements, device) => {
      expect(placements.filter(({ model }) => model !== "upload")).toEqual(before[device]);
    });
  });

  it("keeps what a shorter horizon had", () => {
    const long = all({ ...loud, days: 60 });
    const short = all({ ...loud, days: 7 });
    short.forEach((placements, device) => {
      expect(placements).toEqual(long[device]?.filter(({ day }) => day < 7));
    });
    expect(long).toEqual(all());
  });

  it("places differently for another seed", () => {
    expect(all(loud, "2")).not.toEqual(all(loud, "1"));
  });

  it("adds pinned episodes in their order, but none past the horizon", () => {
    const pinned = [
      { model: "night", device: 3, day: 2, options: { rate: 1 } },
      { model: "night", device: 3, day: 2, options: {} },
      { model: "night", device: 4, day: 20, options: {} },
    ];
    const placementsOf = opened(aScenario({ pinned, days: 14 }));
    expect(placementsOf(3)).toEqual([
      { model: "night", day: 2, index: 0, options: { rate: 1 }, share: 1 },
      { model: "night", day: 2, index: 1, options: {}, share: 1 },
    ]);
    expect(placementsOf(4)).toEqual([]);
  });
});

describe("a kind that hits several lines at once", () => {
  const joint = aScenario({
    ...{ ...loud, enrichment: { ...loud.enrichment, devicesPerCase: 96 }, devices: 480 },
    shares: { night: { cohort: 3 }, travel: { cohort: 2 } },
  });
  /** Lines of each incident, by the number of the first. */
  function cohortsOf(scenario: Scenario, name: string, seed = "1") {
    const found = new Map<number, { device: number; day: number }[]>();
    all(scenario, seed).forEach((placements, device) => {
      for (const { model, day, lead } of placements) {
        if (model !== name) continue;
        const first = lead?.device ?? device;
        found.set(first, [...(found.get(first) ?? []), { device, day }]);
      }
    });
    return found;
  }

  it.each(["1", "2", "3"])(
    "gives each incident its lines, on one day, in one half, seed %s",
    (seed) => {
      for (const [name, size] of [
        ["night", 3],
        ["travel", 2],
        ["update", 1],
      ] as const) {
        const cohorts = cohortsOf(joint, name, seed);
        expect(cohorts.size, name).toBeGreaterThanOrEqual(name === "travel" ? 4 : 10);
        for (const [first, lines] of cohorts) {
          expect(
            lines.map(({ device }) => device),
            name,
          ).toContain(first);
          expect(lines, name).toHaveLength(size);
          expect(new Set(lines.map(({ day }) => day)).size).toBe(1);
          expect(new Set(lines.map(({ device }) => splitOf(seed, joint, device))).size).toBe(1);
        }
      }
    },
  );

  it("leaves every other kind its lines and days, where those were free", () => {
    const alone = cohortsOf({ ...joint, shares: {} }, "night");
    const together = cohortsOf(joint, "night");
    expect([...together.keys()].sort()).toEqual([...alone.keys()].sort());
    // The day is that of the line that would have had it alone.
    for (const [first, [line]] of alone) expect(together.get(first)?.[0]?.day).toBe(line?.day);
  });

  it("depends neither on the fleet nor on who was asked before", () => {
    const expected = all(joint);
    const larger = all({ ...joint, devices: 1000 });
    const backwards = opened(joint);
    for (let device = joint.devices - 1; device >= 0; device--) {
      expect(larger[device]).toEqual(expected[device]);
      expect(backwards(device)).toEqual(expected[device]);
    }
  });

  it("hits as many lines where it has a count", () => {
    const counted = aScenario({ ...loud, shares: { theft: { count: 5, cohort: 6 } } });
    const cohorts = [...cohortsOf(counted, "theft").values()];
    expect(cohorts.map(({ length }) => length)).toEqual([6, 6, 6, 6, 6]);
  });

  it("names the place of the first line, also where that line has pins before it", () => {
    const [[first, lines]] = [...cohortsOf(joint, "night")] as [
      [number, { device: number }[]],
      ...unknown[],
    ];
    const pinned = [{ model: "upload", device: first, day: 1, options: {} }];
    const placementsOf = opened(aScenario({ ...joint, pinned }));
    const other = lines.find(({ device }) => device !== first)?.device as number;
    expect(placementsOf(other)[0]?.lead).toEqual({ device: first, place: 1, places: 2 });
    expect(placementsOf(first)[1]).toMatchObject({ model: "night" });
    expect(placementsOf(first)[1]?.lead).toBe(undefined);
  });

  it("comes on over the same days on all of them, told as begun on the first", () => {
    const shares = { night: { cohort: 3, ramp: 4 } };
    const creeping = aScenario({ ...joint, shares });
    const [[first, lines]] = [...cohortsOf(creeping, "night")] as [
      [number, { device: number }[]],
      ...unknown[],
    ];
    const placementsOf = opened(creeping);
    const begun = placementsOf(first);
    expect(begun.map(({ share }) => share)).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(begun.map((place) => place.begun)).toEqual([undefined, 0, 0, 0]);
    const [{ day } = { day: 0 }] = begun;
    expect(begun.map((place) => place.day - day)).toEqual([0, 1, 2, 3]);
    const other = lines.find(({ device }) => device !== first)?.device as number;
    for (const place of placementsOf(other)) {
      expect(place.lead).toEqual({ device: first, place: 0, places: begun.length });
    }
  });
});

describe("a kind with a count", () => {
  const count = (n: number) =>
    aScenario({ ...loud, shares: { theft: { count: n }, patch: { count: 7 } } });
  const linesOf = (scenario: Scenario, model: string, seed = "1") =>
    all(scenario, seed).flatMap((placed, device) =>
      placed.some((one) => one.model === model) ? [device] : [],
    );

  it.each([1, 3, 10, 40])("happens exactly %i times, evenly in both halves", (n) => {
    for (const seed of ["1", "2", "3"]) {
      const lines = linesOf(count(n), "theft", seed);
      expect(lines).toHaveLength(n);
      const tested = lines.filter((line) => splitOf(seed, loud, line) === "test").length;
      expect(Math.abs(2 * tested - n)).toBeLessThanOrEqual(1 + n / 10);
      expect(linesOf(count(n), "patch", seed)).toHaveLength(7);
    }
  });

  it("takes its look-alikes along, so many for each case", () => {
    for (const n of [3, 10]) {
      const twins = [...linesOf(count(n), "travel"), ...linesOf(count(n), "stale")];
      expect(twins).toHaveLength(n);
    }
  });

  it("lies within the fleet, on lines that may have it, and one thing to a line", () => {
    const placed = all(count(20));
    expect(placed.every((one) => one.length <= 1)).toBe(true);
    for (const device of linesOf(count(20), "theft")) {
      expect(drawPersona("1", loud, device).wlanAccount).toBeGreaterThan(0);
    }
    const few = aScenario({ ...count(2), devices: 11 });
    expect(linesOf(few, "theft")).toHaveLength(2);
  });

  it("happens without any block, and no oftener than lines allow", () => {
    const none = { ...loud.enrichment, devicesPerCase: 0 };
    const scenario = aScenario({ ...count(5), enrichment: none });
    expect(linesOf(scenario, "theft")).toHaveLength(5);
    expect(linesOf(scenario, "night")).toEqual([]);
    const crowded = aScenario({ ...count(500), devices: 40 });
    expect(linesOf(crowded, "theft").length).toBeLessThan(40);
  });

  it("is placed alike whoever asks, for whichever line first", () => {
    const scenario = count(12);
    const placementsOf = opened(scenario);
    const backwards = Array.from({ length: scenario.devices }, (_, i) => {
      const device = scenario.devices - 1 - i;
      return [...placementsOf(device)];
    });
    expect(backwards.reverse()).toEqual(all(scenario));
  });
});

describe("weights", () => {
  const weighed = (shares: Scenario["shares"]) =>
    aScenario({ ...loud, devices: 560 * 4, ...(shares && { shares }) });
  const countOf = (scenario: Scenario, model: string) =>
    all(scenario)
      .flat()
      .filter((one) => one.model === model).length;

  it("share the cases, whose number stays the same", () => {
    const scenario = weighed({ night: { weight: 5 }, upload: { weight: 2 } });
    const counts = Object.fromEntries(KINDS.map((kind) => [kind, countOf(scenario, kind)]));
    // 40 blocks of two halves and four kinds: 320 cases, in ninths.
    const expected = { night: 178, upload: 71, update: 36, theft: 36 };
    for (const [kind, n] of Object.entries(expected)) {
      expect([kind, Math.abs((counts[kind] as number) - n) <= 2]).toEqual([kind, true]);
    }
  });

  it("that are equal change nothing", () => {
    const equal = Object.fromEntries(KINDS.map((kind) => [kind, { weight: 3 }]));
    expect(all(weighed(equal))).toEqual(all(weighed(undefined)));
  });

  it("give the look-alikes of a kind their turns", () => {
    const scenario = weighed({ download: { weight: 3 } });
    const [download, guests] = [countOf(scenario, "download"), countOf(scenario, "guests")];
    expect(download + guests).toBe(80);
    expect(Math.abs(download - 60)).toBeLessThanOrEqual(3);
  });

  it("place the lines before a larger fleet as in a small one", () => {
    const shares = { night: { weight: 5 } };
    const small = all(aScenario({ ...loud, devices: 112, shares }));
    expect(all(aScenario({ ...loud, devices: 560, shares })).slice(0, 112)).toEqual(small);
  });
});

it("gives a line that has a pin of a kind no second case of it, but another line", () => {
  const [line] = all().flatMap((placed, device) => (placed[0]?.model === "night" ? [device] : []));
  const pinned = [{ model: "night", device: line as number, day: 1, options: {} }];
  const scenario = aScenario({ ...loud, pinned });
  const nights = (of: Scenario) =>
    all(of)
      .flat()
      .filter(({ model }) => model === "night").length;
  expect(opened(scenario)(line as number).filter(({ model }) => model === "night")).toHaveLength(1);
  expect(nights(scenario)).toBe(nights(loud) + 1);
});

describe("a kind that has days of its own", () => {
  const days = [5, 6, 30];
  const onItsDays = (changes: Partial<TrafficModel>): (readonly Placement[])[] => {
    const placementsOf = openPlacement({
      ...{ seed: "1", scenario: loud },
      models: models.map((model) => (model.name === "night" ? { ...model, ...changes } : model)),
      drawPersona: (device) => drawPersona("1", loud, device),
    });
    return Array.from({ length: loud.devices }, (_, device) => [...placementsOf(device)]);
  };
  const nights = (placed: (readonly Placement[])[]) =>
    placed.flatMap((of, device) =>
      of.filter(({ model }) => model === "night").map(({ day }) => ({ device, day })),
    );

  it("comes on one of them, of those in the window, and on no other", () => {
    const found = nights(onItsDays({ days: () => days }));
    expect(found).toHaveLength(nights(all()).length);
    expect(new Set(found.map(({ day }) => day))).toEqual(new Set([5, 6]));
  });

  it("comes on no line that has none", () => {
    const even = ({ persona }: { persona: { device: number } }) => persona.device % 2 === 0;
    const found = nights(onItsDays({ days: (life) => (even(life) ? days : []) }));
    expect(found.length).toBeGreaterThan(0);
    for (const { device } of found) expect(device % 2).toBe(0);
  });

  it("comes as it would have where any day will do", () => {
    expect(onItsDays({ days: () => null })).toEqual(all());
  });
});

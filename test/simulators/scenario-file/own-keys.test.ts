import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { tariffFrom } from "../../../datasets/billing/tariff-file.ts";
import { TARIFFS } from "../../../datasets/billing/tariffs/catalogue.ts";
import { PROVINCES } from "../../../datasets/places.ts";
import { namedScenarios, readScenarioText } from "../../../datasets/scenarios/named.ts";
import { DAY, GB, HOUR, KB, MB } from "../../../datasets/sizes.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";
import { PRESET_NAMES, type Scenario } from "../../../simulators/scenario.ts";
import { resolveScenario } from "../../../simulators/scenario-file/resolve-scenario.ts";
import { scenarioJsonSchema } from "../../../simulators/scenario-file/scenario-schema.ts";

/** Every key that a file may set, a value that no named scenario has, and where it must be found. */
const KEYS: readonly (readonly [
  path: string,
  value: unknown,
  read: (s: Scenario) => unknown,
  expected: unknown,
])[] = [
  ["name", "mine", (s) => s.name, "mine"],
  ["summary", "my own", (s) => s.summary, "my own"],
  ["preset", "cn2015", (s) => s.preset, "cn2015"],
  ["clock.start", "2025-03-05", (s) => s.from + s.utcOffset * 60_000, Date.UTC(2025, 2, 5)],
  ["clock.utcOffset", "+01:00", (s) => s.utcOffset, 60],
  ["clock.days", 33, (s) => s.days, 33],
  ["clock.warmUp", "2d", (s) => s.warmUpDays, 2],
  ["clock.holidays", ["2015-11-12", "2024-11-05"], (s) => s.holidays.length, 2],
  ["population.devices", 77, (s) => s.devices, 77],
  ["population.only", 0, (s) => s.only, 0],
  ["population.homeProvince", "Qinghai", (s) => PROVINCES[s.homeProvince ?? 0], "Qinghai"],
  ["population.billingDay", 17, (s) => s.billingDay, 17],
  ["population.atHome", true, (s) => s.atHome, true],
  ["population.asleep", "23:30-06:00", (s) => s.asleep, { from: 23.5 * HOUR, to: 6 * HOUR }],
  ["population.wlanAccounts", "in-use", (s) => s.wlanAccount, 1],
  ["population.firstPasswords", "30%", (s) => s.firstPasswords, 0.3],
  ...trip("share", 0.4, (t) => t?.share),
  ...trip("from", "0d", (t) => t?.fromDay, 0),
  ...trip("to", "5d", (t) => t?.toDay, 5),
  ...trip("shortest", "4d", (t) => t?.daysMin, 4),
  ...trip("longest", "20d", (t) => t?.daysMax, 20),
  ...trip("hotelWifi", 0.7, (t) => t?.hotelWifi),
  ...trip("wifiLoss", 0.2, (t) => t?.wifiLoss),
  ...plan("name", "mine", (p) => p?.name),
  ...plan("share", 1, (p) => p?.share),
  ...plan("tariff", "prepaid-esim", (p) => p?.tariff.name),
  ...plan("abroad", "esim-week", (p) => p?.tariff.groups["roaming"]?.validDays, 7),
  ...plan("bundle", "3GB", (p) => p?.tariff.groups["data"]?.bundleBytes, 3 * GB),
  ...plan("price", "0.07 CNY/MB", (p) => p?.tariff.groups["data"]?.amount, 7),
  ...plan("moneyCap", "77 CNY", (p) => p?.tariff.moneyCap, 7700),
  ...plan("volumeCap", "77GB", (p) => p?.tariff.volumeCap, 77 * GB),
  ...plan("suspensionLag", "3h", (p) => p?.suspensionLag, 3 * HOUR),
  ...plan("reinstated", "never", (p) => p?.reinstated),
  ...plan("shared", true, (p) => p?.shared),
  ...plan("usedAtStart", "7MB", (p) => p?.usedAtStart, 7 * MB),
  ...line("household", true, (l) => l?.together),
  ...line("lines", 0, (l) => [l?.from, l?.to], [0, 1]),
  ...line("segment", "business", (l) => l?.persona.segment, 3),
  ...line("deviceType", "router", (l) => l?.persona.deviceType, 3),
  ...line("os", "ios", (l) => l?.persona.os !== undefined, true),
  ...line("homeProvince", "Qinghai", (l) => PROVINCES[l?.persona.homeProvince ?? 0]),
  ...line("volume", 2.5, (l) => l?.persona.volumeFactor),
  ...line("homeWifi", false, (l) => l?.persona.hasHomeWifi),
  ...line("workWifi", true, (l) => l?.persona.hasWorkWifi),
  ...line("p2pVideo", true, (l) => l?.persona.p2pVideo),
  ...line("hotspot", true, (l) => l?.persona.hotspotUser),
  ...line("wlanAccount", "dormant", (l) => l?.persona.wlanAccount, 2),
  ...line("billingDay", 9, (l) => l?.persona.billingDay),
  ...line("updatesOverCellular", true, (l) => l?.persona.updatesOverCellular),
  [
    "population.lines.plan",
    {
      plans: [
        { name: "a", tariff: "cn-2024" },
        { name: "b", share: 0, tariff: "cn-2024" },
      ],
      lines: [{ lines: 0, plan: "b" }],
    },
    (s) => s.lines?.[0]?.persona.plan,
    1,
  ],
  ["network.down", "7Mbps", (s) => s.network.down, 7e6],
  ["network.up", "3Mbps", (s) => s.network.up, 3e6],
  ["network.sigma", 0.3, (s) => s.network.sigma, 0.3],
  ["network.contention", true, (s) => s.network.contention, true],
  ["models", { social: {} }, (s) => s.models["social"], {}],
  [
    "incidents",
    { "bt-over-hotspot": { weight: 3 } },
    (s) => s.shares?.["bt-over-hotspot"],
    { weight: 3 },
  ],
  ["lookAlikes", { "game-day": { count: 1 } }, (s) => s.shares?.["game-day"], { count: 1 }],
  ["enrichment.devicesPerCase", 72, (s) => s.enrichment.devicesPerCase, 72],
  ["enrichment.lookAlikesPerCase", 2, (s) => s.enrichment.lookAlikesPerCase, 2],
  ["enrichment.from", "1d", (s) => s.enrichment.fromDay, 1],
  ["enrichment.to", "12d", (s) => s.enrichment.toDay, 12],
  [
    "enrichment.abroad",
    { enrichment: { abroad: true }, population: { atHome: false, trips: {} } },
    (s) => s.enrichment.abroad,
    true,
  ],
  ["enrichment.maxVolumeFactor", 3, (s) => s.enrichment.maxVolumeFactor, 3],
  ["enrichment.volume", 2, (s) => s.enrichment.volume, 2],
  ["attribution", "attributed", (s) => s.attribution, "attributed"],
  ["pinned", [], (s) => s.pinned, []],
  [
    "without",
    ["bt-over-hotspot"],
    (s) => s.pinned.every(({ model }) => model !== "bt-over-hotspot"),
    true,
  ],
  [
    "safeguards",
    ["wifi-only-updates", { use: "dual-cap-stop", adoption: "60%", bytes: "2GB" }],
    (s) => s.safeguards,
    [
      { use: "wifi-only-updates", adoption: 1, options: {} },
      { use: "dual-cap-stop", adoption: 0.6, options: { bytes: 2048 * MB } },
    ],
  ],
  ["charging.volumeLimit", "10MB", (s) => s.charging.volumeLimit, 10 * MB],
  ["charging.overshoot", "3KB", (s) => s.charging.overshoot, 3 * KB],
  ["charging.timeLimit", "2h", (s) => s.charging.timeLimit, 2 * HOUR],
  ["charging.idleRelease", "5m", (s) => s.charging.idleRelease, 300_000],
  ["charging.mediationDelay", "7m", (s) => s.charging.mediationDelay, 420_000],
  ["observation.p2pRecall", 0.3, (s) => s.observation.p2pRecall, 0.3],
  ["observation.egress", 0.02, (s) => s.observation.egress, 0.02],
  ["observation.unknownApp", 0.1, (s) => s.observation.unknownApp, 0.1],
  ["observation.unknownSystem", 0.2, (s) => s.observation.unknownSystem, 0.2],
  ["observation.flowLoss", "10%", (s) => s.observation.flowLoss, 0.1],
  ["observation.profile", "messy", (s) => s.observation.interimLoss, 0.1],
  ["observation.flowLate", 0.1, (s) => s.observation.flowLate, 0.1],
  ["observation.flowLateBy", "2h", (s) => s.observation.flowLateBy, 7_200_000],
  ["observation.counterLoss", 0.1, (s) => s.observation.counterLoss, 0.1],
  ["observation.interimLoss", 0.1, (s) => s.observation.interimLoss, 0.1],
  ["observation.gigawordsLost", 0.1, (s) => s.observation.gigawordsLost, 0.1],
  ["observation.probeDelay", "3m", (s) => s.observation.probeDelay, 180_000],
  ["observation.interim", "3m", (s) => s.observation.interim, 180_000],
  ["observation.sampling", 10, (s) => s.observation.sampling, 10],
  ["observation.uplink", "90%", (s) => s.observation.uplink, 0.9],
  ["observation.flowTwice", 0.1, (s) => s.observation.flowTwice, 0.1],
  ["observation.clockSkew", "3m", (s) => s.observation.clockSkew, 180_000],
  ["observation.vpnTwice", 0.1, (s) => s.observation.vpnTwice, 0.1],
  ["observation.nat", 0.1, (s) => s.observation.nat, 0.1],
  ["observation.lostStop", 0.2, (s) => s.observation.lostStop, 0.2],
  [
    "enforcement",
    [{ device: 0, from: "2015-11-11 01:00", action: "throttle", rate: "64kbps" }],
    (s) => s.enforcement?.map(({ action, plane, rate, until }) => [action, plane, rate, until]),
    [["throttle", "cellular", 64_000, null]],
  ],
  ["split.calibration", 0.25, (s) => s.split.calibration, 0.25],
];

function plan(
  key: string,
  value: unknown,
  read: (p: Scenario["plans"][number] | undefined) => unknown,
  expected = value,
) {
  const plans = [{ tariff: "cn-2024", [key]: value }];
  return [
    [
      `population.plans.${key}`,
      { plans },
      (s: Scenario) => [s.plans.length, read(s.plans[0])],
      [1, expected],
    ],
  ] as const;
}

function line(
  key: string,
  value: unknown,
  read: (l: NonNullable<Scenario["lines"]>[number] | undefined) => unknown,
  expected = value,
) {
  const lines = [{ lines: 0, [key]: value }];
  return [
    [`population.lines.${key}`, { lines }, (s: Scenario) => read(s.lines?.[0]), expected],
  ] as const;
}

function trip(
  key: string,
  value: unknown,
  read: (t: Scenario["trips"]) => unknown,
  expected = value,
) {
  // A line that a case keeps at home takes no trip.
  const population = { atHome: false, trips: { [key]: value } };
  return [
    [`population.trips.${key}`, population, (s: Scenario) => read(s.trips), expected],
  ] as const;
}

/** The tree of keys that leads to a value; plans, lines and trips come as the population that holds them, and what needs trips with both. */
function treeOf(path: string, value: unknown): Record<string, unknown> {
  if (path === "enrichment.abroad") return value as Record<string, unknown>;
  const keys = /^population\.(plans|lines|trips)\./.test(path) ? ["population"] : path.split(".");
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<
    string,
    unknown
  >;
}

function resolve(tree: object, level?: string): Scenario {
  return resolveScenario({
    ...{ text: stringify(tree), file: "mine.yaml", readExtends: readScenarioText, level },
    ...{ models: OWN_MODELS, tariffs: TARIFFS, safeguards: SAFEGUARDS, readTariff: tariffFrom },
  });
}

interface Base {
  readonly title: string;
  readonly over: object;
  readonly level?: string;
}

/** Ways in which a file may stand on a named one: alone, with a level asked for, pinned, or named. */
const BASES: readonly Base[] = [
  ...namedScenarios().map((name) => ({ title: name, over: { extends: name } })),
  { title: "city, asked for @L0", over: { extends: "city" }, level: "L0" },
  { title: "city, asked for @L1", over: { extends: "city" }, level: "L1" },
  { title: "city@L0", over: { extends: "city@L0" } },
  { title: "city, which level L0 names", over: { extends: "city", level: "L0" } },
  { title: "city, by way of another preset", over: { extends: "city", preset: "cn2015" } },
];

describe.each(BASES)("a file that extends $title", ({ over, level }) => {
  it.each(KEYS)("holds its own %s", (path, value, read, expected) => {
    const tree = { ...over, ...treeOf(path, value) };
    let scenario: Scenario;
    try {
      scenario = resolve(tree, level);
    } catch (error) {
      // Refused is as good as held where some base can't have it, as long as it is said of the key.
      const [key] = path.split(".").slice(-1) as [string];
      expect((error as Error).message).toContain(key);
      expect(MAY_FAIL).toContain(path);
      return;
    }
    expect(read(scenario)).toEqual(expected);
  });

  it("differs from it in the very options that it gives to models", () => {
    for (const { name, role, params } of OWN_MODELS) {
      const section = (
        { normal: "models", incident: "incidents", "look-alike": "lookAlikes" } as const
      )[role];
      const options = Object.fromEntries(
        Object.entries(params).map(([key, param]) => {
          const { default: usual, min = usual, max = usual, choices } = param;
          const third = Math.min(max, min + (max - min) / 3);
          return [key, choices === undefined ? third : Math.round(third)];
        }),
      );
      const own = { ...(section === "models" ? options : { ...options, count: 1 }) };
      const tree = { ...over, population: { devices: 640 }, [section]: { [name]: own } };
      expect([name, resolve(tree, level)[section][name]]).toEqual([name, options]);
    }
  });
});

/** What some base rightly can't have: a single line, a span, pins or trips that the change would cut. */
const MAY_FAIL = new Set([
  "clock.start",
  "clock.utcOffset",
  "enforcement",
  "enrichment.from",
  "incidents",
  "lookAlikes",
  "without",
  "enrichment.devicesPerCase",
  "enrichment.lookAlikesPerCase",
  "population.atHome",
  "preset",
  "clock.warmUp",
]);

it("covers every key of the schema", () => {
  const listed = new Set(KEYS.map(([path]) => path));
  const leaves: string[] = [];
  type Schema = { properties?: Record<string, Schema>; items?: Schema };
  const walk = (schema: Schema, path: readonly string[]) => {
    for (const [key, inner] of Object.entries(schema.properties ?? {})) {
      const here = [...path, key];
      const deeper = inner.properties ? inner : inner.items?.properties && inner.items;
      const isWhole = ["pinned", "enforcement"].includes(here.join("."));
      if (deeper && !isWhole) walk(deeper, here);
      else leaves.push(here.join("."));
    }
  };
  walk(scenarioJsonSchema() as Schema, []);
  const others = ["billshock", "extends", "level", "levels", "presets"];
  expect(leaves.filter((path) => !listed.has(path))).toEqual(others);
});

describe("layers", () => {
  const own = (tree: object, level?: string) => resolve({ extends: "city", ...tree }, level);

  it("of the file itself change the file's own keys", () => {
    const tree = {
      clock: { days: 30 },
      levels: {
        L1: { clock: { days: 20 } },
        mine: { network: { down: "7Mbps" }, enrichment: { devicesPerCase: 0 } },
      },
      presets: { cn2015: { network: { up: "2Mbps" } } },
    };
    expect(own(tree)).toMatchObject({ days: 20, level: "L1" });
    expect(own(tree, "mine")).toMatchObject({
      days: 30,
      level: "mine",
      network: { down: 7e6, up: 12e6 },
    });
    expect(own({ ...tree, preset: "cn2015" }, "mine").network).toMatchObject({
      down: 7e6,
      up: 2e6,
    });
  });

  it("of what is extended stay below, whichever is asked for", () => {
    const tree = { population: { devices: 80 }, enrichment: { devicesPerCase: 24 } };
    for (const level of ["L0", "L1"]) {
      expect(own(tree, level)).toMatchObject({
        level,
        devices: 80,
        enrichment: { devicesPerCase: 24 },
      });
    }
    const plans = [{ tariff: "ct2015", share: 1 }];
    for (const preset of PRESET_NAMES) {
      expect(own({ preset, population: { plans } }).plans.map(({ name }) => name)).toEqual([
        "ct2015",
      ]);
    }
  });

  it("can be pinned by name, and then leave the file's own levels free", () => {
    const tree = { extends: "city@L0", levels: { long: { clock: { days: 40 } } } };
    expect(resolve(tree)).toMatchObject({ level: "L0", days: 3, devices: 20 });
    expect(resolve(tree, "long")).toMatchObject({ level: "long", days: 40, devices: 20 });
    expect(() => resolve(tree, "L1")).toThrow("unknown level L1; choose from long");
    expect(() => resolve({ extends: "city@L9" })).toThrow(
      "extends has no level L9; did you mean L0?",
    );
  });

  it("can't be changed by --set, where the change would be lost", () => {
    for (const assignment of ["levels.L1.clock.days=3", "presets.cn2024={}", "extends=city"]) {
      const call = () =>
        resolveScenario({
          ...{ text: "extends: city\n", file: "mine.yaml", readExtends: readScenarioText },
          ...{
            models: OWN_MODELS,
            tariffs: TARIFFS,
            safeguards: SAFEGUARDS,
            readTariff: tariffFrom,
          },
          set: [assignment],
        });
      expect(call).toThrow(
        `--set ${assignment}: ${assignment.split(/[.=]/)[0]} can't be changed here`,
      );
    }
  });
});

describe("what lies outside", () => {
  const clock = { start: "2024-11-04", days: 5 };
  const cases = [
    [
      "a pin after the end",
      { pinned: [{ model: "video", device: 0, day: "2024-11-09" }] },
      "pinned.0.day must be a day of the span of clock.start and clock.days, 2024-11-04 to 2024-11-08, got 2024-11-09",
    ],
    [
      "a pin before the start",
      { pinned: [{ model: "video", device: 0, day: "2024-11-03" }] },
      "pinned.0.day must be a day of the span of clock.start and clock.days, 2024-11-04 to 2024-11-08, got 2024-11-03",
    ],
    [
      "a pin on no line",
      { pinned: [{ model: "video", device: 3, day: "2024-11-04" }] },
      "pinned.0.device must be below population.devices, 3, got 3",
    ],
    [
      "what is done about no line",
      { enforcement: [{ device: 3, from: "2024-11-05 10:00", action: "cut-data" }] },
      "enforcement.0.device must be below population.devices, 3, got 3",
    ],
    [
      "what is done after the end",
      { enforcement: [{ device: 0, from: "2024-11-09 00:00", action: "cut-data" }] },
      "enforcement.0.from must be within the span of clock.start and clock.days, 2024-11-04 00:00:00 to 2024-11-09 00:00:00, got 2024-11-09 00:00:00",
    ],
    [
      "a described line",
      { population: { devices: 3, lines: [{ lines: "2-3" }] } },
      "population.lines.0.lines must be below population.devices, 3, got 3",
    ],
    [
      "a line described twice",
      { population: { devices: 3, lines: [{ lines: "0-2" }, { lines: 1 }] } },
      "population.lines.1.lines must describe a line once, got 1 twice",
    ],
    [
      "the one line that lives",
      { population: { devices: 3, only: 3 } },
      "population.only must be below population.devices, 3, got 3",
    ],
    [
      "a window after the end",
      { incidents: { "app-auto-update": { count: 1 } }, enrichment: { from: "5d", to: "6d" } },
      "enrichment.from must be before the end, clock.days 5, got 5d",
    ],
    [
      "more cases than lines",
      { incidents: { "app-auto-update": { count: 4 } } },
      "incidents.app-auto-update.count must be at most population.devices, 3, got 4",
    ],
  ] as const;
  it.each(cases)("is refused by name and value: %s", (_title, tree, message) => {
    expect(() => resolve({ clock, population: { devices: 3 }, ...tree })).toThrow(message);
  });

  it("is refused as well where the command line cut it off", () => {
    const call = (days: number) =>
      resolveScenario({
        ...{ ...readScenarioText("wuhan-2015"), readExtends: readScenarioText, days },
        ...{ models: OWN_MODELS, tariffs: TARIFFS, safeguards: SAFEGUARDS, readTariff: tariffFrom },
      });
    expect(call(3).days * DAY).toBe(3 * DAY);
    expect(() => call(1)).toThrow(
      "pinned.2.day must be a day of the span of clock.start and clock.days, 2015-11-11 to 2015-11-11, got 2015-11-12",
    );
  });
});

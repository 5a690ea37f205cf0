import { describe, expect, it } from "vitest";
import { tariffFrom } from "../../../datasets/billing/tariff-file.ts";
import { TARIFFS } from "../../../datasets/billing/tariffs/catalogue.ts";
import { GB } from "../../../datasets/sizes.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../../../simulators/models/catalogue.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";
import { PRESET_NAMES } from "../../../simulators/scenario.ts";
import {
  resolveScenario,
  type ScenarioRequest,
} from "../../../simulators/scenario-file/resolve-scenario.ts";

const base = `
name: base
summary: a base
clock: { start: 2015-11-02, days: 20, warmUp: 2d }
population:
  devices: 64
  plans:
    - { name: a, share: 0.5, tariff: ct2015 }
    - { name: b, share: 0.5, tariff: ct2015, price: 0.0002 CNY/KB, bundle: 1GB }
models: { web: {}, video: {} }
incidents: { bt-over-hotspot: { fullRate: 10Mbps, startHour: 1h30m } }
enrichment: { devicesPerCase: 16 }
level: small
levels:
  small: { clock: { days: 10 }, network: { down: 8Mbps } }
  large: { population: { devices: 640 } }
presets:
  cn2015: { network: { down: 9Mbps, up: 3Mbps } }
`;

function resolve(text: string, request: Partial<ScenarioRequest> = {}) {
  return resolveScenario({
    text,
    file: "mine.yaml",
    readExtends: (name) => ({ text: base, file: name }),
    models: [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS],
    tariffs: TARIFFS,
    readTariff: tariffFrom,
    safeguards: SAFEGUARDS,
    ...request,
  });
}

describe("resolveScenario", () => {
  it("stands on defaults alone", () => {
    const scenario = resolve("billshock: 1\n");
    expect(scenario).toMatchObject({
      name: "unnamed",
      level: null,
      preset: "cn2024",
      from: Date.UTC(2024, 9, 31, 16),
      utcOffset: 480,
      days: 14,
      devices: 500,
      models: {},
      enrichment: { devicesPerCase: 0 },
    });
    expect(scenario.plans).toHaveLength(1);
  });

  it("lays the file on what it extends, then preset, level, --set and flags", () => {
    const text = "extends: base.yaml\nname: mine\nmodels: { video: false, social: }\n";
    const scenario = resolve(text, {
      preset: "cn2015",
      set: ["network.up=4Mbps", "clock.days=12"],
      days: 15,
    });
    expect(scenario.name).toBe("mine");
    expect(scenario.summary).toBe("a base");
    expect(Object.keys(scenario.models)).toEqual(["web", "social"]);
    expect(scenario.network).toMatchObject({ down: 8_000_000, up: 4_000_000 });
    expect(scenario.days).toBe(15);
    expect(scenario.preset).toBe("cn2015");
    expect(scenario.level).toBe("small");
  });

  it("leaves what was there where a key has no value", () => {
    const { incidents } = resolve("extends: base.yaml\nincidents:\n  bt-over-hotspot:\n");
    expect(incidents).toEqual(resolve(base).incidents);
  });

  it("takes the level that is asked for instead of the file's", () => {
    const scenario = resolve(base, { level: "large" });
    expect([scenario.level, scenario.devices, scenario.days]).toEqual(["large", 640, 20]);
    expect(resolve(base, { set: ["level=large"] })).toEqual(scenario);
  });

  it("fixes the days of cases before --days adds any", () => {
    expect(resolve(base).enrichment).toMatchObject({ fromDay: 3, toDay: 7 });
    expect(resolve(base, { days: 90 }).enrichment).toEqual(resolve(base).enrichment);
    expect(resolve(base, { set: ["clock.days=90"] }).enrichment).toEqual(resolve(base).enrichment);
  });

  it("reads options in the units of the model's params", () => {
    expect(resolve(base).incidents).toEqual({
      "bt-over-hotspot": { fullRate: 10_000_000, startHour: 1.5 },
    });
  });

  it("changes a tariff where a plan says so, and only there", () => {
    const [a, b] = resolve(base).plans;
    expect(a?.tariff).toEqual(TARIFFS.find(({ name }) => name === "ct2015"));
    expect(b?.tariff.groups["data"]).toEqual({
      bundleBytes: GB,
      amount: 2,
      perBytes: 102_400,
      incrementBytes: 1024,
    });
    expect(b?.tariff.groups["wlan"]).toEqual(a?.tariff.groups["wlan"]);
  });

  it("reaches into a list with --set", () => {
    const { plans } = resolve(base, { set: ["population.plans.1.suspensionLag=6h"] });
    expect(plans.map(({ suspensionLag }) => suspensionLag)).toEqual([null, 21_600_000]);
  });

  it("keeps the place of a removed incident, and drops a removed model of daily use", () => {
    const scenario = resolve(base, { without: ["bt-over-hotspot", "video"] });
    expect(scenario.incidents).toEqual(resolve(base).incidents);
    expect(scenario.without).toEqual(["bt-over-hotspot"]);
    expect(Object.keys(scenario.models)).toEqual(["web"]);
  });

  it("turns safeguards on beside the file's, once each", () => {
    const text = `${base}\nsafeguards: [wifi-only-updates]\n`;
    const { safeguards } = resolve(text, {
      with: ["restrict-background", "wifi-only-updates=0.6"],
    });
    expect(safeguards).toEqual([
      { use: "wifi-only-updates", adoption: 0.6, options: {} },
      { use: "restrict-background", adoption: 1, options: {} },
    ]);
  });

  it("reads JSON as well", () => {
    expect(resolve(JSON.stringify({ name: "json", clock: { days: 3 } }))).toMatchObject({
      name: "json",
      days: 3,
    });
  });

  it("follows a chain of files, and stops at a ring", () => {
    const files: Record<string, string> = { a: "extends: b\n", b: "extends: a\n" };
    const readExtends = (name: string) => ({ text: files[name] ?? "", file: name });
    expect(() => resolve("extends: a\n", { readExtends })).toThrow("extends leads back to a");
  });
});

describe.each([
  "city@L0",
  "city@L1",
  "esim-trip@L0",
  "family-plan@L0",
  "wuhan-2015",
  "nanjing-2015",
])("%s", (name) => {
  it.each(PRESET_NAMES)("resolves with preset %s", (preset) => {
    const scenario = loadScenario(name, { set: [`preset=${preset}`] });
    expect(scenario.preset).toBe(preset);
    expect(`${scenario.name}${scenario.level === null ? "" : `@${scenario.level}`}`).toBe(name);
  });
});

it("makes of city what the levels' table says", () => {
  expect(loadScenario("city@L0")).toMatchObject({ devices: 20, days: 3 });
  expect(loadScenario("city")).toMatchObject({ devices: 500, days: 14, preset: "cn2024" });
});

it("look-alikes that a file inherits go with their incident when it is turned off", () => {
  const off = loadScenario("city@L0", { set: ["incidents.bt-over-hotspot=false"] });
  const twins = LOOK_ALIKE_MODELS.filter(({ twin }) => twin === "bt-over-hotspot");
  expect(twins.length).toBeGreaterThan(2);
  const left = Object.keys(loadScenario("city@L0").lookAlikes).filter(
    (name) => !twins.some((twin) => twin.name === name),
  );
  expect(Object.keys(off.lookAlikes)).toEqual(left);
});

import { describe, expect, it } from "vitest";
import { GB } from "../../../datasets/sizes.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import type { Scenario } from "../../../simulators/scenario.ts";

const at = (volume: number, set: readonly string[] = []) =>
  loadScenario("city@L2", { set: [`enrichment.volume=${volume}`, ...set] });
const optionOf = ({ incidents }: Scenario, kind: string, option: string) =>
  incidents[kind]?.[option];

describe("enrichment.volume", () => {
  it("leaves every option as it is at 1", () => {
    expect(at(1)).toEqual(loadScenario("city@L2"));
  });

  it("multiplies bytes and rates of incidents and look-alikes, given or not, and nothing else", () => {
    const [whole, half] = [at(1), at(0.5)];
    for (const section of ["incidents", "lookAlikes"] as const) {
      for (const [name, options] of Object.entries(half[section])) {
        const params = OWN_MODELS.find((model) => model.name === name)?.params ?? {};
        const sizes = Object.entries(params).filter(([, { unit }]) =>
          /^(bytes|bit\/s)$/.test(unit),
        );
        expect(sizes.length, name).toBeGreaterThan(0);
        for (const [option, param] of Object.entries(params)) {
          const before = whole[section][name]?.[option] ?? param.default;
          const isSize = sizes.some(([size]) => size === option);
          const wished = Math.max(param.min ?? 0, (isSize ? 0.5 : 1) * before);
          expect(options[option] ?? param.default, `${name} ${option}`).toBe(wished);
        }
      }
    }
  });

  it("keeps to the bounds of an option", () => {
    const { min } =
      OWN_MODELS.find(({ name }) => name === "bt-over-hotspot")?.params["slowRate"] ?? {};
    expect(optionOf(at(0.001), "bt-over-hotspot", "slowRate")).toBe(min);
  });

  it("is what makes a city of 2015 as loud for its people as that of 2024", () => {
    const [today, then] = ["cn2024", "cn2015"].map((preset) =>
      loadScenario("city@L2", { set: [`preset=${preset}`] }),
    );
    const ratio =
      (optionOf(then as Scenario, "wlan-credential-theft", "shortBytes") ?? 0) /
      (optionOf(today as Scenario, "wlan-credential-theft", "shortBytes") ?? 1);
    expect(ratio).toBeCloseTo(0.16, 9);
  });

  it("is given to kinds by name, and to what resembles them", () => {
    const set = ["enrichment.volume.bt-over-hotspot=0.5"];
    const [told, untold] = [loadScenario("city@L2", { set }), loadScenario("city@L2")];
    const of = (scenario: Scenario, name: string) =>
      ({ ...scenario.incidents, ...scenario.lookAlikes })[name];
    for (const [name, option, times] of [
      ["bt-over-hotspot", "fullRate", 0.5],
      ["p2p-launcher", "bytesMin", 0.5],
      ["stale-session", "bytesMin", 1],
      ["wlan-credential-theft", "shortBytes", 1],
    ] as const) {
      const before = of(untold, name)?.[option] ?? Number.NaN;
      expect(of(told, name)?.[option], `${name} ${option}`).toBeCloseTo(times * before, 6);
    }
  });

  it("is refused for what is no incident", () => {
    const set = ["enrichment.volume.bt-over-hotspt=0.5"];
    expect(() => loadScenario("city", { set })).toThrow(
      /volume.*must be a kind of incident, got bt-over-hotspt; did you mean bt-over-hotspot/,
    );
  });

  it("leaves alone what a nearer file, or the command line, gives", () => {
    const set = ["preset=cn2015", "incidents.wlan-credential-theft.shortBytes=1GB"];
    const told = loadScenario("city@L2", { set });
    expect(optionOf(told, "wlan-credential-theft", "shortBytes")).toBe(GB);
    const untold = loadScenario("city@L2", { set: ["preset=cn2015"] });
    expect(optionOf(told, "wlan-credential-theft", "longBytes")).toBe(
      optionOf(untold, "wlan-credential-theft", "longBytes"),
    );
  });

  it.each(["0", "1001", "-1"])("is refused at %s", (volume) => {
    expect(() => loadScenario("city", { set: [`enrichment.volume=${volume}`] })).toThrow(
      /enrichment.volume.*must be/,
    );
  });
});

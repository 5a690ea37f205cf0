import { describe, expect, it } from "vitest";
import { strategyWarnings } from "../../../bench/strategies/strategy-warnings.ts";
import { namedStrategies } from "../../../datasets/strategies/named.ts";
import { allStrategies, loadStrategy } from "../../../jobs/load-strategies.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";

const NAMES = namedStrategies();

describe("the strategies that come with the package", () => {
  it("are at least twenty, of owners, sellers and operators", () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(20);
    const hands = new Set(NAMES.map((name) => loadStrategy(name).by));
    expect([...hands].sort()).toEqual(["operator", "owner", "seller"]);
  });

  it.each(NAMES)("%s is called as its file is, and says who says it", (name) => {
    const strategy = loadStrategy(name);
    expect(strategy.name).toBe(name);
    expect(strategy.source).toMatch(/^(articles? [ABC]|cited: \w|chosen: \w)/);
  });

  it("have names that no safeguard has, each of which is a strategy alone", () => {
    const names = allStrategies().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(SAFEGUARDS.map(({ name }) => name)));
  });

  it("are all different", () => {
    const done = NAMES.map((name) => {
      const { detectors, policies, safeguards, team } = loadStrategy(name);
      return JSON.stringify([detectors, policies, safeguards, team]);
    });
    const twice = NAMES.filter((_, i) => done.indexOf(done[i] as string) !== i);
    // The same stop, asked for by a law and by an article.
    expect(twice).toEqual(["seller-stops-at-50"]);
  });

  it("warn of a floor as detector, and of an action that misses its network", () => {
    const said = NAMES.flatMap((name) => strategyWarnings(loadStrategy(name)));
    expect(said).toEqual([
      expect.stringMatching(/^bill-read-each-morning: owner-checks-bill is a floor/),
      expect.stringMatching(/^refunded: owner-checks-bill is a floor/),
      "sessions-cut-data: cut-data does not reach WLAN sessions, of which concurrent-sessions alarms",
    ]);
  });
});

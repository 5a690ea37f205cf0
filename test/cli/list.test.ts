import { describe, expect, it } from "vitest";
import { run } from "./run.ts";

const listed = async (what: string) => {
  const { code, stdout } = await run(["list", what, "--json"]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>[];
};

describe("billshock list", () => {
  it.each([
    ["scenarios", ["levels"]],
    ["models", ["role", "twin", "params"]],
    ["detectors", ["views", "reads", "detects", "scope", "score", "params"]],
    ["combiners", ["score", "params", "options"]],
    ["safeguards", ["by", "claims", "params", "claimed"]],
    ["metrics", ["unit", "better"]],
    ["formats", ["extensions"]],
    ["tariffs", ["currency", "kind"]],
  ])("gives each of the %s a name, a summary and what others rely on", async (what, fields) => {
    const items = await listed(what);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      for (const field of ["name", "summary", ...fields]) expect(item).toHaveProperty(field);
    }
    const names = items.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("prints each with its summary below where a line can't hold both", async () => {
    const { stdout } = await run(["list", "safeguards"]);
    const [head, below, ...lines] = stdout.trimEnd().split("\n");
    expect([head, below]).toEqual(["name  by  claimed", "  summary"]);
    const safeguards = await listed("safeguards");
    expect(lines.filter((line) => !line.startsWith(" "))).toHaveLength(safeguards.length);
  });

  it("names the scenarios that can be generated", async () => {
    const names = (await listed("scenarios")).map(({ name }) => name);
    expect(names).toEqual([
      "buggy-release",
      "campus-wlan",
      "city",
      "drainerbot-2019",
      "esim-trip",
      "family-plan",
      "nanjing-2015",
      "nyc-wifi-fallback",
      "qingdao-2016",
      "roaming-map",
      "shunde-2015",
      "wifi-assist-2016",
      "wuhan-2015",
    ]);
  });
});

describe("billshock schema scenario", () => {
  it("prints a JSON Schema that names every section and closes it", async () => {
    const { stdout } = await run(["schema", "scenario"]);
    const schema = JSON.parse(stdout);
    expect(schema.$schema).toContain("2020-12");
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toBeUndefined();
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining([
        "extends",
        "clock",
        "population",
        "incidents",
        "enrichment",
        "levels",
      ]),
    );
    expect(schema.properties.clock.additionalProperties).toBe(false);
    expect(schema.properties.charging.properties.volumeLimit.description).toContain("50MB");
  });
});

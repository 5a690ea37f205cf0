import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const dist = join(import.meta.dirname, "../dist");
const { dependencies } = JSON.parse(readFileSync(join(dist, "../package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
/** Drawing is loaded late, and left to its own files. */
const drawn = ["vega", "vega-lite"];
const bundled = Object.keys(dependencies).filter((name) => !drawn.includes(name));

describe("packages in dist/", () => {
  it("are imported from one file each, so that no command opens hundreds", () => {
    const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
    const own = files.filter((file) => file.endsWith(".js") && !/^(packages|perf)\//.test(file));
    expect(own.length).toBeGreaterThan(100);
    const importing = own.filter((file) =>
      [...readFileSync(join(dist, file), "utf8").matchAll(/^(?:import|export) .*from "(.+)";/gm)]
        .map(([, name = ""]) => name)
        .some((name) => bundled.some((each) => name === each || name.startsWith(`${each}/`))),
    );
    expect(importing).toEqual([]);
  });

  it.each(bundled)("%s lies there with its licence", (name) => {
    const licences = readFileSync(join(dist, "packages/LICENCES.txt"), "utf8");
    const at = licences.search(new RegExp(`^${name} ${dependencies[name]} \\(`, "m"));
    expect(at).toBeGreaterThanOrEqual(0);
    const [notice = ""] = licences.slice(at).split("\n\n---\n\n");
    expect(notice).toMatch(/copyright/i);
  });
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkProtocol, type Protocol } from "../../../simulators/protocol.ts";
import { PROTOCOLS } from "../../../simulators/protocols/catalogue.ts";
import { webPage } from "../../../simulators/protocols/web-page.ts";

const FOLDER = join(import.meta.dirname, "../../../simulators/protocols");

describe.each(PROTOCOLS)("$name", (protocol) => {
  it("says of each property how it is spread and where that comes from", () => {
    expect(() => checkProtocol(protocol)).not.toThrow();
  });

  it("never sends more back than it was sent, nor packets without headers", () => {
    expect(protocol.back.most).toBeLessThan(1.3);
    const full = protocol.full === "path" ? 1280 : protocol.full.least;
    expect(protocol.fill.least * full).toBeGreaterThanOrEqual(30);
    expect(protocol.fill.most).toBeLessThanOrEqual(1);
  });
});

it("the catalogue lists every file of the folder, in order of names", () => {
  const files = readdirSync(FOLDER).filter((file) => file !== "catalogue.ts");
  expect(PROTOCOLS.map(({ name }) => `${name}.ts`)).toEqual(files.sort());
});

const spread = webPage.fill;

it.each<[string, Partial<Protocol>, RegExp]>([
  ["a constant", { fill: { ...spread, sigma: 0 } }, /mine: fill must be spread.*got sigma 0/],
  [
    "a median beyond its bounds",
    { thin: { ...spread, median: 2 } },
    /mine: thin must have its median within \[0.08, 1\], got 2/,
  ],
  [
    "a source of no kind",
    { kept: { ...spread, source: "guess" as never } },
    /mine: kept must have a source that begins with measured, cited or chosen.*got guess/,
  ],
  [
    "a number that is none",
    { tuples: { ...spread, most: Number.NaN } },
    /mine: tuples must hold finite numbers/,
  ],
  [
    "a property left out",
    { back: undefined as never },
    /mine: back must say how it is spread.*got undefined/,
  ],
  ["no summary", { summary: "" }, /mine must have a summary/],
])("a protocol with %s is refused, by property and value", (_, part, message) => {
  expect(() => checkProtocol({ ...webPage, name: "mine", ...part })).toThrow(message);
});

it.each([["tls-download"], [undefined], [{}]])("%s is no protocol, and says what is", (value) => {
  expect(() => checkProtocol(value as never)).toThrow(/must be an object with a name/);
});

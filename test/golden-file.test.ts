import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { expectGolden } from "./golden-file.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-golden-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

const golden = (name: string) => ({
  file: join(folder, name),
  test: "test/a.test.ts",
  title: "golden: a-rule ",
});
const COMMAND = 'BILLSHOCK_GOLDEN=write npx vitest run test/a.test.ts -t "golden: a-rule "';

it("says of a file that is missing which command writes it", () => {
  expect(() => expectGolden(golden("none.json"), "city", 1)).toThrow(/^there is no .*none\.json/);
  expect(() => expectGolden(golden("none.json"), "city", 1)).toThrow(COMMAND);
});

it("says of a result that differs, or was never written, which command renews it", () => {
  writeFileSync(join(folder, "some.json"), '{ "city": 1 }');
  expectGolden(golden("some.json"), "city", 1);
  expect(() => expectGolden(golden("some.json"), "city", 2)).toThrow(COMMAND);
  expect(() => expectGolden(golden("some.json"), "fuzz", 2)).toThrow(
    /has nothing under fuzz; write it/,
  );
});

it("writes the key that it was asked for, and leaves the others as they are", () => {
  writeFileSync(join(folder, "more.json"), '{ "city": 1 }');
  vi.stubEnv("BILLSHOCK_GOLDEN", "write");
  expectGolden(golden("more.json"), "fuzz", 2);
  expect(JSON.parse(readFileSync(join(folder, "more.json"), "utf8"))).toEqual({ city: 1, fuzz: 2 });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { writeOnce } from "../../../datasets/format/write-once.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-once-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("writes a file in a folder of its own, and never over another", () => {
  const path = join(folder, "deep", "page.json");
  expect(writeOnce(path, "first")).toBe(true);
  expect(writeOnce(path, "second")).toBe(false);
  expect(readFileSync(path, "utf8")).toBe("first");
  expect(readdirSync(join(folder, "deep"))).toEqual(["page.json"]);
});

it("leaves nothing behind where it fails", () => {
  const path = join(folder, "page.json", "below");
  writeOnce(join(folder, "page.json"), "a file");
  expect(() => writeOnce(path, "more")).toThrow();
  expect(readdirSync(folder)).toContain("page.json");
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { cn2024 } from "../../datasets/billing/tariffs/cn-2024.ts";
import { run } from "../cli/run.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/scenarios.md"), "utf8");
const BLOCKS = Array.from(page.matchAll(/```yaml\n(.*?)```/gs), ([, text]) => text as string);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-docs-"));
  writeFileSync(join(folder, "family.yaml"), stringify(cn2024));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("has examples", () => expect(BLOCKS).toHaveLength(9));

it.each(BLOCKS)("shows a file that can be generated: %s", async (text) => {
  const file = join(folder, "mine.yaml");
  const off = text.includes("lines: 0-1") ? "enrichment: { devicesPerCase: 0 }\n" : "";
  writeFileSync(file, `${text.includes("extends") ? "" : "extends: city\n"}${text}${off}`);
  const { code, stderr } = await run(["generate", file, "--dry-run", "--json"]);
  expect([code, stderr]).toEqual([0, ""]);
});

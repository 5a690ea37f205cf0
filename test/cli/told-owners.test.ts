import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openDataset } from "../../datasets/dataset.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-told-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what owners were told stands in a table of truth, which verify and the card know", async () => {
  const out = join(folder, "told");
  const made = await run(["generate", "nanjing-2015", "--with", "geo-alert", "-o", out]);
  expect(made.code).toBe(0);
  const dataset = openDataset(out);
  const { length, device, told, read, looks, ended } = dataset.readTruth("notices");
  expect([length, device[0], looks[0], ended[0]]).toEqual([1, 0, 0, 1]);
  expect(told[0]).toBeGreaterThan(0);
  expect(read[0]).toBeLessThanOrEqual(told[0] as number);
  dataset.close();
  expect((await run(["verify", out])).code).toBe(0);
  expect(readFileSync(join(out, "README.md"), "utf8")).toContain("truth/notices.arrow");
});

test("where nobody is told anything there is no such table", async () => {
  const out = join(folder, "quiet");
  const made = await run(["generate", "nanjing-2015", "--with", "session-limit", "-o", out]);
  expect(made.code).toBe(0);
  const { files } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  expect(Object.keys(files)).toContain("truth/safeguards.arrow");
  expect(Object.keys(files)).not.toContain("truth/notices.arrow");
  expect(readFileSync(join(out, "README.md"), "utf8")).not.toContain("notices.arrow");
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect } from "vitest";

const root = join(import.meta.dirname, "..");

/** Expected results in a JSON file, one file a unit, and how they are written anew. */
export interface GoldenFile {
  readonly file: string;
  /** Test file that writes it, as a path of the tree. */
  readonly test: string;
  /** Words of the titles of the tests that write it, for vitest's -t. */
  readonly title: string;
}

/** Command that writes the file anew from what the code gives now. */
export function renewCommand({ test, title }: GoldenFile): string {
  return `BILLSHOCK_GOLDEN=write npx vitest run ${test} -t "${title}"`;
}

/**
 * Holds what was found against one key of the file. With BILLSHOCK_GOLDEN=write it writes that key
 * instead; everything that fails names the command for it.
 */
export function expectGolden(golden: GoldenFile, key: string, found: unknown): void {
  const { file } = golden;
  const path = relative(root, file);
  const known: Record<string, unknown> = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : {};
  if (process.env["BILLSHOCK_GOLDEN"] === "write") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...known, [key]: found }, null, 2)}\n`);
    return;
  }
  if (known[key] === undefined) {
    const what = existsSync(file) ? `${path} has nothing under ${key}` : `there is no ${path}`;
    throw new Error(`${what}; write it: ${renewCommand(golden)}`);
  }
  const advice = `not as in ${path}; if it was meant to change, say so in CHANGELOG.md and renew it: ${renewCommand(golden)}`;
  expect(found, advice).toEqual(known[key]);
}

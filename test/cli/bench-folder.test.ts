import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-folder-"));
  for (const name of ["here", "tmp"]) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Benches in a folder of its own, with a place of its own for temporary files. */
const bench = (...flags: readonly string[]) =>
  execFileSync(
    process.execPath,
    [MAIN, "bench", "city@L0", "-d", "dual-cap", "-j", "1", "-q", ...flags],
    {
      cwd: join(folder, "here"),
      env: { ...process.env, TMPDIR: join(folder, "tmp") },
    },
  );

describe("billshock bench of a scenario", () => {
  it("writes nothing outside the folder of -o, and finds its data there again", () => {
    const out = join(folder, "elsewhere");
    bench("-o", out);
    expect([...readdirSync(join(folder, "here")), ...readdirSync(join(folder, "tmp"))]).toEqual([]);
    const [made] = readdirSync(join(out, "data")) as [string];
    const before = statSync(join(out, "data", made)).ino;
    bench("-o", out, "--force");
    expect(readdirSync(join(out, "data"))).toEqual([made]);
    expect(statSync(join(out, "data", made)).ino).toBe(before);
  }, 240_000);

  it("keeps data in runs/data without -o, for all later runs, or where --data says", () => {
    bench();
    const data = join(folder, "here/runs/data");
    const [made] = readdirSync(data) as [string];
    const before = statSync(join(data, made)).ino;
    bench();
    expect(statSync(join(data, made)).ino).toBe(before);
    bench("-o", join(folder, "elsewhere"), "--data", data);
    expect(existsSync(join(folder, "elsewhere/data"))).toBe(false);
    expect(statSync(join(data, made)).ino).toBe(before);
  }, 240_000);
});

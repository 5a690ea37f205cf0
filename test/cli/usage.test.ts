import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROKEN_SCENARIOS } from "./broken-scenarios.ts";
import { run } from "./run.ts";
import { WRONG_CALLS } from "./wrong-calls.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-usage-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ["wrong calls", WRONG_CALLS],
  ["broken scenario files", BROKEN_SCENARIOS],
])("%s", (_, table) => {
  it.each(table)("names $title and exits with 2", async ({ args, file, stderr }) => {
    if (file !== undefined) writeFileSync(join(folder, "mine.yaml"), file);
    const outcome = await run(args.map((word) => word.replace("TMP", folder)));
    const said = outcome.stderr.replaceAll(`${folder}/`, "").replaceAll(folder, "TMP");
    expect(said).toBe(`${stderr}\n`);
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe("");
  });
});

describe("the built command", () => {
  const main = join(import.meta.dirname, "../../dist/cli/main.js");
  const call = promisify(execFile);

  it.each(WRONG_CALLS.slice(0, 5))("says the same of $title", async ({ args, stderr }) => {
    await expect(call(process.execPath, [main, ...args])).rejects.toMatchObject({
      code: 2,
      stderr: `${stderr}\n`,
      stdout: "",
    });
  });

  it("prints its help without loading a command", async () => {
    const { stdout, stderr } = await call(process.execPath, [main, "--help"]);
    expect(stdout).toMatch(/generate +make a labelled dataset from a scenario\n/);
    expect(stderr).toBe("");
  });

  it("leaves quietly when its reader has gone", async () => {
    const { stdout, stderr } = await call("sh", [
      "-c",
      `"$0" "$1" schema scenario | head -c 2`,
      process.execPath,
      main,
    ]);
    expect(stdout).toBe("{\n");
    expect(stderr).toBe("");
  });
});

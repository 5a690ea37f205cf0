import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readManifest } from "../../datasets/format/read-manifest.ts";
import { verifyDataset } from "../../datasets/publishing/verify.ts";
import { generate } from "../../jobs/generate.ts";
import { generateOnce } from "../../jobs/generate-once.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

const DIST = resolve(import.meta.dirname, "../../dist");
const scenario = loadScenario("city@L0", { devices: 20, days: 5 });

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-once-"));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a process that has begun to make `out`, and makes no progress; resolves when it has begun. */
async function openWork(out: string): Promise<ChildProcess> {
  const code = `import { mkdirSync } from "node:fs";
    import { temporaryName } from ${JSON.stringify(join(DIST, "datasets/format/temporaries.js"))};
    mkdirSync(temporaryName(process.argv[1]));
    console.log("begun");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, out]);
  children.push(child);
  await new Promise((begun) => child.stdout?.once("data", begun));
  return child;
}

describe("a dataset that two runs want at once", () => {
  it("is waited for while another process makes it, and then taken as it is", async () => {
    const out = join(folder, "city");
    await openWork(out);
    let told = 0;
    let steps = 0;
    const waiting = generateOnce({
      ...{ scenario, seed: "1", out, onWait: () => told++, onProgress: () => steps++ },
    });
    await wait(500);
    expect([told, steps]).toEqual([1, 0]);
    await generate({ scenario, seed: "1", out });
    await waiting;
    expect([told, steps]).toEqual([1, 0]);
  });

  it("is made after all where the other ends without it", async () => {
    const out = join(folder, "city");
    const other = await openWork(out);
    const waiting = generateOnce({ scenario, seed: "1", out });
    await wait(300);
    other.kill("SIGKILL");
    await waiting;
    expect(readManifest(out).seed).toBe("1");
    expect(readdirSync(folder)).toEqual(["city"]);
  });

  it("can be given up while it is waited for", async () => {
    const out = join(folder, "city");
    await openWork(out);
    const signal = AbortSignal.timeout(300);
    await expect(generateOnce({ scenario, seed: "1", out, signal })).rejects.toThrow(/abort/i);
  });

  it("stands there once, whole, where all begin in one moment", async () => {
    const out = join(folder, "city");
    await Promise.all([1, 2, 3].map(() => generateOnce({ scenario, seed: "1", out })));
    expect(readdirSync(folder)).toEqual(["city"]);
    expect(verifyDataset(out).filter(({ level }) => level === "error")).toEqual([]);
  });

  it("stays an error where the place is taken by something else", async () => {
    const out = join(folder, "city");
    mkdirSync(join(out, "holidays"), { recursive: true });
    await expect(generateOnce({ scenario, seed: "1", out })).rejects.toThrow(
      /exists and is no dataset/,
    );
  });
});

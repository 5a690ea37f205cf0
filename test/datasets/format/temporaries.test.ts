import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isGone, processMark } from "../../../datasets/format/process-mark.ts";
import { REPLACED, sweepTemporaries, temporaryName } from "../../../datasets/format/temporaries.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-temporaries-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((done) => child.once("exit", done));
  return child.pid as number;
}

const mine = processMark();
const nameOf = ({ host, boot, pid, start } = mine) =>
  `city.tmp-${host}-${boot}-${pid}-${start}-0123abcd`;
const make = (name: string) => {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "rows"), name);
};

describe("sweepTemporaries", () => {
  it("removes folders and files of a process that is gone", async () => {
    const pid = await deadPid();
    make(nameOf({ ...mine, pid }));
    writeFileSync(join(folder, `run.json${nameOf({ ...mine, pid }).slice(4)}`), "{");
    sweepTemporaries(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes a number that was given again, or a boot that is over, for gone", () => {
    make(nameOf({ ...mine, start: mine.start + 1 }));
    make(nameOf({ ...mine, boot: "00000000" }));
    sweepTemporaries(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps what a living process, another host or the user put there", () => {
    const names = [
      temporaryName("city"),
      nameOf({ ...mine, host: "00000000", boot: "00000000", pid: 1 }),
      "city.tmp-1234-0123abcd",
      "city.tmp",
      "notes.tmp-old",
    ];
    names.forEach(make);
    sweepTemporaries(folder);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });

  it("puts a dataset back that was moved aside when nothing has taken its place", async () => {
    const dead = nameOf({ ...mine, pid: await deadPid() });
    make(`${dead}${REPLACED}`);
    make(dead);
    sweepTemporaries(folder);
    expect(readdirSync(folder)).toEqual(["city"]);
    expect(existsSync(join(folder, "city", "rows"))).toBe(true);
    make(`${dead}${REPLACED}`);
    sweepTemporaries(folder);
    expect(readdirSync(folder)).toEqual(["city"]);
  });

  it("has nothing to do where there is no folder", () => {
    expect(() => sweepTemporaries(join(folder, "none"))).not.toThrow();
  });
});

it("knows a living process from one that is gone", async () => {
  expect(isGone(mine)).toBe(false);
  expect(isGone({ ...mine, pid: await deadPid() })).toBe(true);
  expect(isGone({ ...mine, pid: 1, start: 0 })).toBe(false);
});

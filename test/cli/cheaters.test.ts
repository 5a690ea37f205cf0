import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DetectorRow, type RunFile, readRunFile } from "../../bench/run/run-file.ts";
import { canFence } from "../../bench/runners/fence.ts";
import { findRunnable } from "../../bench/runners/runnable.ts";
import { alertsOf } from "../bench/runners/alerts-of.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

const MAIN = resolve(import.meta.dirname, "../../dist/cli/main.js");

/** Whether bubblewrap works here: tried by itself, and not as the bench tries it. */
const FENCES =
  spawnSync("bwrap", [
    ...["--unshare-pid", "--unshare-net", "--cap-drop", "ALL", "--ro-bind", "/", "/"],
    ...["--dev", "/dev", "--proc", "/proc", "true"],
  ]).status === 0;

let folder: string;
let dataset: string;
let alone: DetectorRow;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-cheaters-"));
  dataset = writeTinyDataset(join(folder, "data/tiny"));
  alone = (await bench("1", []))["honest"];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Answers every batch by the book: bytes of a record. */
const HONEST = `exec-csv:awk -W interactive -F, 'NR == 1 {next} !NF {print ""; fflush(); next} {print $1 "," $NF}':name=honest,reads=down`;
let runs = 0;

/** Benches cheaters beside an honest program; the rows by name, as calibrated. */
async function bench(workers: string, cheaters: readonly string[], timeout = "4s") {
  const out = join(folder, `run-${runs++}`);
  const detectors = [HONEST, ...cheaters].flatMap((argument) => ["-d", argument]);
  const options = ["--budget", "10", "-j", workers, "--timeout", timeout, "-o", out, "--json"];
  const { stdout, stderr } = await run(["bench", dataset, ...options, ...detectors]);
  expect(stdout, stderr).not.toBe("");
  const { detectors: rows } = JSON.parse(stdout) as RunFile;
  const own = rows.filter(({ role, point }) => role === "detector" && point === "calibrated");
  return Object.fromEntries(own.map((row) => [row.name, row])) as Record<string, DetectorRow>;
}

const floods: readonly (readonly [name: string, command: string, outcome: RegExp])[] = [
  ["lines", "yes 0,1", /^invalid: (printed more than|backdated)/],
  ["blanks", "yes ''", /^(timeout: gave no answer|invalid: printed more after)/],
  ["one-line", "cat /dev/zero", /^invalid: printed a line of more than 4096 bytes/],
  ["stderr", "yes >&2", /^invalid: printed more than 64 MB on its standard error/],
  ["afterwards", "read l; echo 0,1; echo; yes 1,1", /^invalid: (printed more|backdated)/],
];

describe("programs that flood", () => {
  it("leave their neighbour alone in the one worker that they share", {
    timeout: 120_000,
  }, async () => {
    const programs = floods.map(([name, command]) => `exec-csv:${command}:name=${name},reads=down`);
    const { honest, ...others } = await bench("1", programs);
    expect(honest).toEqual(alone);
    for (const [name, , outcome] of floods) {
      expect(`${others[name].status}: ${others[name].reason}`, name).toMatch(outcome);
    }
  });
});

describe("a program outside of a sandbox", () => {
  const truth = () => join(dataset, "truth/cases.arrow");

  it("may read the truth, and its row says that this can't be checked", async () => {
    const program = `exec-csv:wc -c < ${truth()} >&2 && ${HONEST.slice(9).replace("honest", "thief")},sandbox=off`;
    const { honest, thief } = await bench("1", [program]);
    expect(honest).toEqual(alone);
    expect(thief).toMatchObject({
      status: "ok",
      sandbox: "not sandboxed",
      causality: "partly",
      causalityNote: expect.stringMatching(/can't be checked: whether it read files/),
    });
  });

  it("is told from one in a sandbox by what this machine can do", () => {
    expect(canFence()).toBe(FENCES);
  });
});

describe("a program on a machine with bubblewrap", () => {
  it.skipIf(!FENCES)("finds neither the truth nor its dataset, and leaves no word", () => {
    const { thief, writer, screen } = reach("with", process.env["PATH"] ?? "");
    expect(thief).toMatchObject({ status: "error", sandbox: "sandboxed" });
    expect(thief.reason).toMatch(/tiny\/truth\/cases\.arrow: No such file/);
    expect(writer).toMatchObject({ status: "ok", sandbox: "sandboxed" });
    expect(existsSync(join(folder, "note-with"))).toBe(false);
    expect(screen).not.toContain("-- not sandboxed, ranked apart");
  });
});

describe("a program on a machine without bubblewrap", () => {
  it("runs outside, and its row and the table say so", () => {
    // All that the programs call, and no bubblewrap among it.
    const tools = join(folder, "tools");
    mkdirSync(tools);
    const places = (process.env["PATH"] ?? "").split(":");
    for (const name of ["awk", "wc", "sh", "ps"]) {
      const place = places.find((each) => existsSync(join(each, name)));
      if (place !== undefined) symlinkSync(join(place, name), join(tools, name));
    }
    const { thief, writer, screen } = reach("without", tools);
    for (const row of [thief, writer]) {
      expect(row).toMatchObject({
        ...{ status: "ok", sandbox: "not sandboxed", causality: "partly" },
        causalityNote: expect.stringMatching(/can't be checked: whether it read files/),
      });
    }
    expect(readFileSync(join(folder, "note-without"), "utf8")).toBe("been here\n");
    const lines = screen.split("\n");
    const apart = lines.findIndex((line) => line.startsWith("-- not sandboxed, ranked apart"));
    expect(apart).toBeGreaterThan(0);
    for (const name of ["thief", "writer"]) {
      expect(lines.findIndex((line) => line.startsWith(`  ${name} `))).toBeGreaterThan(apart);
    }
  });
});

/**
 * Benches, with those tools on the path, a program that reads the truth and one that leaves a note:
 * in a process of its own, since a process finds out once what it can do.
 */
function reach(world: string, path: string) {
  const out = join(folder, `reach-${world}`);
  const honest = HONEST.slice(9);
  const truth = join(dataset, "truth/cases.arrow");
  const programs = [
    `exec-csv:wc -c < ${truth} >&2 && ${honest.replace("honest", "thief")}`,
    `exec-csv:echo been here > ${join(folder, `note-${world}`)}; ${honest.replace("honest", "writer")}`,
  ];
  const argv = ["bench", dataset, "--budget", "10", "-j", "1", "-o", out, "-q"];
  const detectors = programs.flatMap((program) => ["-d", program]);
  const { stdout, stderr } = spawnSync(process.execPath, [MAIN, ...argv, ...detectors], {
    ...{ encoding: "utf8", env: { ...process.env, PATH: path } },
  });
  expect(stdout, stderr).not.toBe("");
  const { detectors: rows } = readRunFile(join(out, "run.json"));
  const named = (name: string) => rows.find((row) => row.name === name && row.leads) as DetectorRow;
  return { thief: named("thief"), writer: named("writer"), screen: stdout };
}

describe("programs that leave something running", () => {
  /** Processes whose command line holds the word. */
  const withWord = (word: string) =>
    readdirSync("/proc").filter((name) => {
      if (!/^\d+$/.test(name)) return false;
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(word);
      } catch {
        return false;
      }
    });

  const escapes: Readonly<Record<string, string>> = {
    "own-session": "setsid env -i sleep NAP &",
    "parents-gone": "(setsid env -i sh -c 'sleep NAP & sleep NAP &' &) &",
    background: "sleep NAP &",
  };

  it.skipIf(process.platform !== "linux").each(["on", "off"])(
    "have it ended, wherever it went, with sandbox=%s",
    async (sandbox) => {
      const nap = `4${process.pid}.${runs}`;
      const programs = Object.entries(escapes).map(
        ([name, how]) =>
          `exec-csv:${how.replaceAll("NAP", nap)} ${HONEST.slice(9).replace("honest", name)},sandbox=${sandbox}`,
      );
      const { honest, ...others } = await bench("1", programs);
      expect(honest).toEqual(alone);
      await wait(300);
      expect(withWord(nap)).toEqual([]);
      expect(Object.keys(others).sort()).toEqual(Object.keys(escapes).sort());
      for (const { name, status, reason, sandbox: fence } of Object.values(others)) {
        const outcome = `${status}: ${reason}`;
        expect(fence, name).toBe(sandbox === "on" && FENCES ? "sandboxed" : "not sandboxed");
        if (fence === "sandboxed") expect(outcome, name).toBe("ok: null");
        else
          expect(outcome, name).toMatch(/^error: left (a process|\d processes) running after its/);
      }
    },
  );
});

describe("a program that looks ahead", () => {
  /** Scores a record by the one behind it in its batch, but for the first five days. */
  const AHEAD = `awk -W interactive -F, '
    NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i; next}
    !NF {for (i = 1; i <= n; i++) print row[i] "," (late[i] && i < n ? down[i + 1] : down[i]); n = 0; print ""; fflush(); next}
    {n++; row[n] = $1; down[n] = $at["down"]; late[n] = ($at["seq"] > 120)}'`;

  it("late is found out, with scope device or fleet, and told from an honest one", async () => {
    const scopes = ["device", "fleet"];
    const programs = scopes.map(
      (scope) => `exec-csv:${AHEAD}:name=${scope},reads=down+seq,scope=${scope}`,
    );
    const { honest, both, ...others } = await bench("2", [
      ...programs,
      `${HONEST.replace("honest", "both")},scope=fleet`,
    ]);
    expect(honest).toEqual(alone);
    for (const scope of scopes) {
      expect(`${others[scope].status}: ${others[scope].reason}`).toMatch(
        /^invalid: looks ahead: .* \(row \d+ scored \d+, then \d+\)$/,
      );
    }
    expect(both.status).toBe("ok");
    expect(both.alarms).toBe(alone.alarms);
    expect(both.causalityNote).toMatch(/all rows were scored again at cuts drawn afterwards/);
  });
});

describe("a module that links to the truth", () => {
  const CODE = `import { readFileSync } from "node:fs";
    export const thief = {
      name: "thief", summary: "", views: ["charging"], reads: ["down"], detects: [], scope: "device",
      score: { unit: "-", threshold: 1 }, params: {},
      create() {
        const secret = readFileSync(new URL("PLACE", import.meta.url)).length;
        return { observe({ length }, scores) { scores.fill(secret, 0, length); } };
      },
    };`;
  const thief = (name: string, place: string) => {
    const home = join(folder, name);
    mkdirSync(join(home, "node_modules/helper"), { recursive: true });
    writeFileSync(join(home, "node_modules/helper/package.json"), '{"main": "index.js"}');
    writeFileSync(join(home, "node_modules/helper/index.js"), "");
    writeFileSync(join(home, "index.js"), `import "helper"; ${CODE.replace("PLACE", place)}`);
    return home;
  };

  const DATASET = /dataset .*tiny, which no detector may read/;
  const links: readonly (readonly [what: string, place: string, reason: RegExp])[] = [
    ["package", "./node_modules/helper/truth/cases.arrow", DATASET],
    ["modules", "./node_modules/truth/cases.arrow", DATASET],
    ["folder", "./truth/cases.arrow", DATASET],
    [
      "unnamed",
      './node_modules/helper/tru" + "th/cases.arrow',
      /helper\/truth is a link that leaves/,
    ],
    ["unsaid", './tru" + "th/cases.arrow', /^truth is a link that leaves|^may not read \S+truth/],
  ];

  it("is refused, by name, however it is given", async () => {
    const given: { readonly argument: string; readonly reason: RegExp }[] = [];
    for (const [what, place, reason] of links) {
      const home = thief(`thief-${what}`, place);
      symlinkSync(join(dataset, "truth"), join(home, place.replace('" + "', ""), ".."));
      given.push({ argument: home, reason }, { argument: join(home, "index.js"), reason });
    }
    const copy = thief("thief-copy", "./copy/truth/cases.arrow");
    cpSync(dataset, join(copy, "copy"), { recursive: true });
    given.push({ argument: copy, reason: /copy\/truth\/cases\.arrow belongs to the dataset/ });
    for (const { argument, reason } of given) {
      const runnable = await findRunnable(argument, { timeout: 20_000, memory: 1e9 });
      const { failure } = await alertsOf(dataset, "charging", argument);
      expect([runnable.sandbox, failure?.reason], argument).toEqual([
        "sandboxed",
        expect.stringMatching(reason),
      ]);
    }
    const [{ argument, reason }] = given;
    const { honest, ...others } = await bench("1", [argument]);
    expect(honest).toEqual(alone);
    expect(others[argument].status).toBe("invalid");
    expect(others[argument].reason).toMatch(reason);
  });
});

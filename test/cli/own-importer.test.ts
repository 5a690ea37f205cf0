import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.ts";

let folder = "";
const at = (name: string) => join(folder, name);
const ROWS = [
  "subscriber,begin,end,up_kb,down_kb",
  "a,2024-06-01 00:00:00,2024-06-01 01:00:00,1,20",
  "b,2024-06-01 02:00:00,2024-06-01 03:00:00,2,30.5",
  "TOTAL,2024-06-01 00:00:00,2024-06-01 03:00:00,3,50.5",
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-own-importer-"));
  writeFileSync(at("usage.csv"), `${ROWS.join("\n")}\n`);
  await run(["new", "importer", "my-format", "-o", folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lays down a module like the template with something else in it. */
function changed(name: string, from: string | RegExp, to: string): string {
  const text = readFileSync(at("my-format.js"), "utf8");
  expect(text).toMatch(from);
  writeFileSync(at(name), text.replace(from, to));
  return at(name);
}

async function preview(importer: string, ...words: string[]) {
  const argv = ["import", importer, at("usage.csv"), "--dry-run", "--json", ...words];
  const { code, stdout, stderr } = await run(argv);
  return { code, json: code === 0 ? JSON.parse(stdout) : null, stderr };
}

describe("an importer of one's own", () => {
  it("as new writes it reads a table, and counts what it leaves out", async () => {
    const { json } = await preview(at("my-format.js"));
    const KB = 1024;
    expect(json).toMatchObject({ format: "my-format", devices: 2, up: 3 * KB, down: 50.5 * KB });
    expect(json.skipped).toMatchObject([{ what: "a row of totals", rows: 1 }]);
  });

  it("makes a dataset that is verified, and whose manifest tells one version of it from another", async () => {
    const hashes: string[] = [];
    for (const name of ["my-format.js", "edited.js"]) {
      if (name === "edited.js") changed(name, "* 1024,", "* 1000,");
      const out = at(`out-${name}`);
      const made = await run(["import", at(name), at("usage.csv"), "-o", out]);
      expect([made.code, made.stderr]).toEqual([0, expect.not.stringContaining("warning")]);
      expect((await run(["verify", out])).code).toBe(0);
      const { scenario } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
      expect(scenario.format).toBe("my-format");
      hashes.push(scenario.importer);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).not.toBe(hashes[0]);
  });

  it("may be an installed package or a folder", async () => {
    const home = at("node_modules/billshock-my-format");
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "index.js"), readFileSync(at("my-format.js")));
    writeFileSync(
      join(home, "package.json"),
      JSON.stringify({ name: "billshock-my-format", type: "module", exports: "./index.js" }),
    );
    const before = process.cwd();
    const found = [];
    try {
      process.chdir(folder);
      found.push(await preview("billshock-my-format"));
    } finally {
      process.chdir(before);
    }
    found.push(await preview(home));
    for (const { json } of found) expect(json.devices).toBe(2);
  });

  it("reads flows too, and finds the device by its address", async () => {
    const module = `export default {
      name: "my-flows", summary: "s", extensions: [".csv"], view: "flows",
      header: ["from", "to", "bytes", "back", "t", "seconds"],
      record: (row) => ({
        start: row.moment("t"), end: row.moment("t") + row.length("seconds"), protocol: "TCP",
        source: row.text("from"), sourcePort: 40000, destination: row.text("to"),
        destinationPort: 443, sourceBytes: row.count("bytes"), destinationBytes: row.count("back"),
      }),
    };`;
    writeFileSync(at("my-flows.mjs"), module);
    const text =
      "from,to,bytes,back,t,seconds\n10.0.0.1,9.9.9.9,100,2000,2024-06-01 00:00:01,2\n9.9.9.9,10.0.0.1,7,5,2024-06-01 00:05:01,1\n";
    writeFileSync(at("flows.csv"), text);
    const argv = ["import", at("my-flows.mjs"), at("flows.csv"), "--device", "10.0.0.1"];
    const { stdout } = await run([...argv, "--dry-run", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ devices: 1, up: 105, down: 2007 });
  });

  it("finds its header below titles and again further down, in another order", async () => {
    const again =
      "down_kb,up_kb,subscriber,end,begin\n1,2,c,2024-06-01 05:00:00,2024-06-01 04:00:00";
    writeFileSync(at("joined.csv"), `Usage of June\n${ROWS.join("\n")}\n${again}\n`);
    const argv = ["import", at("my-format.js"), at("joined.csv"), "--dry-run", "--json"];
    const { devices, up, skipped } = JSON.parse((await run(argv)).stdout);
    expect([devices, up]).toEqual([3, 5 * 1024]);
    expect(skipped.map(({ what }: { what: string }) => what)).toContain("stands above the header");
  });
});

describe("an importer that breaks its contract is refused:", () => {
  it.each([
    ["nothing exported", "export const importer", "const importer", "must export an importer"],
    ["a name that is taken", '"my-format"', '"cdr"', "the name cdr is taken"],
    ["a name in capitals", '"my-format"', '"MyFormat"', "name must be in kebab-case"],
    ["another view", '"charging",\n', '"netstats",\n', "view must be flows or charging"],
    ["no header", /header: \[.*\]/, "header: []", "header must be a list of the columns"],
    ["no record()", "record(row)", "records(row)", "record must be a function"],
    ["code that does not parse", "export const", "export konst", "can't be loaded"],
    [
      "a column that no file has",
      'row.text("subscriber") ===',
      'row.text("sub") ===',
      "usage.csv: my-format asks for column sub; has subscriber, begin",
    ],
    [
      "bytes below zero",
      "* 1024,",
      "* -1024,",
      "usage.csv:2: my-format: up must be a number from 0",
    ],
    [
      "bytes that are none",
      'up: row.number("up_kb") * 1024',
      "up: NaN",
      "usage.csv:2: my-format: up must be a number",
    ],
    [
      "an end before its start",
      "start,\n",
      "start: start + 1e9,\n",
      "usage.csv:2: my-format: end must be at or after start",
    ],
    [
      "no device",
      'device: row.text("subscriber")',
      'device: ""',
      "usage.csv:2: my-format: device must be an identifier",
    ],
    [
      "a cause that is none",
      "device:",
      'cause: "boredom", device:',
      "cause must be one of unknown",
    ],
  ] as const)("%s", async (what, from, to, message) => {
    const name = `${what.replaceAll(/\W/g, "-")}.mjs`;
    const { code, stderr } = await preview(changed(name, from, to));
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each([
    ["a file that is not there", ["./none.js", "usage.csv"], "./none.js: there is no such file"],
    ["no file to read", ["my-format.js"], "give a file after"],
    ["a word that is no format", ["my-formt", "usage.csv"], "format must be one of"],
    [
      "a map",
      ["my-format.js", "usage.csv", "--map", "device=a,time=b,down=c"],
      "map must be left out",
    ],
    [
      "addresses for records",
      ["my-format.js", "usage.csv", "--device", "10.0.0.1"],
      "device must be left out",
    ],
  ])("%s", async (_what, words, message) => {
    const argv = words.map((word) => (/^[mu].*\.(js|csv)$/.test(word) ? at(word) : word));
    const { code, stderr } = await run(["import", ...argv, "--dry-run"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDataset } from "../../datasets/dataset.ts";
import { ACTIONS } from "../../datasets/vocabularies.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-enforce-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const TABLE = `device,from,until,action,plane,app,rate,retry,by,alarm
3,2024-11-04T10:00+08:00,,throttle,,,64kbps,,,
3,1730685600000,2024-11-05 10:00,block-app,cellular,video,,later,seller,7
4,2024-11-04 12:00,never,suspend-line,,,,,owner,
`;

describe("generate --enforce", () => {
  const out = join(folder, "made");
  const manifestOf = (dir: string) => JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8"));
  const generate = (to: string, ...flags: readonly string[]) =>
    run(["generate", "city@L0", "--device", "3", "-o", to, ...flags]);

  beforeAll(async () => {
    const made = await generate(
      out,
      "--enforce",
      write("my.csv", TABLE),
      "--with",
      "session-limit",
    );
    expect(made.code).toBe(0);
  });

  it("says that a table without rows does nothing", async () => {
    const empty = write("empty.csv", "device,from,action\n");
    const { code, stderr } = await run(["generate", "city@L0", "--dry-run", "--enforce", empty]);
    expect(code).toBe(0);
    expect(stderr).toContain(`warning: ${empty} holds no row, so nothing is done`);
    expect(stderr.split("holds no row")).toHaveLength(2);
  });

  it.each(["64KB", "-1", "0.5", "5Gbps"])(
    "refuses the rate %s and says how one is written",
    async (rate) => {
      const file = write(
        "rate.csv",
        `device,from,action,rate\n3,2024-11-04T10:00+08:00,throttle,${rate}\n`,
      );
      const { code, stderr } = await run(["generate", "city@L0", "--dry-run", "--enforce", file]);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/rate.csv:2:4.*a rate such as 300kbit\/s or 40Mbps/);
      expect(stderr).toContain(`got ${rate}`);
    },
  );

  it("writes the table into the dataset, and verify, card and metadata know it", async () => {
    const { code, stdout } = await run(["verify", out]);
    expect([code, stdout.includes("valid")]).toEqual([0, true]);
    expect(manifestOf(out).enforcement).toMatchObject({ rows: 3 });
    expect(readFileSync(join(out, "README.md"), "utf8")).toContain("### enforcement.arrow");
    expect(readFileSync(join(out, "croissant.json"), "utf8")).toContain("enforcement.arrow");
    const dataset = openDataset(out);
    const table = dataset.enforcement();
    expect(Array.from(table?.action ?? [], (code) => ACTIONS[code])).toEqual([
      "throttle",
      "block-app",
      "suspend-line",
    ]);
    expect(Array.from(table?.from ?? [])).toEqual([
      Date.UTC(2024, 10, 4, 2),
      1_730_685_600_000,
      Date.UTC(2024, 10, 4, 4),
    ]);
    expect(Array.from(table?.until ?? [])).toEqual([0, Date.UTC(2024, 10, 5, 2), 0]);
    expect(Array.from(table?.alarm ?? [])).toEqual([-1, 7, -1]);
    expect(Array.from(table?.rate ?? [])).toEqual([64_000, 0, 0]);
    const { device, vocabularies, safeguard } = dataset.readTruth("safeguards");
    expect(device).toHaveLength(1);
    expect(vocabularies["safeguard"]?.[safeguard[0] as number]).toBe("session-limit");
    dataset.close();
  });

  it("makes the same of its own table as Arrow, and of its manifest", async () => {
    const again = join(folder, "again");
    await generate(again, "--enforce", join(out, "enforcement.arrow"), "--with", "session-limit");
    expect(manifestOf(again).views).toEqual(manifestOf(out).views);
    expect(manifestOf(again).enforcement).toEqual(manifestOf(out).enforcement);
    const third = join(folder, "third");
    const { code } = await run(["generate", join(out, "manifest.json"), "-o", third]);
    expect(code).toBe(0);
    expect(manifestOf(third).views).toEqual(manifestOf(out).views);
  });

  it("writes no table where nothing is done and nobody has a safeguard", async () => {
    const plain = join(folder, "plain");
    await generate(plain);
    const { files, enforcement } = manifestOf(plain);
    expect(enforcement).toBeUndefined();
    expect(Object.keys(files)).not.toContain("enforcement.arrow");
    expect(Object.keys(files)).not.toContain("truth/safeguards.arrow");
    expect(readFileSync(join(plain, "README.md"), "utf8")).not.toContain("enforcement.arrow");
    expect(manifestOf(plain).views).not.toEqual(manifestOf(out).views);
  });

  it("is checked by verify: a table that is not the manifest's is an error", async () => {
    const broken = join(folder, "broken");
    cpSync(out, broken, { recursive: true });
    const manifest = manifestOf(broken);
    manifest.enforcement.rows = 2;
    writeFileSync(join(broken, "manifest.json"), JSON.stringify(manifest));
    const { code, stdout } = await run(["verify", broken]);
    expect(code).toBe(3);
    expect(stdout).toContain("enforcement.arrow rows must be 2 as the manifest says, got 3");
  });

  it.each([
    [
      "a column that there is not",
      "device,from,acton\n",
      ":1:3: acton is no column of an enforcement table; did you mean action?",
    ],
    ["a column that stands twice", "device,from,action,from\n", ":1:4: column from stands twice"],
    [
      "a column that is missing",
      "device,action\n",
      ":1:1: must have column from, has device, action",
    ],
    [
      "an action that there is not",
      "device,from,action\n3,2024-11-04,trottle\n",
      ":2:3 action must be a known action, got trottle; did you mean throttle?",
    ],
    [
      "a time that is none",
      "device,from,action\n3,noon,notify\n",
      ":2:2 from must be a time such as 2015-11-13T07:44+08:00, or Unix ms, got noon",
    ],
    [
      "an end before the start",
      "device,from,until,action\n3,2024-11-05,2024-11-04,notify\n",
      ":2:3 until must be after from",
    ],
    [
      "a line that there is not",
      "device,from,action\n20,2024-11-04,notify\n",
      ":2:1 device must be below population.devices, 20, got 20",
    ],
    [
      "a time outside the span",
      "device,from,action\n3,2025-11-04,notify\n",
      ":2:2 from must be within the span of clock.start and clock.days",
    ],
    [
      "a throttle without a rate",
      "device,from,action\n3,2024-11-04,throttle\n",
      ":2 rate must be above 0 bit/s for throttle",
    ],
    [
      "a rate that nobody obeys",
      "device,from,action,rate\n3,2024-11-04,cut-data,9\n",
      ":2:4 rate must be left out for cut-data, got 9",
    ],
    [
      "a network that it does not reach",
      "device,from,action,plane\n3,2024-11-04,disconnect-session,cellular\n",
      ":2:4 plane must be wlan for disconnect-session, got cellular",
    ],
    [
      "an app that it does not tell apart",
      "device,from,action,app\n3,2024-11-04,cut-data,video\n",
      ":2:4 app must be any for cut-data, got video",
    ],
    [
      "a row that is short",
      "device,from,action\n3,2024-11-04\n",
      ":2: must have 3 columns as the header, got 2",
    ],
    [
      "a quote that is open",
      'device,from,action\n"3,2024-11-04,notify\n',
      ":2: must be CSV, has a quote that is not closed or misplaced",
    ],
    ["nothing at all", "", ": must hold a header, is empty"],
  ])("refuses %s, with its place", async (_title, text, message) => {
    const file = write("bad.csv", text);
    const { code, stdout, stderr } = await run([
      "generate",
      "city@L0",
      "--enforce",
      file,
      "--dry-run",
    ]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`bad.csv${message}`);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

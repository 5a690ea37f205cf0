import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Explanation } from "../../jobs/explain.ts";
import { run } from "./run.ts";

let folder = "";
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "billshock-explain-"));
  const made = ["-j", "1", "-q"];
  const safe = ["--with", "restrict-background", "--with", "wifi-only-updates"];
  writeFileSync(
    at("usage.csv"),
    `A,S,E,U,D
a,2024-06-01 21:00:00,2024-06-01 22:00:00,0,4096
a,2024-06-02 01:00:00,2024-06-02 02:00:00,1024,8192
b,2024-06-01 21:00:00,2024-06-01 22:00:00,0,2048
`,
  );
  const night = "2024-06-02 01:00:00,2024-06-02 02:00:00";
  writeFileSync(at("truth.csv"), `device,kind,from,to\na,torrent-night,${night}\n`);
  writeFileSync(
    at("flows.csv"),
    `StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotPkts,TotBytes,SrcBytes,State
2024-06-01 21:00:00,30,tcp,10.8.0.69,5000,->,198.51.100.7,443,10,5000,1000,CON
`,
  );
  const map = "device=A,start=S,time=E,up=U,down=D";
  const zone = ["--timezone", "+08:00"];
  const calls = [
    ["generate", "wuhan-2015", "-o", at("wuhan"), ...safe, ...made],
    ["generate", "nanjing-2015", "-o", at("nanjing"), ...made],
    ["import", "cdr", at("usage.csv"), "-o", at("june"), ...zone, "--map", map, "-q"],
    [
      ...["import", "cdr", at("usage.csv"), "-o", at("labelled"), ...zone, "--map", map, "-q"],
      ...["--truth", at("truth.csv")],
    ],
    [
      "import",
      "argus",
      at("flows.csv"),
      "-o",
      at("link"),
      ...zone,
      "--local-net",
      "10.8.0.0/24",
      "-q",
    ],
  ];
  for (const call of calls) {
    const { code, stderr } = await run(call);
    expect(code, stderr).toBe(0);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

async function sheetOf(name: string, ...flags: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["explain", at(name), "--device", "0", ...flags]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout;
}

describe("the sheet of Wuhan", () => {
  it.each([
    ["what happened", /^incident bt-over-hotspot: a guest's torrent client/m],
    ["when", /when +2015-11-11 22:26:00 to 2015-11-12 06:08:40, 7 h 43 min/],
    ["how much", /moved +53\.50 GB: 10\.70 GB up, 42\.80 GB down/],
    ["what it cost", /cost +15,\d{3}\.\d\d CNY rated for it, before caps/],
    ["what set it off", /trigger +a torrent client/],
    [
      "a safeguard that did not hold",
      /restrict-background: on; the claim that it prevents this did not hold/,
    ],
    [
      "one that is not for this",
      /wifi-only-updates: on, but nobody claims that it prevents bt-over-hotspot/,
    ],
    ["who ended it", /ended by +itself/],
    ["who knew", /the owner did not know/],
    ["the observers", /^charging +charging records +1096 +10\.70 GB +42\.80 GB/m],
    ["how late the phone was", /^netstats +\d+ +53\.50 GB +2015-11-12 00:00:00 +1 h 34 min/m],
    ["who saw nothing", /^wlan +0 +0 B +never/m],
    ["whose bytes they were", /^netstats +whose +guests 53\.50 GB/m],
    ["when the bundle was gone", /bundle of data, 5\.00 GB: used up at 2015-11-11 23:10:43/],
    ["when the cap was reached", /cap of 1,000\.00 CNY: reached at 2015-11-11 23:34:37/],
    ["what is billed", /15,373\.59 CNY at its end,\s+of which 1,000\.00 CNY are billed/],
    ["the records", /^2015-11-11 23:10:43 +999 +50\.00 MB .* 15\.37 CNY +15,364\.03 CNY$/m],
  ])("tells %s", async (_, words) => {
    expect(await sheetOf("wuhan")).toMatch(words);
  });

  it("tells an hour of it, by the dataset's clock or another's", async () => {
    const local = await sheetOf("wuhan", "--at", "2015-11-11T23:10:15", "--around", "30m");
    expect(local).toContain("shown: 2015-11-11 22:40:15 to 2015-11-11 23:40:15, 1 h");
    expect(local).toContain("incident bt-over-hotspot");
    expect(await sheetOf("wuhan", "--at", "2015-11-11T15:10:15Z", "--around", "30m")).toBe(local);
  });

  it("tells a day for a day, and where the case lies when it is none of it", async () => {
    const day = await sheetOf("wuhan", "--at", "2015-11-12", "--around", "1m");
    expect(day).toContain("about: 2015-11-12 00:00:00 to 2015-11-13 00:00:00");
    const noon = await sheetOf("wuhan", "--at", "2015-11-11 12:00", "--around", "1h");
    expect(noon).toContain("Nothing out of the ordinary");
    expect(noon).toContain("incident bt-over-hotspot at 2015-11-11 22:26:00");
  });
});

describe("the sheet of Nanjing", () => {
  it.each([
    ["the theft", /^incident wlan-credential-theft: strangers on a stolen WLAN account/m],
    ["its cost", /172\.20 CNY rated for it/],
    ["that nothing stood against it", /safeguards +none was on/],
    ["who ended it", /ended by +the operator, who stopped the line/],
    ["what was done", /2015-11-13 07:44:00 +block-new-login by the operator, wlan, for good/],
    ["the sessions", /^wlan +sessions +169 different/m],
    ["where they were", /^charging +province +Ningxia .*5 more/m],
    ["the login, which is evidence without a byte", /^wlan +3888 +1\.67 TB .* 1 s +0 B$/m],
    ["the bill by the hour", /^2015-11-13 15:00 +1 +27\.63 GB +0 B +2\.77 CNY +172\.20 CNY$/m],
  ])("tells %s", async (_, words) => {
    expect((await sheetOf("nanjing")).replaceAll(/,\n +/g, ", ")).toMatch(words);
  });
});

describe("the sheet of imported records", () => {
  it("says that there is no truth, and tells what was seen and billed", async () => {
    const sheet = await sheetOf("june");
    expect(sheet).toContain("This dataset has no truth");
    expect(sheet).toContain("about: its heaviest day, 2024-06-02 00:00:00 to 2024-06-03 00:00:00");
    expect(sheet).toMatch(/^charging +charging records +2 +1\.00 KB +12\.00 KB +1 h +1 h$/m);
    expect(sheet).toContain("No money is known: the records name none, and no tariff rates them.");
    expect(sheet).toContain("closed in the window: 2 records, 13.00 KB\n");
  });

  it("tells of labels what they say, and nothing that they don't", async () => {
    const sheet = await sheetOf("labelled");
    expect(sheet).toMatch(/^incident torrent-night$/m);
    expect(sheet).toMatch(/^ +verdict +anomalous, as labelled$/m);
    expect(sheet).toMatch(/^charging +1 +9\.00 KB +2024-06-02 02:00:00 +1 h +9\.00 KB$/m);
    expect(sheet).not.toMatch(/safeguards|ended by|the owner/);
  });

  it("says where no bill is known", async () => {
    const sheet = await sheetOf("link");
    expect(sheet).toContain("This dataset has no charging view: no bill is known.");
    expect(sheet).toMatch(/^flows +the operator's probe +1 /m);
  });
});

describe("billshock explain --json", () => {
  it("gives the same in raw numbers", async () => {
    const told: Explanation = JSON.parse(await sheetOf("wuhan", "--json"));
    expect(told).toMatchObject({
      ...{ dataset: "wuhan-2015", device: 0, currency: "CNY", utcOffset: 480 },
      truth: {
        episodes: [
          {
            ...{ kind: "bt-over-hotspot", role: "incident", verdict: "anomalous" },
            case: {
              cause: { vector: "guest-on-hotspot" },
              failedSafeguards: ["restrict-background"],
              ...{ cost: 1_537_359, endKind: "self", ownerAware: false },
            },
          },
        ],
        safeguards: [{ name: "restrict-background", by: "owner" }, { name: "wifi-only-updates" }],
      },
      bill: { rated: 1_537_359, billed: 100_000, state: { moneyCap: { limit: 100_000 } } },
    });
    const [{ up, down, start, case: facts }] = told.truth?.episodes ?? [];
    // Beside the guest the phone loads what it was not let fetch ahead, while its owner is up.
    const seen = told.views.charging;
    expect(seen?.rows).toBe(1096);
    for (const [all, guest = 0] of [
      [seen?.up, up],
      [seen?.down, down],
    ]) {
      expect((all ?? 0) - guest).toBeGreaterThanOrEqual(0);
      expect((all ?? 0) - guest).toBeLessThan(5_000_000);
    }
    expect(told.bill?.records.reduce((sum, { charged }) => sum + charged, 0)).toBe(1_537_359);
    expect(told.window.from).toBe(start - 6 * 3_600_000);
    expect(facts?.observable.wlan).toEqual({ at: null, rows: 0 });
    expect(facts?.observable.flows?.at).toBe(told.views.flows?.episodes["0"]?.first?.visibleAt);
  });

  it("has null for what is not known", async () => {
    expect(JSON.parse(await sheetOf("link", "--json"))).toMatchObject({ truth: null, bill: null });
  });
});

describe("billshock explain", () => {
  const moment = "a date and time from 1970, year first, such as 2015-11-11T22:26";
  const span = "2015-11-11 00:00:00 to 2015-11-13 00:00:00 (+08:00)";
  it.each([
    [[], "--device is missing"],
    [["--device", "1"], "--device must be a whole number from 0 to 0, got 1"],
    [["--device", "0", "--at", "yesterday"], `--at must be ${moment}, got yesterday`],
    [
      ["--device", "0", "--at", "03/04/2015"],
      "--at must be a date and time that can be read one way only, such as 2015-11-11T22:26, got 03/04/2015",
    ],
    [
      ["--device", "0", "--at", "2015-11-13"],
      `--at must lie in the dataset's span, ${span}, got 2015-11-13`,
    ],
    [
      ["--device", "0", "--around", "6"],
      "--around must be a time such as 30m or 1h, at least 1 min, got 6",
    ],
    [
      ["--device", "0", "--view", "radio"],
      "--view must be one of flows, charging, netstats, wlan, which the dataset has, got radio",
    ],
  ])("refuses %j in one line", async (flags, said) => {
    const stderr = `billshock explain: ${said}\n`;
    expect(await run(["explain", at("wuhan"), ...flags])).toEqual({ code: 2, stdout: "", stderr });
  });

  it("refuses a view that an import has not", async () => {
    const { code, stderr } = await run(["explain", at("june"), "--device", "0", "--view", "flows"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--view must be one of charging, which the dataset has, got flows");
  });

  it("says which file of a dataset is broken, and exits with 3", async () => {
    cpSync(at("wuhan"), at("bad"), { recursive: true });
    truncateSync(at("bad/views/netstats/0000.arrow"), 100);
    const { code, stdout, stderr } = await run(["explain", at("bad"), "--device", "0"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("views/netstats/0000.arrow: is cut off");
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileOf } from "../datasets/imported.ts";
import { run } from "./run.ts";

const HEADER = "MSISDN,BEGIN,END,UL,DL\n";
const GOOD = "138,2024-06-01 00:00:00,2024-06-01 00:10:00,1,2\n";
const MAP = "device=MSISDN,start=BEGIN,time=END,up=UL,down=DL";
const NFDUMP = `2024-06-01 00:00:00,2024-06-01 00:00:05,5.000,10.0.0.1,9.9.9.9,1,2,TCP,......,0,0,1,60${",0".repeat(35)}\n`;
const ARGUS =
  "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,TotPkts,TotBytes,SrcBytes\n";
const FLOW = "2024/06/01 00:00:00.5,1.5,tcp,10.0.0.1,5,   ->,9.9.9.9,443,CON,2,100,40\n";

interface Flags {
  readonly format?: string;
  readonly map?: string;
  readonly encoding?: string;
  readonly timezone?: string;
  readonly tariff?: string;
  readonly truth?: string;
  readonly device?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
}

/** Each broken input, and the line on stderr that it gets. */
const BROKEN: readonly (readonly [string, string | Uint8Array, Flags, string])[] = [
  [
    "a column that the map names and the file lacks",
    HEADER + GOOD,
    { map: MAP.replace("=UL", "=UPLINK") },
    "map: usage.csv has no column UPLINK; it has MSISDN, BEGIN, END, UL, DL",
  ],
  [
    "a column name in the wrong case",
    HEADER + GOOD,
    { map: MAP.replace("=BEGIN", "=Begin") },
    "map: usage.csv has no column Begin; it has MSISDN, BEGIN, END, UL, DL; did you mean BEGIN?",
  ],
  [
    "a map with an unknown target",
    HEADER + GOOD,
    { map: `${MAP},uplink=UL` },
    "map: must be one of time, start, duration, visibleAt, device, up, down, upGigawords, downGigawords, ratingGroup, cause, inBundle, charged, province, roaming, cumulative, only, except, got uplink; did you mean up?",
  ],
  [
    "negative bytes",
    `${HEADER}${GOOD}138,2024-06-01 00:00:00,2024-06-01 00:10:00,-5,2\n`,
    {},
    'usage.csv:3:4: UL must be a whole number from 0 and below 2^53, got "-5"',
  ],
  [
    "bytes that are no number",
    HEADER + GOOD.replace(",2\n", ",many\n"),
    {},
    'usage.csv:2:5: DL must be a whole number from 0 and below 2^53, got "many"',
  ],
  [
    "a fraction of a byte",
    HEADER + GOOD.replace(",2\n", ",2.5\n"),
    {},
    'usage.csv:2:5: DL must be a whole number from 0 and below 2^53, got "2.5"',
  ],
  [
    "a number above 2^53",
    HEADER + GOOD.replace(",2\n", ",9007199254740993\n"),
    {},
    'usage.csv:2:5: DL must be a whole number from 0 and below 2^53, got "9007199254740993"',
  ],
  [
    "a size above 2^53 in its unit",
    HEADER + GOOD.replace(",2\n", ",9007199254740\n"),
    { map: `${MAP}:GB` },
    'usage.csv:2:5: DL must be a number from 0 and below 2^53, got "9007199254740"',
  ],
  [
    "an empty cell",
    HEADER + GOOD.replace(",1,", ",,"),
    {},
    'usage.csv:2:4: UL must be a whole number from 0 and below 2^53, got ""',
  ],
  [
    "an end before the start",
    `${HEADER}138,2024-06-01 00:10:00,2024-06-01 00:00:00,1,2\n`,
    {},
    'usage.csv:2:3: END must be at or after the record\'s start, got "2024-06-01 00:00:00"',
  ],
  [
    "a day that does not exist",
    HEADER + GOOD.replace("2024-06-01", "2024-06-31"),
    {},
    'usage.csv:2:2: BEGIN must be a date and time from 1970, year first, got "2024-06-31 00:00:00"',
  ],
  [
    "a date with the day first",
    HEADER + GOOD.replace("2024-06-01 00:10:00", "01/06/2024 00:10"),
    {},
    'usage.csv:2:3: END must be a date and time that can be read one way only, got "01/06/2024 00:10"; it is 2024-06-01 00:10:00 as DD/MM/YYYY HH:mm or 2024-01-06 00:10:00 as MM/DD/YYYY HH:mm: declare which, such as time=END:DD/MM/YYYY HH:mm',
  ],
  [
    "a row that is too short",
    `${HEADER}${GOOD}138,2024-06-01 00:00:00,1,2\n`,
    {},
    "usage.csv:3: a row must have 5 cells like the header, has 4",
  ],
  [
    "a row that is too long",
    HEADER + GOOD.replace(",1,", ",1,000,"),
    {},
    "usage.csv:2: a row must have 5 cells like the header, has 6",
  ],
  [
    "a quote that is never closed",
    `${HEADER}"138,2024-06-01 00:00:00,2024-06-01 00:10:00,1,2\n${GOOD}`,
    {},
    "usage.csv:3: a quote must be closed, is open at the end of the file",
  ],
  [
    "a quote inside a cell",
    `${HEADER}13"8,2024-06-01 00:00:00,2024-06-01 00:10:00,1,2\n`,
    {},
    'usage.csv:2: a quote inside a cell must be doubled ("") and the cell quoted',
  ],
  [
    "UTF-16",
    Buffer.from(`\uFEFF${HEADER}${GOOD}`, "utf16le"),
    {},
    "usage.csv: must be utf-8, is UTF-16; save it as UTF-8 or name its encoding, for example utf-16le",
  ],
  [
    "another encoding",
    Buffer.concat([Buffer.from(HEADER), Buffer.from([0xba, 0xfe, 0xb1, 0xb1]), Buffer.from(GOOD)]),
    {},
    "usage.csv: must be utf-8 throughout, is not after line 1; name its encoding, for example gb18030",
  ],
  [
    "an encoding that nobody knows",
    HEADER + GOOD,
    { encoding: "utf-9" },
    "encoding must be one that the WHATWG standard knows, such as utf-8, gb18030 or utf-16le, got utf-9",
  ],
  [
    "a header with a name twice",
    `MSISDN,BEGIN,END,UL,UL,DL\n${GOOD.replace(",1,", ",1,1,")}`,
    {},
    "usage.csv:1:5: column UL must stand once, stands twice",
  ],
  ["an empty file", "", {}, "usage.csv: must hold rows, is empty"],
  ["blank lines alone", "\n\n\n", {}, "usage.csv: must hold rows, is empty"],
  ["a header alone", HEADER, {}, "usage.csv: must hold rows below its header, holds none"],
  [
    "a record of nobody",
    `${HEADER},2024-06-01 00:00:00,2024-06-01 00:10:00,1,2\n`,
    {},
    'usage.csv:2:1: MSISDN must be an identifier, got ""',
  ],
  [
    "a timezone that the database lacks",
    HEADER + GOOD,
    { timezone: "Asia/Shanghia" },
    "import: timezone must be UTC, an offset such as +08:00, or a name such as Europe/Berlin, got Asia/Shanghia; did you mean Asia/Shanghai?",
  ],
  [
    "bounds in the wrong order",
    HEADER + GOOD,
    { from: "2024-06-02", to: "2024-06-01" },
    "import: to must lie after from, 2024-06-02, got 2024-06-01",
  ],
  [
    "a bound that is no moment",
    HEADER + GOOD,
    { from: "June" },
    "import: from must be a date and time from 1970, year first, got June",
  ],
  [
    "a date with a time",
    ARGUS + FLOW,
    { format: "argus", map: "", device: ["10.0.0.1"], date: "2024-06-01 10:00" },
    "import: date must be a date, year first, got 2024-06-01 10:00",
  ],
  [
    "bounds that leave nothing",
    HEADER + GOOD,
    { to: "2024-01-01" },
    "usage.csv: must hold rows of a device, holds none (1 with not wholly within --from and --to)",
  ],
  [
    "a clock that jumped",
    `${HEADER}${GOOD}${GOOD.replaceAll("2024", "2004")}`,
    {},
    "usage.csv:3: a row must lie within a year of the others, is of 2004-06-01 00:00:00: the file has 1 row from 2004-06-01 00:00:00 to 2004-06-01 00:10:00, 1 row from 2024-06-01 00:00:00 to 2024-06-01 00:10:00 and nothing between, so that every rate per day would be wrong; leave rows out with --from and --to, or give both to say that it is right",
  ],
  [
    "an unknown tariff",
    HEADER + GOOD,
    { tariff: "ct2051" },
    "tariff: ct2051 is not known; did you mean ct2015?",
  ],
  [
    "an unknown format",
    HEADER + GOOD,
    { format: "netflow" },
    "format must be one of argus, cdr, nfdump, got netflow; choose from argus, cdr, nfdump",
  ],
  [
    "a format that nobody recognises",
    "a,b\n1,2\n",
    { map: "", format: "" },
    "usage.csv: must begin like one of argus, cdr, nfdump; name the format, and for cdr a map of its columns",
  ],
  [
    "half a gzip file",
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]),
    {},
    "usage.csv: must be whole gzip, is broken",
  ],
  [
    "flows with a map",
    ARGUS + FLOW,
    { format: "argus", map: MAP, device: ["10.0.0.1"] },
    "import: map must be left out with argus, which knows its columns",
  ],
  [
    "records with a device's address",
    HEADER + GOOD,
    { device: ["10.0.0.1"] },
    "import: device must be left out with cdr, whose map names the column of the device",
  ],
  [
    "flows without a device",
    ARGUS + FLOW,
    { format: "argus", map: "" },
    "import: flow records need device or localNet, to know whose bytes are up; got neither",
  ],
  [
    "flows of a device that is not there",
    ARGUS + FLOW,
    { format: "argus", map: "", device: ["10.0.0.2"] },
    'usage.csv: must hold rows of a device, holds none (1 with neither end local); most bytes are of "10.0.0.1" (1 row), "9.9.9.9" (1 row)',
  ],
  [
    "argus rows that sent more than all",
    ARGUS + FLOW.replace(",40\n", ",101\n"),
    { format: "argus", map: "", device: ["10.0.0.1"] },
    'usage.csv:2:12: SrcBytes must be at most TotBytes, 100, got "101"',
  ],
  [
    "argus without SrcBytes",
    `${ARGUS.replace(",SrcBytes", "")}${FLOW}`,
    { format: "argus", map: "", device: ["10.0.0.1"] },
    "usage.csv:1: must have column SrcBytes, or nobody knows which bytes are up; write it with ra -s +sbytes",
  ],
  [
    "a negative duration",
    ARGUS + FLOW.replace(",1.5,", ",-1.5,"),
    { format: "argus", map: "", device: ["10.0.0.1"] },
    'usage.csv:2:2: Dur must be a number of seconds from 0, got "-1.5"',
  ],
  [
    "nfdump rows that end before they start",
    NFDUMP.replace("00:00:05", "00:00:00").replace("00:00:00", "00:00:07"),
    { format: "nfdump", map: "", device: ["10.0.0.1"] },
    'usage.csv:1:2: te must be at or after ts, 2024-06-01 00:00:07, got "2024-06-01 00:00:00"',
  ],
  [
    "nfdump rows that lack a cell",
    NFDUMP.replace(",TCP,", ","),
    { format: "nfdump", map: "", device: ["10.0.0.1"] },
    "usage.csv:1: a row must have 48 cells like the header, has 47",
  ],
];

const TRUTH_HEADER = "device,kind,from,to\n";

/** Broken truth beside a good file. */
const BROKEN_TRUTH: readonly (readonly [string, string, string])[] = [
  [
    "another header",
    "msisdn,kind,from,to\n",
    "truth.csv:1: must begin with device,kind,from,to, got msisdn,kind,from,to",
  ],
  [
    "a stranger",
    `${TRUTH_HEADER}139,bt,2024-06-01,2024-06-02\n`,
    'truth.csv:2:1: device must be a device that has rows in the import, got "139"',
  ],
  [
    "no kind",
    `${TRUTH_HEADER}138,,2024-06-01,2024-06-02\n`,
    'truth.csv:2:2: kind must be a kind in small letters, digits and hyphens, got ""',
  ],
  [
    "an interval that ends as it begins",
    `${TRUTH_HEADER}138,bt,2024-06-01,2024-06-01\n`,
    'truth.csv:2:4: to must be a date and time after from, 2024-06-01, got "2024-06-01"',
  ],
  [
    "two intervals at once",
    `${TRUTH_HEADER}138,bt,2024-06-01,2024-06-01 00:08\n138,theft,2024-06-01 00:05,2024-06-04\n`,
    "truth.csv:3: an interval must not overlap another of its device, overlaps line 2",
  ],
  [
    "an interval of another year",
    `${TRUTH_HEADER}138,bt,2025-06-01,2025-06-02\n`,
    'truth.csv:2:3: from must be within the rows\' span, 2024-06-01 00:00:00 to 2024-06-01 00:11:00, got "2025-06-01"',
  ],
  ["no rows", "", "truth.csv: must hold rows, is empty"],
];

/** Stands below the fault of a row. */
const HINT = "--max-errors N leaves out up to N such rows\n";

/** Calls the command line; returns what it wrote to stderr, without the folder's path. */
async function complaint(file: string, { format = "cdr", ...flags }: Flags): Promise<string> {
  const given = Object.entries(flags).flatMap(([name, value]) =>
    [value].flat().flatMap((text) => [`--${name}`, String(text)]),
  );
  const words = format === "" ? [file] : [format, file];
  const folder = dirname(file);
  const { code, stdout, stderr } = await run([
    "import",
    ...words,
    "-q",
    "-o",
    join(folder, "out"),
    ...given,
  ]);
  expect([code, stdout]).toEqual([2, ""]);
  const left = readdirSync(folder).filter((name) => name.startsWith("out"));
  expect(left, "nothing is left behind").toEqual([]);
  return stderr.replaceAll(`${folder}/`, "").replace(HINT, "");
}

describe("a good file", () => {
  it("is summed up in a line, or as JSON", async () => {
    const file = fileOf(HEADER + GOOD);
    const argv = ["import", "cdr", file, "--map", MAP, "-o"];
    const text = await run([...argv, join(dirname(file), "june"), "-q"]);
    expect(text).toEqual({
      code: 0,
      stdout:
        "june: 1 row of charging from cdr, 1 device, 1 B up, 2 B down, 2024-06-01 00:00:00 to 2024-06-01 00:11:00\nread: 1 file, 1 record, 0 left out; times are +00:00\n",
      stderr: "",
    });
    const json = await run([...argv, join(dirname(file), "july"), "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      format: "cdr",
      devices: 1,
      views: { charging: { rows: 1, up: 1, down: 2 } },
      truth: null,
      skipped: [],
      warnings: [],
    });
  });

  it("tells on stderr what was left out and what is odd", async () => {
    const file = fileOf(`${ARGUS}${FLOW}${FLOW.replace("10.0.0.1", "10.0.0.2")}`);
    const out = join(dirname(file), "flows");
    const { stderr } = await run(["import", file, "-o", out, "--device", "10.0.0.1"]);
    expect(stderr).toContain("left out: 1 row, 100 B: neither end local, first on line 3\n");
  });
});

describe("a broken file is refused, and nothing is written", () => {
  it.each(BROKEN)("%s", async (_, content, flags, expected) => {
    const { map = MAP, ...rest } = flags;
    const settings = map === "" ? rest : { map, ...rest };
    expect(await complaint(fileOf(content), settings)).toBe(`${expected}\n`);
  });

  it.each(BROKEN_TRUTH)("truth with %s", async (_, content, expected) => {
    const truth = fileOf(content, "truth.csv");
    const message = await complaint(fileOf(HEADER + GOOD), { map: MAP, truth });
    expect(message.replaceAll(`${dirname(truth)}/`, "")).toBe(`${expected}\n`);
  });

  it("a file that is not there", async () => {
    const file = join(dirname(fileOf("")), "nowhere.csv");
    expect(await complaint(file, { map: MAP })).toBe(
      "nowhere.csv: must be a file that can be read\n",
    );
  });
});

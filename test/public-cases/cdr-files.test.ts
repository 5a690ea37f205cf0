import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "../cli/run.ts";

const CASES = join(process.env["BILLSHOCK_DATA"] ?? "../shared/data", "public-cases");
const PLACE = `${CASES}/`;
const folder = mkdtempSync(join(tmpdir(), "billshock-cases-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DEVICE = "device=MSISDN,start=START,time=END";
const MAP = `${DEVICE},up=UL:KB,down=DL:KB`;
const BYTES = `${DEVICE},up=UL,down=DL`;
const KB = 1024;
const MB = 1024 * 1024;

/** Local time of China as ms UTC. */
const china = (day: number, hour: number, minute: number) =>
  Date.UTC(2024, 5, day, hour - 8, minute);
const [NINE, HALF] = [china(1, 9, 5), china(1, 9, 35)];

interface Expected {
  /** Start, end, up and down of each record. */
  readonly rows: readonly (readonly [number, number, number, number])[];
  readonly devices?: readonly string[];
  /** Rows left out, by reason. */
  readonly skipped?: Readonly<Record<string, number>>;
  readonly warnings?: readonly string[];
  readonly badRows?: number;
}

/** What each file says, by hand arithmetic, under what somebody declares of it. */
const READ: readonly (readonly [string, readonly string[], Expected])[] = [
  [
    "d1-yyyymmddhhmm.csv",
    ["--map", BYTES],
    {
      rows: [
        [NINE, HALF, 1000, 50_000],
        [china(1, 19, 5), china(1, 19, 35), 1000, 50_000],
      ],
      devices: ["491700000001", "491700000001"],
    },
  ],
  [
    "d3-dmy.csv",
    [
      "--map",
      "device=MSISDN,start=START:DD.MM.YYYY HH:mm:ss,time=END:DD.MM.YYYY HH:mm:ss,up=UL,down=DL",
    ],
    { rows: [[NINE, HALF, 1000, 50_000]] },
  ],
  ["d4-unpadded.csv", ["--map", BYTES], { rows: [[NINE, HALF, 1000, 50_000]] }],
  ["d5-ampm.csv", ["--map", BYTES], { rows: [[china(1, 21, 5), china(1, 21, 35), 1000, 50_000]] }],
  [
    "d6-excel-serial.csv",
    ["--map", "device=MSISDN,start=START:excel,time=END:excel,up=UL,down=DL"],
    { rows: [[NINE, HALF, 1000, 50_000]] },
  ],
  [
    "d7-hms-duration.csv",
    ["--map", "device=MSISDN,start=START,duration=DUR,up=UL,down=DL"],
    { rows: [[NINE, HALF, 1000, 50_000]] },
  ],
  [
    "d7-hms-duration.csv",
    ["--map", "device=MSISDN,start=START,duration=DUR:h:mm:ss,up=UL,down=DL"],
    { rows: [[NINE, HALF, 1000, 50_000]] },
  ],
  [
    "e1-decimal-comma.csv",
    ["--map", `${DEVICE},up=UL_MB:MB,down=DL_MB:MB`, "--decimal", ","],
    { rows: [[NINE, HALF, 1.25 * MB, 52.5 * MB]] },
  ],
  [
    "e2-thousands.csv",
    ["--map", `${DEVICE},up=UL_KB:KB,down=DL_KB:KB`, "--thousands", ","],
    { rows: [[NINE, HALF, 1280 * KB, 53_760 * KB]] },
  ],
  [
    "e3-mixed-units.csv",
    ["--map", `${DEVICE},up=UL:cell,down=DL:cell`],
    { rows: [[NINE, HALF, 802, 13_400_801]] },
  ],
  [
    "e3-mixed-units.csv",
    ["--map", `${DEVICE},up=UL:cell,down=DL:cell`, "--kilo", "1000"],
    { rows: [[NINE, HALF, 802, 12_780_000]] },
  ],
  [
    "e5-totals-row.csv",
    ["--map", `${MAP},except=MSISDN:Total`],
    {
      rows: [[NINE, HALF, 1000 * KB, 50_000 * KB]],
      skipped: { "MSISDN is one that the map leaves out": 1 },
    },
  ],
  [
    "e5-totals-row.csv",
    ["--map", MAP, "--skip-rows", "last"],
    { rows: [[NINE, HALF, 1000 * KB, 50_000 * KB]], skipped: { "named as no row": 1 } },
  ],
  [
    "e6-negative.csv",
    ["--map", BYTES, "--max-errors", "1"],
    {
      rows: [[NINE, HALF, 1000, 50_000]],
      skipped: { "UL is negative, a correction": 1 },
      badRows: 1,
    },
  ],
  ["e7-pandas-floats.csv", ["--map", BYTES], { rows: [[NINE, HALF, 1000, 50_000]] }],
  [
    "e8-empty-volume.csv",
    ["--map", BYTES, "--empty", "-,NULL,n/a"],
    { rows: [[NINE, HALF, 0, 50_000]], warnings: ["UL is empty: taken as 0"] },
  ],
  [
    "e10-preamble.csv",
    ["--map", BYTES],
    { rows: [[NINE, HALF, 1000, 50_000]], skipped: { "stands above the header": 2 } },
  ],
  [
    "e11-bom-quoted-newline.csv",
    ["--map", BYTES],
    {
      rows: [
        [NINE, HALF, 1000, 50_000],
        [NINE + 60_000, HALF + 60_000, 0, 0],
      ],
      devices: ["0049170", "049170"],
    },
  ],
  [
    "e12-utf16-bom.csv",
    [
      ...["--map", `${DEVICE},up=UL_KB:KB,down=DL_KB:KB`],
      ...["--thousands", ",", "--encoding", "utf-16le"],
    ],
    { rows: [[NINE, HALF, 1280 * KB, 53_760 * KB]] },
  ],
  [
    "e13-total-row-dated.csv",
    ["--map", BYTES],
    {
      rows: [
        [NINE, HALF, 1000, 50_000],
        [china(1, 10, 5), china(1, 10, 35), 1000, 90_000],
        [china(1, 0, 0), china(2, 0, 0), 2000, 140_000],
      ],
      warnings: [
        "a device is called ALL; is it a total? leave it out with except=MSISDN:ALL in the map",
        "the row of line 4 equals the sum of the 2 others; is it a total? leave it out with except=MSISDN:VALUE in the map, or --skip-rows",
        "a record longer than 1 h is booked whole when it closes: such records hold 50 % of the bytes, the longest lasts 24 h; a rule on hours or nights sees bursts that were none",
      ],
    },
  ],
  [
    "e13-total-row-dated.csv",
    ["--map", `${BYTES},except=MSISDN:ALL`],
    {
      rows: [
        [NINE, HALF, 1000, 50_000],
        [china(1, 10, 5), china(1, 10, 35), 1000, 90_000],
      ],
      skipped: { "MSISDN is one that the map leaves out": 1 },
    },
  ],
  [
    "h3-cost.csv",
    ["--map", `${DEVICE},down=DL,charged=COST:EUR`],
    {
      rows: [[NINE, HALF, 0, 50_000]],
      warnings: ["there is no uplink column: all bytes are taken as down"],
    },
  ],
  [
    "u1-opencider.csv",
    ["--map", "device=caller_id,time=timestamp,down=volume:MB"],
    {
      rows: [
        [Date.UTC(2020, 1, 9, 9, 18, 56), Date.UTC(2020, 1, 9, 9, 18, 56), 0, 52_554_629],
        [Date.UTC(2020, 1, 18, 13, 45, 42), Date.UTC(2020, 1, 18, 13, 45, 42), 0, 62_201_528],
        [Date.UTC(2020, 1, 10, 14, 56, 1), Date.UTC(2020, 1, 10, 14, 56, 1), 0, 13_170_115],
      ],
      devices: ["ioa1", "j5", "ioa1"],
      warnings: ["there is no uplink column: all bytes are taken as down"],
    },
  ],
  [
    "u2-zones.csv",
    ["--map", "device=subscriber,start=start_time,time=stop_time,up=ul:KB,down=dl:KB"],
    {
      rows: [
        [Date.UTC(2025, 2, 11, 10), Date.UTC(2025, 2, 11, 10, 30), 10 * KB, 20 * KB],
        [Date.UTC(2025, 2, 11, 11) + 123, Date.UTC(2025, 2, 11, 11, 30) + 500, 10 * KB, 20 * KB],
      ],
    },
  ],
  [
    "u5-cr.csv",
    ["--map", "device=M,start=S,time=E,up=U,down=D"],
    { rows: [[Date.UTC(2024, 2, 30, 4), Date.UTC(2024, 2, 30, 4, 30), 1, 100]] },
  ],
  [
    "u6-truncated.csv",
    ["--map", "device=M,start=S,time=E,up=U,down=D"],
    {
      rows: [
        [Date.UTC(2024, 2, 30, 4), Date.UTC(2024, 2, 30, 4, 30), 1, 100],
        [Date.UTC(2024, 2, 30, 5), Date.UTC(2024, 2, 30, 5, 30), 1, 1],
      ],
      warnings: ["the last line has no end; was the file cut off?"],
    },
  ],
  [
    "u8-utf16.csv",
    ["--map", "device=M,start=S,time=E,up=U,down=D", "--encoding", "utf-16le"],
    { rows: [[Date.UTC(2024, 2, 30, 4), Date.UTC(2024, 2, 30, 4, 30), 1, 100]] },
  ],
  [
    "u9-gb.csv",
    [
      "--encoding",
      "gb18030",
      "--map",
      "device=手机号,start=开始时间,time=结束时间,up=上行流量:KB,down=下行流量:KB,province=省份,roaming=是否漫游",
    ],
    {
      rows: [[Date.UTC(2015, 10, 11, 14, 26), Date.UTC(2015, 10, 11, 14, 56), 100 * KB, 2000 * KB]],
    },
  ],
];

/** Clear words where a file can't be read as it is, and which exit with 2. */
const REFUSED: readonly (readonly [string, readonly string[], string])[] = [
  [
    "d3-dmy.csv",
    ["--map", MAP],
    `d3-dmy.csv:2:2: START must be a date and time that can be read one way only, got "01.06.2024 09:05:00"; it is 2024-06-01 09:05:00 as DD.MM.YYYY HH:mm:ss or 2024-01-06 09:05:00 as MM.DD.YYYY HH:mm:ss: declare which, such as start=START:DD.MM.YYYY HH:mm:ss`,
  ],
  [
    "d6-excel-serial.csv",
    ["--map", MAP],
    `d6-excel-serial.csv:2:2: START must be a date and time that can be read one way only, got "45444.3784722"; it is 2024-06-01 09:05:00 as excel: declare which, such as start=START:excel`,
  ],
  [
    "e1-decimal-comma.csv",
    ["--map", `${DEVICE},up=UL_MB:MB,down=DL_MB:MB`],
    'e1-decimal-comma.csv:2:4: UL_MB must be a number from 0 and below 2^53, got "1,25"; it is 1.25 with --decimal ,: declare which',
  ],
  [
    "e2-thousands.csv",
    ["--map", `${DEVICE},up=UL_KB:KB,down=DL_KB:KB`],
    'e2-thousands.csv:2:4: UL_KB must be a number from 0 and below 2^53, got "1,280.00"; it is 1280.00 with --thousands ,: declare which',
  ],
  [
    "e3-mixed-units.csv",
    ["--map", MAP],
    `e3-mixed-units.csv:2:4: UL must be a number from 0 and below 2^53, got "802.3B"; it names its own unit: declare the column's unit as cell`,
  ],
  [
    "e5-totals-row.csv",
    ["--map", MAP],
    'e5-totals-row.csv:3:2: START must be a date and time from 1970, year first, got ""',
  ],
  [
    "e6-negative.csv",
    ["--map", MAP],
    'e6-negative.csv:3:4: UL must be a number from 0 and below 2^53, got "-1000"',
  ],
  [
    "e8-empty-volume.csv",
    ["--map", MAP],
    'e8-empty-volume.csv:2:4: UL must be a number from 0 and below 2^53, got ""',
  ],
  [
    "e12-utf16-bom.csv",
    ["--map", MAP],
    "e12-utf16-bom.csv: must be utf-8, is UTF-16; save it as UTF-8 or name its encoding, for example utf-16le",
  ],
  [
    "u8-utf16.csv",
    ["--map", MAP],
    "u8-utf16.csv: must be utf-8, is UTF-16; save it as UTF-8 or name its encoding, for example utf-16le",
  ],
  [
    "h3-cost.csv",
    ["--map", `${DEVICE},down=DL,charged=COST:major`],
    'h3-cost.csv:2:5: COST must be a number from 0 and below 2^53, got "€1.25"; it names a currency: declare which behind the column, such as charged=COST:EUR',
  ],
  [
    "h3-cost.csv",
    ["--map", `${DEVICE},down=DL,charged=COST:CNY`],
    'h3-cost.csv:2:5: COST must be a number from 0 and below 2^53, got "€1.25"; it names another currency than CNY',
  ],
  [
    "u9-gb.csv",
    ["--map", MAP],
    "u9-gb.csv: must be utf-8 throughout, is not after line 1; name its encoding, for example gb18030",
  ],
];

describe.skipIf(!existsSync(CASES))("files that people have", () => {
  it.each(READ)("%s under %j says what it says", async (file, flags, expected) => {
    const argv = ["import", "cdr", join(CASES, file), "--dry-run", "--json", "-q"];
    const { code, stdout, stderr } = await run([...argv, "--timezone", "+08:00", ...flags]);
    expect([code, stderr]).toEqual([0, ""]);
    const preview = JSON.parse(stdout);
    const { rows, skipped = {}, warnings = [], badRows = 0 } = expected;
    expect(preview.rows.map((row: Row) => [row.start, row.end, row.up, row.down])).toEqual(rows);
    const total = (at: 2 | 3) => rows.reduce((sum, row) => sum + row[at], 0);
    expect([preview.up, preview.down]).toEqual([total(2), total(3)]);
    expect(countsOf(preview.skipped)).toEqual(skipped);
    expect(Object.keys(countsOf(preview.warnings))).toEqual(warnings);
    expect(preview.read.badRows).toHaveLength(badRows);
    if (expected.devices) {
      expect(preview.rows.map(({ device }: Row) => device)).toEqual(expected.devices);
    }
  });

  it.each(REFUSED)("%s under %j is refused with a clear word", async (file, flags, message) => {
    const { code, stdout, stderr } = await run([
      ...["import", "cdr", join(CASES, file), "--dry-run", "-q"],
      ...flags,
    ]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.split("\n")[0]?.replaceAll(PLACE, "")).toBe(message);
  });

  it("e14: records that repeat or overlap are kept and said", async () => {
    const out = join(folder, "e14");
    const { stderr } = await run([
      ...["import", "cdr", join(CASES, "e14-dup-overlap.csv"), "--map", BYTES, "-o", out],
    ]);
    expect(stderr).toContain("warning: 1 row: a record repeats an earlier one of its device\n");
    expect(stderr).toContain("warning: 1 row: a record overlaps an earlier one of its device\n");
    const { views } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect([views.charging.rows, views.charging.up, views.charging.down]).toEqual([
      3, 3000, 150_000,
    ]);
  });

  it("h3: charges of one's own keep their currency", async () => {
    const out = join(folder, "h3");
    const map = `${DEVICE},down=DL,charged=COST:EUR`;
    await run(["import", "cdr", join(CASES, "h3-cost.csv"), "--map", map, "-o", out]);
    const { currency, views } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect([currency, views.charging.columns.includes("charged")]).toEqual(["EUR", true]);
    const { code, stderr } = await run([
      ...["import", "cdr", join(CASES, "h3-cost.csv"), "--map", map],
      ...["-o", join(folder, "h3-cn"), "--tariff", "cn-2024"],
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("charges are in EUR and tariff cn-2024 is in CNY");
  });

  it("al1: alerts name lines as the operator does, by their local times", async () => {
    const out = join(folder, "al1");
    const example = join(import.meta.dirname, "../../examples/cdr");
    await run([
      ...["import", "cdr", join(example, "usage.csv"), "-o", out, "-q", "--timezone", "+08:00"],
      ...["--tariff", "cn-2024", "--truth", join(example, "truth.csv"), "--map"],
      "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB",
    ]);
    const alerts = join(CASES, "al1-alerts-msisdn.csv");
    const { code, stdout } = await run(["score", out, alerts, "--json"]);
    expect(code).toBe(0);
    const [row] = JSON.parse(stdout).detectors;
    // 23:10 lies in the night of 22:41 to 01:58 that the truth has of this line.
    expect([row.alarms, row.recall.value, row.precision.value]).toEqual([1, 1, 1]);
    await run([
      ...["import", "cdr", join(example, "usage.csv"), "-o", `${out}-2`, "-q", "--forget-keys"],
      ...["--map", "device=MSISDN,start=BEGIN,time=END,up=UPLINK_KB:KB,down=DOWNLINK_KB:KB"],
    ]);
    const lost = await run(["score", `${out}-2`, alerts]);
    expect([lost.code, lost.stderr.replace(PLACE, "")]).toEqual([
      2,
      "al1-alerts-msisdn.csv:2: device must be in [0, 4), got 13800000003; identifiers need private/keys.csv, which is not there\n",
    ]);
  });

  it("u4: a header alone holds no rows", async () => {
    const argv = ["import", "cdr", join(CASES, "u4-header-only.csv"), "-o", join(folder, "u4")];
    const { code, stderr } = await run([...argv, "--map", "device=M,start=S,time=E,up=U,down=D"]);
    expect(code).toBe(2);
    expect(stderr).toContain("u4-header-only.csv: must hold rows below its header, holds none");
  });

  it("o1 and c4: counters of a session are told apart to the byte", async () => {
    const osmocom = await run([
      ...["import", join(CASES, "o1-osmocom.csv"), "-o", join(folder, "o1"), "--json"],
    ]);
    // 1000 + (2000 - 1000), and 5000 of the session that began anew; down alike.
    expect(JSON.parse(osmocom.stdout).views.charging).toMatchObject({ up: 7000, down: 280_000 });
    const radius = await run([
      ...["import", "cdr", join(CASES, "c4-dup-and-empty-stop.csv"), "-o", join(folder, "c4")],
      "--map",
      "device=username,start=acctstarttime,time=acctupdatetime,up=acctinputoctets,down=acctoutputoctets,cumulative=acctsessionid",
      "--json",
    ]);
    // The Interim-Update that stands twice counts once; the Stop without counters moves nothing.
    expect(JSON.parse(radius.stdout).views.charging).toMatchObject({ up: 2000, down: 200_000 });
  });
});

interface Row {
  readonly start: number;
  readonly end: number;
  readonly up: number;
  readonly down: number;
  readonly device: string;
}

function countsOf(oddities: readonly { what: string; rows?: number }[]) {
  return Object.fromEntries(oddities.map(({ what, rows }) => [what, rows]));
}

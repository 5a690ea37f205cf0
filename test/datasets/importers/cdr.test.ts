import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { tariffNamed } from "../../../datasets/billing/tariffs/catalogue.ts";
import { MB } from "../../../datasets/sizes.ts";
import { fileOf, importFile, pick, type Settings, sumOf } from "../imported.ts";

const T = Date.UTC(2024, 5, 1);
const MAP = "device=MSISDN,start=BEGIN,time=END,up=UL:KB,down=DL:KB";
const HEADER = "MSISDN,BEGIN,END,UL,DL\n";

function importText(text: string | Uint8Array, settings: Settings = {}) {
  return importFile(fileOf(text), { format: "cdr", map: MAP, ...settings });
}

describe("usage records", () => {
  it("become rows in order of closing, with dense devices and their own sequence", async () => {
    const imported = await importText(
      `${HEADER}138-2,2024-06-01 00:10:00,2024-06-01 00:20:00,1,2
138-1,2024-06-01 00:00:00,2024-06-01 00:05:00,10,20
138-2,2024-06-01 00:00:00,2024-06-01 00:10:00,3,4
`,
    );
    expect(pick(imported, "device", "seq", "start", "time", "visibleAt", "up", "down")).toEqual([
      [1, 0, T, T + 300_000, T + 300_000, 10_240, 20_480],
      [0, 0, T, T + 600_000, T + 600_000, 3072, 4096],
      [0, 1, T + 600_000, T + 1_200_000, T + 1_200_000, 1024, 2048],
    ]);
    expect(imported.identifiers).toEqual([["138-2"], ["138-1"]]);
    expect([imported.from, imported.to]).toEqual([T, T + 1_260_000]);
    expect([imported.skipped, imported.warnings]).toEqual([[], []]);
    expect(imported.rows.every((row) => row["ratingGroup"] === 1)).toBe(true);
  });

  it.each([
    ["start and duration", "device=A,start=B,duration=C,down=D", "2024-06-01 00:00:00,90"],
    ["end and duration in ms", "device=A,time=B,duration=C:ms,down=D", "2024-06-01 00:01:30,90000"],
    ["end and start", "device=A,time=B,start=C,down=D", "2024-06-01 00:01:30,2024-06-01 00:00:00"],
    ["Unix time", "device=A,time=B,start=C,down=D", `${T / 1000 + 90},${T}`],
  ])("know their time by %s", async (_, map, times) => {
    const imported = await importText(`A,B,C,D\nx,${times},7\n`, { map });
    expect(pick(imported, "start", "time", "up", "down")).toEqual([[T, T + 90_000, 0, 7]]);
    expect(imported.warnings).toEqual([
      { what: "there is no uplink column: all bytes are taken as down", bytes: 0 },
    ]);
  });

  it("are sorted by when they were seen, numbered by when they closed", async () => {
    const imported = await importText(
      `MSISDN,BEGIN,END,UL,DL,SEEN
a,2024-06-01 00:00:00,2024-06-01 00:01:00,0,1,2024-06-01 00:30:00
a,2024-06-01 00:01:00,2024-06-01 00:02:00,0,2,2024-06-01 00:10:00
`,
      { map: `${MAP},visibleAt=SEEN` },
    );
    expect(pick(imported, "seq", "down")).toEqual([
      [1, 2048],
      [0, 1024],
    ]);
  });

  it("are rated to the fen when they carry no charge, and keep the charge that they carry", async () => {
    const full = 51_201;
    const lines = Array.from(
      { length: 4 },
      (_, i) => `a,2024-06-01 0${i}:00:00,2024-06-01 0${i}:30:00,0,${full},0.05`,
    );
    const text = `MSISDN,BEGIN,END,UL,DL,FEE\n${lines.join("\n")}\n`;
    const tariff = { ...tariffNamed("ct2015"), groups: { data: small(100 * MB) } };
    const rated = await importText(text, { tariff });
    expect(pick(rated, "inBundle", "charged")).toEqual([
      [full * 1024, 0],
      [100 * MB - full * 1024, 1],
      [0, 1537],
      [0, 1537],
    ]);
    expect(rated.columns).toContain("charged");
    const given = await importText(text, { tariff, map: `${MAP},charged=FEE:major` });
    expect(pick(given, "inBundle", "charged")).toEqual([5, 5, 5, 5].map((fen) => [0, fen]));
    const unrated = await importText(text);
    expect(sumOf(unrated, "charged")).toBe(0);
    expect(unrated.columns).not.toContain("charged");
  });

  it("map causes, provinces and roaming to words, and count those they do not know", async () => {
    const imported = await importText(
      `MSISDN,BEGIN,END,UL,DL,C,P,R
a,2024-06-01 00:00:00,2024-06-01 00:01:00,0,1,16,湖北,0
a,2024-06-01 00:01:00,2024-06-01 00:02:00,0,1,timeLimit,42,是
a,2024-06-01 00:02:00,2024-06-01 00:03:00,0,1,99,Mars,no
`,
      { map: `${MAP},cause=C,province=P,roaming=R` },
    );
    expect(pick(imported, "cause", "province", "roaming")).toEqual([
      [3, 17, 0],
      [4, 17, 1],
      [0, 0, 0],
    ]);
    expect(imported.warnings.map(({ what }) => what)).toEqual([
      'cause "99" is not known; taken as unknown',
      'province "Mars" is not known; taken as unknown',
    ]);
  });

  it("that repeat or overlap are kept and counted", async () => {
    const imported = await importText(
      `${HEADER}a,2024-06-01 00:00:00,2024-06-01 00:10:00,1,2
a,2024-06-01 00:00:00,2024-06-01 00:10:00,1,2
a,2024-06-01 00:05:00,2024-06-01 00:15:00,1,2
b,2024-06-01 00:00:00,2024-06-01 00:15:00,1,2
`,
    );
    expect(imported.rows).toHaveLength(4);
    expect(imported.warnings).toEqual([
      { what: "a record repeats an earlier one of its device", rows: 1, bytes: 0 },
      { what: "a record overlaps an earlier one of its device", rows: 1, bytes: 0 },
    ]);
  });

  it.each([
    [
      "a byte order mark and CRLF",
      `\uFEFF${HEADER.replace("\n", "\r\n")}a,2024-06-01,2024-06-01,1,2\r\n`,
      {},
    ],
    ["semicolons", `${HEADER}a,2024-06-01,2024-06-01,1,2\n`.replaceAll(",", ";"), {}],
    ["tabs", `${HEADER}a,2024-06-01,2024-06-01,1,2\n`.replaceAll(",", "\t"), {}],
    ["quotes and blank lines", `${HEADER}\n"a",2024-06-01,"2024-06-01",1,"2"\n\n`, {}],
    ["gzip", gzipSync(`${HEADER}a,2024-06-01,2024-06-01,1,2\n`), {}],
    [
      "UTF-16",
      Buffer.from(`\uFEFF${HEADER}a,2024-06-01,2024-06-01,1,2\n`, "utf16le"),
      { encoding: "utf-16le" },
    ],
  ])("are read from %s", async (_, text, settings) => {
    const imported = await importText(text, settings);
    expect(pick(imported, "time", "up", "down")).toEqual([[T, 1024, 2048]]);
  });

  it("are read in a Chinese encoding when it is named", async () => {
    // "号码" and "湖北" in GB 18030.
    const head = [0xba, 0xc5, 0xc2, 0xeb];
    const rest = Buffer.from(",B,E,D,P\n1,2024-06-01,2024-06-01,7,");
    const bytes = Buffer.from([...head, ...rest, 0xba, 0xfe, 0xb1, 0xb1, 0x0a]);
    const map = "device=号码,start=B,time=E,down=D,province=P";
    const imported = await importText(bytes, { map, encoding: "gb18030" });
    expect(pick(imported, "down", "province")).toEqual([[7, 17]]);
  });

  it("give the same rows by way of the disk", async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => {
      const minute = (i * 7919) % 1440;
      const time = `2024-06-01 ${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`;
      return `${i % 37},${time},${time},${i},${2 * i}`;
    });
    const text = `${HEADER}${lines.join("\n")}\n`;
    const inMemory = await importText(text, { devicesPerShard: 8 });
    const onDisk = await importText(text, { devicesPerShard: 8, memoryRows: 100 });
    expect({ ...onDisk, read: null }).toEqual({ ...inMemory, read: null });
    const order = pick(inMemory, "shard", "visibleAt", "device", "seq") as number[][];
    const sorted = order.toSorted((a, b) => compare(a, b));
    expect(order).toEqual(sorted);
    expect(new Set(order.map(([shard]) => shard)).size).toBe(5);
  });
});

describe("exports that are written alike everywhere", () => {
  it("of an Osmocom SGSN: growing counters become differences, mobility events are left out", async () => {
    const imported = await importFile(
      fileOf(`timestamp,imsi,imei,msisdn,cell_id,lac,hlr,event,pdp_duration,ggsn_addr,sgsn_addr,apni,eua_addr,vol_in,vol_out,charging_id
20240601000000000,901700000000001,3500,4912,1,1,hlr,attach
20240601000001000,901700000000001,3500,4912,1,1,hlr,pdp-act,0,10.0.0.2,10.0.0.1,internet,10.9.0.1,0,0,77
20240601001001000,901700000000001,3500,4912,1,1,hlr,pdp-periodic,600,10.0.0.2,10.0.0.1,internet,10.9.0.1,1000,50000,77
20240601001501000,901700000000001,3500,4912,1,1,hlr,pdp-deact,900,10.0.0.2,10.0.0.1,internet,10.9.0.1,1500,90000,77
20240601002001000,901700000000001,3500,4912,1,1,hlr,pdp-deact,60,10.0.0.2,10.0.0.1,internet,10.9.0.1,10,20,77
`),
    );
    expect(pick(imported, "start", "time", "up", "down")).toEqual([
      [T + 1000, T + 1000, 0, 0],
      [T + 1000, T + 601_000, 1000, 50_000],
      [T + 601_000, T + 901_000, 500, 40_000],
      [T + 1_141_000, T + 1_201_000, 10, 20],
    ]);
    expect(imported.skipped).toEqual([
      { what: "event is none that the map reads", rows: 1, bytes: 0, line: 2 },
    ]);
  });

  it("of a packet gateway, by the names of the fields", async () => {
    const imported = await importFile(
      fileOf(`SERVED_IMSI,SERVED_MSISDN,RECORD_OPENING_TIME,DURATION_SEC,CAUSE_FOR_CLOSING,RAT_TYPE,APN_ID,START_TIME,STOP_TIME,DOWNLINK_BYTES,UPLINK_BYTES,TOTAL_BYTES,LOCAL_SEQUENCE_NUMBER,CHARGING_ID
901700000000001,4912,2024-06-01 00:00:00,30,16,6,internet,,,52428800,1024,52429824,1,77
`),
    );
    expect(pick(imported, "start", "time", "up", "down", "cause")).toEqual([
      [T, T + 30_000, 1024, 52_428_800, 3],
    ]);
  });

  it("by our own names need no map", async () => {
    const imported = await importFile(
      fileOf("time,start,device,up,down,charged\n2024-06-01,2024-06-01,a,1,2,3\n"),
    );
    expect(pick(imported, "up", "down", "charged")).toEqual([[1, 2, 3]]);
  });
});

function small(bundleBytes: number) {
  return { bundleBytes, amount: 3, perBytes: 102_400, incrementBytes: 1024 } as const;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return 0;
}

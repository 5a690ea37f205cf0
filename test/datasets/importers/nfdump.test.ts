import { describe, expect, it } from "vitest";
import { fileOf, type Imported, importFile, pick, type Settings, sumOf } from "../imported.ts";

const T = Date.UTC(2024, 5, 3, 10);
const PHONE: Settings = { devices: ["10.8.0.69"] };
const SEEN = ["start", "time", "up", "down", "packetsUp", "packetsDown", "flows", "hiPortShare"];

const OLD =
  "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das,smk,dmk,dtos,dir,nh,nhb,svln,dvln,ismc,odmc,idmc,osmc,mpls1,mpls2,mpls3,mpls4,mpls5,mpls6,mpls7,mpls8,mpls9,mpls10,cl,sl,al,ra,eng,exid,tr";
const oldRow = (ends: string, counts: string) =>
  `2024-06-03 10:00:01,2024-06-03 10:00:41,40.000,${ends},TCP,...AP...,0,0,${counts}${",0".repeat(33)}`;
const THERE = oldRow("10.8.0.69,198.51.100.7,50123,6881", "100,1000000,0,0");
const BACK = oldRow("198.51.100.7,10.8.0.69,6881,50123", "800,9000000,0,0");
const BOTH = oldRow("10.8.0.69,198.51.100.7,50123,6881", "100,1000000,800,9000000");
const SUMMARY =
  "Summary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n2,10000000,900,2000000,22,11111";
const LONG_HEADER =
  "Date first seen                 Duration  Proto      Src IP Addr:Port          Dst IP Addr:Port     Flags Tos  Packets    Bytes Flows";
const flow = (fields: object) => ({
  type: "FLOW",
  sampled: 0,
  first: "2024-06-03T10:00:01.000",
  last: "2024-06-03T10:00:41.000",
  proto: 6,
  in_packets: 100,
  in_bytes: 1_000_000,
  src_port: 50_123,
  dst_port: 6881,
  src4_addr: "10.8.0.69",
  dst4_addr: "198.51.100.7",
  ...fields,
});
const back = {
  in_packets: 800,
  in_bytes: 9_000_000,
  src_port: 6881,
  dst_port: 50_123,
  src4_addr: "198.51.100.7",
  dst4_addr: "10.8.0.69",
};

function importText(text: string, settings: Settings = {}): Promise<Imported> {
  return importFile(fileOf(text), { ...PHONE, ...settings });
}

describe("one flow of both ways", () => {
  it.each([
    ["old CSV", `${OLD}\n${THERE}\n${BACK}\n`],
    ["old CSV without a header, of both ways", `${BOTH}\n`],
    [
      "CSV since 1.7.5",
      `firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows
2024-06-03 10:00:01.000,40.000,TCP,10.8.0.69,50123,198.51.100.7,6881,100,1000000,1
2024-06-03 10:00:01.000,00:00:39.900,6,198.51.100.7,6881,10.8.0.69,50123,800,9000000,1
`,
    ],
    [
      "CSV of one's own columns, in another order, of both ways",
      `dstAddr,srcAddr,srcPort,dstPort,proto,lastSeen,firstSeen,inBytes,outBytes,inPackets,outPackets,routerIP
198.51.100.7,10.8.0.69,50123,6881,TCP,2024-06-03 10:00:41,2024-06-03 10:00:01,1000000,9000000,100,800,192.0.2.1
`,
    ],
    [
      "a table for reading, whose numbers it rounded",
      `${LONG_HEADER}
2024-06-03 10:00:01.000     00:00:40.000  TCP        10.8.0.69:50123 ->    198.51.100.7:6881  ...AP...   0      100    1.0 M     1
2024-06-03 10:00:01.000           39.900  TCP     198.51.100.7:6881  ->       10.8.0.69:50123 ...AP...   0      800    9.0 M     1
Summary: total flows: 2, total bytes: 10.0 M, total packets: 900, avg bps: 2.0 M, avg pps: 22, avg bpp: 11111
Time window: 2024-06-03 09:59:24 - 2024-06-03 10:01:38
Total flows processed: 2, passed: 2, Blocks skipped: 0, Bytes read: 12000
Sys: 0.0000s User: 0.0016s Wall: 0.0002s flows/second: 14218.0 Runtime: 0.0002s
`,
    ],
    [
      "a table of both ways",
      `Date first seen             Duration     Proto      Src IP Addr:Port           Dst IP Addr:Port   Out Pkt   In Pkt Out Byte  In Byte Flows
2024-06-03 10:00:01.000     00:00:40.000 TCP        10.8.0.69:50123 <->    198.51.100.7:6881      800      100  9000000  1000000     2
`,
    ],
    ["JSON, an array", JSON.stringify([flow({}), flow(back)], null, "\t")],
    ["JSON, a flow a line", `${JSON.stringify(flow({}))}\n${JSON.stringify(flow(back))}\n`],
    ["JSON, arrays joined", `${JSON.stringify([flow({})])}\n${JSON.stringify([flow(back)])}`],
    [
      "JSON of both ways and the old names of time",
      JSON.stringify([
        {
          ...flow({ out_packets: 800, out_bytes: 9_000_000, proto: "TCP" }),
          first: undefined,
          last: undefined,
          t_first: "2024-06-03T10:00:01.000",
          t_last: "2024-06-03T10:00:41.000",
        },
      ]),
    ],
  ])("is the same from %s", async (_, text) => {
    const imported = await importText(text);
    expect(pick(imported, ...SEEN)).toEqual([
      [T + 1000, T + 41_000, 1_000_000, 9_000_000, 100, 800, 1, 1],
    ]);
  });
});

describe("files that were joined", () => {
  const later = (text: string) => text.replaceAll("10:00:", "11:00:");

  it.each([
    ["with headers and sums", `${OLD}\n${THERE}\n${BACK}\n${SUMMARY}\n`, 3],
    ["without sums", `${OLD}\n${THERE}\n${BACK}\n`, 0],
    ["without headers", `${THERE}\n${BACK}\n`, 0],
  ])("%s count every row, and the tool's lines", async (_, text, footers) => {
    const imported = await importText(text + later(text) + text.replaceAll("10:00:", "12:00:"));
    expect(pick(imported, "up", "down")).toEqual(Array(3).fill([1_000_000, 9_000_000]));
    expect(imported.skipped.map(({ what, rows }) => [what, rows])).toEqual(
      footers === 0 ? [] : [["summary lines of the tool", 3 * footers]],
    );
    expect(imported.warnings).toEqual([]);
  });

  it("may change their columns with the tool's release", async () => {
    const imported = await importText(`${OLD}\n${BOTH}\n${SUMMARY}
firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows
2024-06-03 11:00:01.000,40.000,TCP,10.8.0.69,50123,198.51.100.7,443,2,200,1
${OLD}\n${later(BOTH)}\n`);
    expect(pick(imported, "up", "down")).toEqual([
      [1_000_000, 9_000_000],
      [1_000_200, 9_000_000],
    ]);
  });

  it("are told when the tool's sum is not that of its rows", async () => {
    const imported = await importText(`${OLD}\n${THERE}\n${SUMMARY}\n`);
    expect(imported.warnings.map(({ what, line }) => [what, line])).toContainEqual([
      "the tool's summary counts 10000000 bytes, the rows above it 1000000",
      5,
    ]);
  });
});

describe("what a tool writes that must not be taken for traffic", () => {
  it("are packets in place of bytes: refused", async () => {
    const text = [flow({ in_bytes: 100 }), flow({ ...back, in_bytes: 800 })];
    await expect(importText(JSON.stringify(text))).rejects.toThrow(
      /usage.csv:1: a record must have 20 bytes or more for each packet, 2 of 2 have fewer/,
    );
  });

  it("are both ways without the columns of one: told", async () => {
    const imported = await importText(`${JSON.stringify([flow({})])}\n`);
    expect(imported.warnings[0]?.what).toMatch(/^1 of 1 TCP flows have no way back/);
  });

  it("are events of a firewall: left out, counted", async () => {
    const imported = await importText(
      JSON.stringify([flow({}), flow(back), { type: "EVENT", event: "CREATE" }]),
    );
    expect(sumOf(imported, "up")).toBe(1_000_000);
    expect(imported.skipped).toEqual([
      { what: 'type is "EVENT", not FLOW', rows: 1, bytes: 0, line: 1 },
    ]);
  });

  it("is a type of ICMP for a port", async () => {
    const imported = await importText(
      `${LONG_HEADER}
2024-06-03 10:00:01.000     00:00:40.000  ICMP       10.8.0.69:0     ->    198.51.100.7:8.0   ........   0        1       84     1
2024-06-03 10:00:02.000     00:00:40.000  ICMP6  2001:db8::69.0      -> 2001:db8:ffff::1.129.0 ........   0        1       84     1
2024-06-03 10:00:03.000     00:00:40.000  UDP    2001:db8::69.50123  -> 2001:db8:ffff::1.53   ........   0        1       84     1
`,
      { devices: ["10.8.0.69,2001:db8::69"] },
    );
    expect(pick(imported, "up", "flows", "peers", "hiPortShare")).toEqual([[3 * 84, 3, 2, 0]]);
  });
});

describe("a broken log is refused with its line", () => {
  it.each([
    [
      "addresses that were cut for the screen",
      `${LONG_HEADER}\n2024-06-03 10:00:01.000 00:00:40.000 TCP 64:ff9b..65:798c.443 -> 2001:db8..df:f629.56576 ...AP.SF 0 11 4763 1\n`,
      /usage.csv:2: Src IP Addr must be a whole IP address; write whole numbers and addresses, .* got "64:ff9b..65:798c"/,
    ],
    [
      "a table of sums",
      "Date first seen         Duration          Proto   Packets    Bytes      bps    Bpp Flows\n",
      /usage.csv:1: must have Duration, Proto, Src IP Addr:Port and Dst IP Addr:Port/,
    ],
    [
      "half a line",
      `${LONG_HEADER}\n2024-06-03 10:00:01.000 00:00:40.000 TCP 10.8.0.69:50123 -> 198.51\n`,
      /usage.csv:2: a row must have a time/,
    ],
    [
      "half an object",
      JSON.stringify([flow({})]).slice(0, -10),
      /usage.csv:1: an object must be closed/,
    ],
    [
      "a word between objects",
      `${JSON.stringify(flow({}))}\nnull\n`,
      /usage.csv:2: must hold JSON objects, has "null"/,
    ],
    [
      "an object that is no JSON",
      `${JSON.stringify(flow({})).replace(":0", ":o")}`,
      /usage.csv:1: an object must be JSON/,
    ],
    [
      "an object without bytes",
      JSON.stringify([flow({ in_bytes: null })]),
      /usage.csv:1: must have column .* or in_bytes/,
    ],
    [
      "bytes with a fraction",
      JSON.stringify([flow({ in_bytes: 1.5 })]),
      /usage.csv:1: in_bytes must be a whole number from 0 and below 2\^53, got "1.5"/,
    ],
    [
      "a port beyond all",
      `${OLD}\n${THERE.replace(",6881,", ",68810,")}\n`,
      /usage.csv:2:7: dp must be a port from 0 to 65535/,
    ],
  ])("%s", async (_, text, message) => {
    await expect(importText(text, { format: "nfdump" })).rejects.toThrow(message);
  });
});

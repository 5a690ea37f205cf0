import { describe, expect, it } from "vitest";
import { fileOf, importFile, pick, type Settings } from "../imported.ts";

const T = Date.UTC(2024, 5, 1);
const PHONE: Settings = { devices: ["10.0.0.1"] };

describe("argus", () => {
  const columns = "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts";
  const head =
    "2024/06/01 00:00:01.250000,2.500000,tcp,10.0.0.1,40000,   ->,9.9.9.9,443,SPA,0,0,10";

  it.each([
    ["with Label", `${columns},TotBytes,SrcBytes,Label`, `${head},1000,300,`, [0, 0]],
    ["with SrcPkts", `${columns},TotBytes,SrcBytes,SrcPkts,Label`, `${head},1000,300,4,`, [4, 6]],
    [
      "with user data",
      `${columns},TotBytes,SrcBytes,srcUdata,dstUdata,Label`,
      `${head},1000,300,s[5]=abc,d[2]=x,flow=From-Normal`,
      [0, 0],
    ],
  ])("is read %s, by comma and by tab", async (_, header, row, packets) => {
    for (const text of [`${header}\n${row}\n`, `${header}\n${row}\n`.replaceAll(",", "\t")]) {
      const imported = await importFile(fileOf(text), PHONE);
      expect(
        pick(imported, "start", "time", "visibleAt", "up", "down", "packetsUp", "packetsDown"),
      ).toEqual([[T + 1250, T + 3750, T + 60_000, 300, 700, ...packets]]);
    }
  });

  it("takes the device's side wherever it stands, and the remote's port alone", async () => {
    const line = (from: string, sport: string, to: string, dport: string, protocol = "tcp") =>
      `2024/06/01 00:00:01,1,${protocol},${from},${sport},  <?>,${to},${dport},CON,0,0,2,100,90\n`;
    const text = [
      `${columns},TotBytes,SrcBytes\n`,
      line("9.9.9.9", "6881", "10.0.0.1", "80"),
      line("10.0.0.1", "40000", "9.9.9.8", "443"),
      line("10.0.0.1", "0x0008", "9.9.9.7", "0x7208", "icmp"),
      line("10.0.0.1", "40000", "9.9.9.7", "1024", "udp"),
    ].join("");
    const imported = await importFile(fileOf(text), PHONE);
    expect(pick(imported, "up", "down", "flows", "peers", "hiPortShare")).toEqual([
      [90 * 3 + 10, 10 * 3 + 90, 4, 3, Math.fround(1 / 3)],
    ]);
  });

  it("counts what is no device's traffic, by reason", async () => {
    const line = (from: string, to: string, protocol = "tcp") =>
      `2024/06/01 00:00:01,1,${protocol},${from},1,->,${to},2,CON,0,0,2,100,90\n`;
    const text = [
      `${columns},TotBytes,SrcBytes\n`,
      line("10.0.0.1", "9.9.9.9"),
      line("9.9.9.8", "9.9.9.9"),
      line("10.0.0.1", "10.0.0.2"),
      line("10.0.0.1", "9.9.9.9", "arp"),
      line("00:15:70:91:e2:40", "00:15:70:91:e2:41", "llc"),
    ].join("");
    const imported = await importFile(fileOf(text), { devices: ["10.0.0.1", "10.0.0.2"] });
    expect(imported.rows).toHaveLength(1);
    expect(imported.skipped).toEqual([
      { what: "neither end local", rows: 2, bytes: 200, line: 3 },
      { what: "both ends local", rows: 1, bytes: 100, line: 4 },
      { what: "not IP", rows: 1, bytes: 100, line: 5 },
    ]);
  });
});

describe("nfdump", () => {
  const header =
    "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das,smk,dmk,dtos,dir,nh,nhb,svln,dvln,ismc,odmc,idmc,osmc,mpls1,mpls2,mpls3,mpls4,mpls5,mpls6,mpls7,mpls8,mpls9,mpls10,cl,sl,al,ra,eng,exid,tr\n";
  const line = (ends: string, counts: string, seconds = "00:00:05") =>
    `2024-06-01 00:00:00,2024-06-01 ${seconds},5.000,${ends},TCP,...AP.SF,0,0,${counts},0,0${",0".repeat(31)}\n`;
  const there = line("10.0.0.1,9.9.9.9,40000,443", "3,300,0,0");
  const back = line("9.9.9.9,10.0.0.1,443,40000", "7,7000,0,0", "00:01:05");
  const both = line("10.0.0.1,9.9.9.9,40000,443", "3,300,7,7000", "00:01:05");

  it.each([
    ["uniflow", header + there + back],
    ["uniflow, answer first", header + back + there],
    ["biflow", header + both],
    ["no header", both],
    [
      "a summary behind",
      `${header}${both}Summary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n1,7300,10,1,1,730\n`,
    ],
  ])("is read from %s, as one flow that closed when both had", async (_, text) => {
    const imported = await importFile(fileOf(text), PHONE);
    expect(
      pick(imported, "time", "up", "down", "packetsUp", "packetsDown", "flows", "peers"),
    ).toEqual([[T + 65_000, 300, 7000, 3, 7, 1, 1]]);
  });

  it("knows no zone: times are UTC unless one is given", async () => {
    const imported = await importFile(fileOf(both), { ...PHONE, utcOffset: 480 });
    expect(pick(imported, "time")).toEqual([[T + 65_000 - 480 * 60_000]]);
  });
});

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Imported, importFile, sumOf } from "../imported.ts";

const REAL = join(process.env["BILLSHOCK_DATA"] ?? "../shared/data", "real");
const TOOLS = join(REAL, "flowtool-csv");
const ETHERNET_HEADER = 14;

/**
 * Captures with the address of their device; `l2` where a count of the packets themselves (with 14
 * bytes of Ethernet each) is known to see the same ones, `frames` where tshark's conversations do:
 * they leave out ICMP and IGMP, and the count leaves out multicast.
 */
const CAPTURES: readonly (readonly [string, string, ("l2" | "frames")[]])[] = [
  ["1kxun", "192.168.2.126", ["l2", "frames"]],
  ["KakaoTalk_chat", "10.24.82.188", []],
  ["bittorrent", "192.168.1.3", ["l2", "frames"]],
  ["bittorrent_transmission", "192.168.1.128", ["frames"]],
  ["ethereum", "192.168.1.184", ["frames"]],
  ["googledns_android10", "192.168.1.159", ["l2"]],
  ["instagram", "192.168.0.103", []],
  ["iphone", "192.168.2.17", []],
  ["netflix", "192.168.1.7", []],
  ["nintendo", "192.168.12.114", ["l2"]],
  ["reddit", "2a01:cb01:2049:8b07:991d:ec85:28df:f629", ["l2", "frames"]],
  ["signal", "192.168.2.17", ["l2"]],
  ["skype-conference-call", "192.168.2.20", ["l2", "frames"]],
  ["snapchat", "10.8.0.1", ["l2", "frames"]],
  ["teams", "192.168.1.6", []],
  ["telegram", "192.168.1.77", ["frames"]],
  ["tumblr", "2a01:cb01:2049:8b07:991d:ec85:28df:f629", ["l2", "frames"]],
  ["viber", "192.168.0.17", []],
  ["vk", "192.168.1.249", ["l2", "frames"]],
  ["wa_voice", "192.168.2.12", []],
  ["waze", "10.8.0.1", ["l2", "frames"]],
  ["wechat", "192.168.1.103", []],
  ["whatsapp_login_call", "192.168.2.4", ["l2"]],
  ["whatsapp_login_chat", "192.168.2.4", ["frames"]],
  ["windowsupdate_over_http", "10.0.2.15", ["l2", "frames"]],
  ["youtube_quic", "192.168.1.7", ["l2", "frames"]],
  ["youtubeupload", "192.168.2.27", ["frames"]],
  ["zoom", "192.168.1.117", []],
];

/** The same sums by another program: `$4` and `$5` are source and destination, then packets, bytes. */
const AWK =
  '$4==$5{next} $4==ip{u+=$13;p+=$12;d+=$15;q+=$14} $5==ip{d+=$13;q+=$12;u+=$15;p+=$14} END{printf "%d %d %d %d",u,d,p,q}';

function totals(imported: Imported): number[] {
  return ["up", "down", "packetsUp", "packetsDown"].map((column) => sumOf(imported, column));
}

function awk(script: string, file: string, device: string): number[] {
  const out = execFileSync("awk", ["-F,", "-v", `ip=${device}`, script, file], {
    encoding: "utf8",
  });
  return out.split(" ").map(Number);
}

describe.skipIf(!existsSync(TOOLS))("imports of real captures", () => {
  it.each(CAPTURES)("of %s hold awk's totals, from both ways of writing", async (name, device) => {
    const expected = awk(AWK, join(TOOLS, `${name}.nfdump.csv`), device);
    const oneWay = await importFile(join(TOOLS, `${name}.nfdump.csv`), { devices: [device] });
    const bothWays = await importFile(join(TOOLS, `${name}.nfdump-B.csv`), { devices: [device] });
    expect(totals(oneWay)).toEqual(expected);
    expect(totals(bothWays)).toEqual(expected);
    const all = awk('{n+=$13+$15} END{printf "%d",n}', join(TOOLS, `${name}.nfdump.csv`), "");
    const left = oneWay.skipped.reduce((sum, { bytes }) => sum + bytes, 0);
    expect([sumOf(oneWay, "up") + sumOf(oneWay, "down") + left]).toEqual(all);
  });

  it.each(CAPTURES.filter(([, , sees]) => sees.includes("l2")))(
    "of %s hold what a count of the packets saw, less their Ethernet headers",
    async (name, device) => {
      const lines = readFileSync(join(TOOLS, `${name}.windows10s.csv`), "utf8")
        .trim()
        .split("\n");
      const seen = [0, 0, 0, 0];
      for (const line of lines.slice(1)) {
        line
          .split(",")
          .slice(1, 5)
          .forEach((cell, i) => {
            seen[i] = (seen[i] as number) + Number(cell);
          });
      }
      const [up = 0, down = 0, packetsUp = 0, packetsDown = 0] = seen;
      const imported = await importFile(join(TOOLS, `${name}.nfdump.csv`), { devices: [device] });
      expect(totals(imported)).toEqual([
        up - ETHERNET_HEADER * packetsUp,
        down - ETHERNET_HEADER * packetsDown,
        packetsUp,
        packetsDown,
      ]);
    },
  );

  it.each(CAPTURES.filter(([, , sees]) => sees.includes("frames")))(
    "of %s hold the frames of tshark's conversations",
    async (name, device) => {
      let [sent, received] = [0, 0];
      for (const line of readFileSync(join(TOOLS, `${name}.tshark-conv.txt`), "utf8").split("\n")) {
        const match = /^(\S+):\d+\s+<->\s+(\S+):\d+\s+(\d+) .*? (?:bytes|kB|MB)\s+(\d+) /.exec(
          line,
        );
        if (match?.[1] === device) {
          received += Number(match[3]);
          sent += Number(match[4]);
        } else if (match?.[2] === device) {
          sent += Number(match[3]);
          received += Number(match[4]);
        }
      }
      const imported = await importFile(join(TOOLS, `${name}.nfdump-B.csv`), { devices: [device] });
      expect(totals(imported).slice(2)).toEqual([sent, received]);
    },
  );

  it("see the torrent's crowd in its first minute, and no crowd around a phone", async () => {
    const torrent = await importFile(join(TOOLS, "bittorrent_transmission.nfdump.csv"), {
      devices: ["192.168.1.128"],
    });
    const first = torrent.rows[0] as Record<string, number>;
    expect(first["peers"]).toBeGreaterThan(300);
    expect(first["hiPortShare"]).toBeGreaterThan(0.9);
    expect((first["visibleAt"] as number) - torrent.from).toBeLessThanOrEqual(60_000);
  });
});

describe.skipIf(!existsSync(join(REAL, "phone-24h-vpn")))("imports of argus logs", () => {
  const phone = join(REAL, "phone-24h-vpn", "phone-part-1.binetflow.gz");

  it("hold the totals that awk finds in the phone's eight hours", async () => {
    const script =
      '$4==ip{u+=$14;d+=$13-$14;p+=$15;q+=$12-$15} $7==ip{d+=$14;u+=$13-$14;q+=$15;p+=$12-$15} END{printf "%d %d %d %d",u,d,p,q}';
    const text = execFileSync("zcat", [phone]);
    const out = execFileSync("awk", ["-F,", "-v", "ip=10.8.0.69", script], { input: text });
    const imported = await importFile(phone, { devices: ["10.8.0.69"] });
    expect(totals(imported)).toEqual(out.toString().split(" ").map(Number));
    expect(sumOf(imported, "up")).toBeGreaterThan(13_000_000);
    expect(imported.skipped).toEqual([]);
    expect(imported.columns).toContain("packetsUp");
  });

  it("hold those of a malware capture without packet counts, in the zone that is given", async () => {
    const file = join(REAL, "slips-flows", "binetflow-sality-p2p-malware.binetflow");
    const script =
      '$3=="arp"{next} $4==ip{u+=$14;d+=$13-$14} $7==ip{d+=$14;u+=$13-$14} END{printf "%d %d",u,d}';
    const imported = await importFile(file, { devices: ["192.168.1.128"], utcOffset: 60 });
    expect(totals(imported).slice(0, 2)).toEqual(awk(script, file, "192.168.1.128"));
    expect(imported.from).toBeLessThan(3_600_000);
    expect(imported.skipped.map(({ what }) => what)).toEqual(["neither end local", "not IP"]);
    expect(imported.columns).not.toContain("packetsUp");
  });

  it("are refused without SrcBytes", async () => {
    const file = join(REAL, "slips-flows", "binetflow-nosrcbytes-normal.binetflow");
    await expect(importFile(file, { devices: ["147.32.83.53"] })).rejects.toThrow(
      `${file}:1: must have column SrcBytes, or nobody knows which bytes are up; write it with ra -s +sbytes`,
    );
  });

  it("know where nfdump's own summary begins", async () => {
    const file = join(REAL, "slips-flows", "nfdump-head40.csv");
    const imported = await importFile(file, { localNets: ["147.32.80.119/32"] });
    const rows = execFileSync("grep", ["-c", "147.32.80.119", file], { encoding: "utf8" });
    expect(sumOf(imported, "packetsUp") + sumOf(imported, "packetsDown")).toBe(Number(rows));
  });
});

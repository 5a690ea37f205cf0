import { describe, expect, it } from "vitest";
import { fileOf, importFile, pick, type Settings } from "../imported.ts";

const T = Date.UTC(2024, 5, 3);
const HEADER =
  "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotPkts,TotBytes,SrcBytes,State";
const DAY = "2024/06/03 ";

function importText(text: string, settings: Settings = {}) {
  return importFile(fileOf(text), { devices: ["10.8.0.69"], ...settings });
}

const row = (ends: string, { time = `${DAY}10:00:01`, protocol = "tcp", dir = "->" } = {}) => {
  const [source, sport, destination, dport] = ends.split(" ");
  return `${time},1,${protocol},${source},${sport},${dir},${destination},${dport},2,300,100,CON\n`;
};

describe("ports", () => {
  it.each([
    ["3306", "mysql"],
    ["6667", "ircd"],
    ["5228", "hpvroom"],
    ["80", "http"],
    ["53", "domain"],
    ["80", "0x0050"],
    ["6881", "0x1ae1"],
  ])("%s is the same as %s", async (number, name) => {
    const shares = [];
    for (const port of [number, name]) {
      const imported = await importText(
        `${HEADER}\n${row(`10.8.0.69 50123 198.51.100.7 ${port}`)}`,
      );
      shares.push(...pick(imported, "flows", "hiPortShare"));
    }
    expect(shares[1]).toEqual(shares[0]);
    expect(shares[0]?.[1]).toBe(Number(Number(number) > 1024));
  });

  it("of a name that is not known are refused, with the remedy", async () => {
    const text = `${HEADER}\n${row("10.8.0.69 50123 198.51.100.7 gnutella-rtr9")}`;
    await expect(importText(text)).rejects.toThrow(
      'usage.csv:2:8: Dport must be a port from 0 to 65535 or the name of a well-known one; print numbers with ra -n, got "gnutella-rtr9"',
    );
  });

  it("are none for protocols without, and none where none stands", async () => {
    const text = `${HEADER}\n${row("10.8.0.69 0x0008 198.51.100.7 0x7208", { protocol: "1" })}${row("10.8.0.69  198.51.100.7 ")}`;
    expect(pick(await importText(text), "flows", "hiPortShare")).toEqual([[2, 0]]);
  });

  it("count for protocols by number as by name", async () => {
    const text = `${HEADER}\n${row("10.8.0.69 50123 198.51.100.7 6881", { protocol: "17" })}`;
    expect(pick(await importText(text), "hiPortShare")).toEqual([[1]]);
  });
});

describe("the device's side", () => {
  it.each(["->", "<-", "<->", "<?>", " ?>", "<?", "|>", "who", ""])(
    "does not depend on the arrow %j",
    async (dir) => {
      const text = `${HEADER}\n${row("10.8.0.69 5 198.51.100.7 443", { dir })}${row("198.51.100.7 443 10.8.0.69 5", { dir })}`;
      expect(pick(await importText(text), "up", "down")).toEqual([[100 + 200, 200 + 100]]);
    },
  );

  it("is found for IPv4 inside IPv6, and peers are one however they are spelled", async () => {
    const text = [
      HEADER,
      row("::ffff:10.8.0.69 5 2001:DB8::0007 443", { protocol: "udp" }).trim(),
      row("10.8.0.69 5 2001:db8:0:0:0:0:0:7 443", { protocol: "udp" }).trim(),
      row("10.8.0.69 5 2001:db8::7 443", { protocol: "udp" }),
    ].join("\n");
    expect(pick(await importText(text), "up", "flows", "peers")).toEqual([[300, 1, 1]]);
  });

  it("is no host's name: refused, with the remedy", async () => {
    await expect(importText(`${HEADER}\n${row("phone.lan 5 198.51.100.7 443")}`)).rejects.toThrow(
      'usage.csv:2:4: SrcAddr must be a whole IP address; print numbers with ra -n, got "phone.lan"',
    );
  });
});

describe("columns", () => {
  it.each([
    ["what came back for the sum", "Dur", "DstBytes,SrcBytes", "1.5,200,100"],
    ["the last time for the duration", "LastTime", "TotBytes,SrcBytes", `${DAY}10:00:02.5,300,100`],
  ])("may have %s", async (_, length, bytes, values) => {
    const [last, ...counts] = values.split(",");
    const text = `StartTime,Flgs,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,${length},${bytes}
${DAY}10:00:01, e,tcp,10.8.0.69,5,->,198.51.100.7,443,${last},${counts.join()}
`;
    const at = T + 10 * 3_600_000;
    expect(pick(await importText(text), "start", "time", "up", "down")).toEqual([
      [at + 1000, at + 2500, 100, 200],
    ]);
  });

  it("may begin again, in another order", async () => {
    const text = `${HEADER}\n${row("10.8.0.69 5 198.51.100.7 443")}SrcBytes,TotBytes,StartTime,Dur,Proto,SrcAddr,Sport,DstAddr,Dport
10,30,${DAY}11:00:00,1,tcp,10.8.0.69,5,198.51.100.7,443
${HEADER}\n${row("10.8.0.69 5 198.51.100.7 443", { time: `${DAY}12:00:00` })}`;
    expect(pick(await importText(text), "up", "down")).toEqual([
      [100, 200],
      [10, 20],
      [100, 200],
    ]);
  });

  it("may lack the label's cell, and no other", async () => {
    const header = `${HEADER},Label\n`;
    const good = row("10.8.0.69 5 198.51.100.7 443");
    const man = `${DAY}10:00:00,0.0,man,0,,,0,,0,0,0,STA\n`;
    const imported = await importText(header + man + good + good.replace("CON", "CON,x"));
    expect(pick(imported, "up", "down")).toEqual([[200, 400]]);
    expect(imported.skipped).toEqual([
      { what: "a row of argus about itself", rows: 1, bytes: 0, line: 2 },
    ]);
    await expect(
      importText(header + good.replace(",->", "").replace("CON", "CON,")),
    ).rejects.toThrow(/usage.csv:2/);
    await expect(importText(header + good.replace(",CON", "").replace(",->", ""))).rejects.toThrow(
      "usage.csv:2: a row must have 13 cells like the header, has 10",
    );
  });
});

describe("times without a date", () => {
  const at = (time: string) => row("10.8.0.69 5 198.51.100.7 443", { time });

  it("are refused unless one is declared", async () => {
    await expect(importText(`${HEADER}\n${at("10:00:01.100000")}`)).rejects.toThrow(
      'usage.csv:2:1: StartTime must be a time with its date; declare the first row\'s with --date, or print it with RA_TIME_FORMAT, got "10:00:01.100000"',
    );
  });

  it("go on over midnight, and rows that come late stay in their day", async () => {
    const times = [
      "22:00:00.5",
      "23:59:59",
      "00:00:10",
      "23:59:58",
      "11:00:00",
      "22:30:00",
      "01:00:00",
    ];
    const imported = await importText(`${HEADER}\n${times.map(at).join("")}`, { date: T });
    const hours = (day: number, clock: string) => T + Date.parse(`1970-01-0${day}T${clock}Z`);
    expect(pick(imported, "time").flat()).toEqual([
      hours(1, "22:00:01.500"),
      // Two of the last minute of the day and one of the next.
      hours(2, "00:00:00.000"),
      hours(2, "00:00:11.000"),
      hours(2, "11:00:01.000"),
      hours(2, "22:30:01.000"),
      hours(3, "01:00:01.000"),
    ]);
  });

  it("go on where a header stands again", async () => {
    const text = `${HEADER}\n${at("23:00:00")}${at("01:00:00")}${HEADER}\n${at("02:00:00")}`;
    const hour = 3_600_000;
    const imported = await importText(text, { date: T });
    expect(pick(imported, "start").flat()).toEqual([T + 23 * hour, T + 25 * hour, T + 26 * hour]);
  });

  it("are in the declared zone", async () => {
    const text = `${HEADER}\n${at("10:00:01")}`;
    const imported = await importText(text, { date: T, utcOffset: 480 });
    expect(pick(imported, "start")).toEqual([[T + 2 * 3_600_000 + 1000]]);
  });
});

import { describe, expect, it } from "vitest";
import { parseLineRanges } from "../../../datasets/importing/line-ranges.ts";
import { numberStyle } from "../../../datasets/importing/number-style.ts";
import type { RowFault } from "../../../datasets/importing/row-error.ts";
import { openZone } from "../../../datasets/importing/zone.ts";
import { fileOf, importFile, pick, type Settings } from "../imported.ts";

const T = Date.UTC(2024, 5, 1);
const HOUR = 3_600_000;
const MAP = "device=A,start=S,time=E,up=U,down=D";
const HEADER = "A,S,E,U,D\n";

function row(device: string, hour: number, up: number, down: number): string {
  const time = (h: number) => `2024-06-01 ${String(h).padStart(2, "0")}:00:00`;
  return `${device},${time(hour)},${time(hour + 1)},${up},${down}\n`;
}

function importText(text: string | Uint8Array, settings: Settings = {}) {
  return importFile(fileOf(text), { format: "cdr", map: MAP, ...settings });
}

const said = (list: readonly { what: string; rows?: number }[]) =>
  list.map(({ what, rows }) => [rows, what]);

describe("where the rows of a table are", () => {
  it("below lines that are no header, whatever signs stand in them", async () => {
    const title = 'Usage, June 2024; all "business" lines\n'.replaceAll('"', "'");
    const imported = await importText(`${title}Made by,Portal\n\n${HEADER}${row("a", 1, 3, 4)}`);
    expect(pick(imported, "up", "down")).toEqual([[3, 4]]);
    expect(said(imported.skipped)).toEqual([[2, "stands above the header"]]);
    expect(imported.warnings).toEqual([]);
  });

  it("below records, where a file was sorted: those are left out, and that is doubted", async () => {
    const imported = await importText(`${row("a", 0, 1, 2)}${HEADER}${row("a", 1, 3, 4)}`);
    expect(pick(imported, "up", "down")).toEqual([[3, 4]]);
    expect(said(imported.warnings)).toEqual([
      [1, "a row above the header is as full as it; is it a record? it is left out"],
    ]);
  });

  it("below a header that stands again, in another order, as files put together have it", async () => {
    const again = `\uFEFFD,U,A,S,E\n40,30,b,2024-06-01 05:00:00,2024-06-01 06:00:00\n`;
    const imported = await importText(`${HEADER}${row("a", 1, 3, 4)}${again}${again}`);
    expect(pick(imported, "up", "down")).toEqual([
      [3, 4],
      [30, 40],
      [30, 40],
    ]);
    expect(imported.identifiers).toEqual([["a"], ["b"]]);
    expect(said(imported.warnings)).toContainEqual([
      2,
      "the header stands again: files were put together",
    ]);
  });

  it("by number where there is no header", async () => {
    const map = "device=#1,start=#2,time=#3,up=#4:KB,down=#5:KB";
    const text = row("a", 1, 3, 4) + row("b", 2, 5, 6);
    expect(pick(await importText(text, { map }), "up", "down")).toEqual([
      [3072, 4096],
      [5120, 6144],
    ]);
    await expect(importText(HEADER + text, { map })).rejects.toThrow(
      'usage.csv:1:4: #4 must be a number from 0 and below 2^53, got "U"; a header is left out with --skip-rows 1',
    );
    const skip = parseLineRanges("1");
    expect((await importText(HEADER + text, { map, skip })).rows).toHaveLength(2);
    await expect(importText(text, { map: map.replace("#5", "#9") })).rejects.toThrow(
      "map: columns of",
    );
  });

  it("without lines that are named as no rows, and without the last", async () => {
    const text = `${HEADER}${row("a", 1, 1, 2)}----\n${row("b", 2, 3, 4)}end of report,,\n`;
    const imported = await importText(text, { skip: parseLineRanges("3,last") });
    expect(pick(imported, "up")).toEqual([[1], [3]]);
    expect(said(imported.skipped)).toEqual([[2, "named as no row"]]);
  });

  it("whatever ends a line, and whether empty cells hang on it", async () => {
    const lines = [`${HEADER.trim()},`, `${row("a", 1, 1, 2).trim()},,`, ",,,,", row("b", 2, 3, 4)];
    const imported = await importText(`${lines[0]}\r\n${lines[1]}\n${lines[2]}\r${lines[3]}`);
    expect(pick(imported, "up", "down")).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it("with a sign of one's own between cells", async () => {
    const file = fileOf((HEADER + row("a", 1, 1, 2)).replaceAll(",", "^"));
    const imported = await importFile(file, { format: "cdr", map: MAP, delimiter: "^" });
    expect(pick(imported, "up", "down")).toEqual([[1, 2]]);
  });

  it("names of columns may hold the signs of the map", async () => {
    const map = `device='A, "no"',start="S=1",time='E:x',up="U+V":KB,down=D d`;
    const header = `"A, ""no""",S=1,E:x,U+V,D d\n`;
    expect(pick(await importText(header + row("a", 1, 1, 2), { map }), "up", "down")).toEqual([
      [1024, 2],
    ]);
  });

  it("with a date and a time of day in two columns", async () => {
    const map = "device=A,start=DAY+FROM:DD/MM/YYYY HHmm,duration=L:m:ss,down=D";
    const text = "A,DAY,FROM,L,D\na,03/04/2024,0905,90:30,7\n";
    const start = Date.UTC(2024, 3, 3, 9, 5);
    expect(pick(await importText(text, { map }), "start", "time")).toEqual([
      [start, start + 5_430_000],
    ]);
  });
});

describe("totals are found", () => {
  const rows = row("a", 1, 10, 100) + row("b", 2, 20, 200) + row("c", 3, 40, 500);
  const total = row("SUMME 1", 0, 70, 800);
  const equals = (line: number, others: number) => [
    1,
    `the row of line ${line} equals the sum of the ${others} others; is it a total? leave it out with except=A:VALUE in the map, or --skip-rows`,
  ];

  it.each([
    ["below the rows", rows + total, [equals(5, 3)]],
    ["above the rows", total + rows, [equals(2, 3)]],
    [
      "of rounded numbers",
      rows.replace("500", "500000") + row("x", 0, 70, 500_301),
      [equals(5, 3)],
    ],
    [
      "of one part of files put together",
      `${rows}${total}${HEADER}${row("d", 4, 1, 7)}`,
      [equals(5, 3)],
    ],
    ["of all parts", `${rows}${HEADER}${row("d", 4, 1, 7)}${row("x", 0, 71, 807)}`, [equals(7, 4)]],
    ["in neither", rows + row("d", 4, 70, 799), []],
  ])("%s", async (_, text, expected) => {
    const imported = await importText(HEADER + text);
    expect(said(imported.warnings).filter(([, what]) => /total/.test(String(what)))).toEqual(
      expected,
    );
  });

  const b = row("b", 1, 1, 30) + row("b", 2, 5, 41) + row("b", 3, 2, 50);
  const ofA = row("day", 0, 70, 800);
  const ofB = row("day", 0, 8, 121);

  it.each([
    ["below each block", rows + ofA + b + ofB, [5, 9]],
    ["below each block, and one of all", rows + ofA + b + ofB + row("z", 0, 78, 921), [5, 9, 10]],
    ["above each block", ofA + rows + ofB + b, [2, 6]],
    [
      "of each device, wherever they stand",
      `${b}${b.replaceAll("b,", "c,").replaceAll("1,30", "1,33")}${row("b", 0, 8, 121)}${row("c", 0, 8, 124)}`,
      [8, 9],
    ],
    ["of one block, by chance", rows + ofA + b, []],
    [
      "of two devices of five, by chance",
      [
        row("v", 1, 3, 30) + row("w", 1, 4, 40) + row("x", 1, 1, 7) + row("y", 1, 1, 8),
        row("z", 1, 1, 9) + row("v", 2, 5, 50) + row("w", 2, 6, 60) + row("x", 2, 1, 70),
        row("y", 2, 2, 80) + row("z", 2, 3, 90) + row("v", 3, 8, 80) + row("w", 3, 10, 100),
        row("x", 3, 1, 1) + row("y", 3, 1, 2) + row("z", 3, 1, 3),
      ].join(""),
      [],
    ],
    ["in rows that are all alike", row("a", 1, 5, 5).repeat(6), []],
  ])("of parts: %s", async (_, text, lines) => {
    const { warnings } = await importText(HEADER + text);
    const found = warnings.filter(({ what }) => /subtotal/.test(what));
    expect(found.map(({ rows: count, line }) => [count, line])).toEqual(
      lines.length === 0 ? [] : [[lines.length, lines[0]]],
    );
  });

  it.each([
    ["Total", "Total"],
    ["GRAND TOTAL", "GRAND TOTAL"],
    ["Gesamt", "Gesamt"],
    ["合计", "合计"],
    ["subtotal", "subtotal"],
    ["Total:", '"Total:"'],
    ["合计：", "合计："],
  ])("by the name %s", async (name, value) => {
    const imported = await importText(HEADER + rows + row(name, 4, 1, 1));
    expect(said(imported.warnings)).toEqual([
      [
        1,
        `a device is called ${name}; is it a total? leave it out with except=A:${value} in the map`,
      ],
    ]);
  });

  it("and left out by declaration; one that leaves out nothing is said", async () => {
    const imported = await importText(HEADER + rows + total, {
      map: `${MAP},except=A:SUMME 1|Total`,
    });
    expect([imported.rows.length, imported.warnings]).toEqual([3, []]);
    const none = await importText(HEADER + rows, { map: `${MAP},except=A:Totl` });
    expect(said(none.warnings)).toEqual([[undefined, "no row has a A that except names"]]);
  });
});

describe("rows that are bad", () => {
  const text =
    HEADER +
    row("a", 1, 1, 2) +
    row("a", 2, 1, 2).replace(",1,", ",-1,") +
    row("a", 3, 1, 2).replace("2024-06-01 03", "2024-06-31 03") +
    "short,row\n" +
    row("ghost", 4, 1, 2).replace(",1,", ",x,") +
    row("b", 5, 3, 4);

  it("are left out up to a number, each with its place, value and reason", async () => {
    const heard: RowFault[] = [];
    const imported = await importText(text, {
      maxErrors: 4,
      onBadRow: (fault) => heard.push(fault),
    });
    expect(pick(imported, "up", "down")).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(imported.identifiers, "a bad row makes no line").toEqual([["a"], ["b"]]);
    expect(heard.map(({ line, column, name, value }) => [line, column, name, value])).toEqual([
      [3, 4, "U", "-1"],
      [4, 2, "S", "2024-06-31 03:00:00"],
      [5, null, null, null],
      [6, 4, "U", "x"],
    ]);
    expect(said(imported.skipped)).toEqual([
      [1, "U is negative, a correction"],
      [1, "S must be a date and time from 1970, year first"],
      [1, "a row must have 5 cells like the header, has 2"],
      [1, "U must be a whole number from 0 and below 2^53"],
    ]);
  });

  it.each([
    [0, 'usage.csv:3:4: U must be a whole number from 0 and below 2^53, got "-1"'],
    [3, "more rows are bad than the 3 that may be; the next: "],
  ])("end it when more are than %i", async (maxErrors, message) => {
    await expect(importText(text, { maxErrors })).rejects.toThrow(message);
  });

  it("do not count in the file's own sums", async () => {
    const view = await importText(text, { maxErrors: 4 });
    expect(view.read.sums).toEqual([
      { column: "U", unit: "B", sum: 4 },
      { column: "D", unit: "B", sum: 6 },
    ]);
  });

  it.each([
    ["flows", "argus"],
    ["flows", "nfdump"],
  ])("of %s by %s alike", async (_, format) => {
    const good = {
      argus:
        "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotPkts,TotBytes,SrcBytes\n2024/06/01 00:00:00,1,tcp,10.0.0.1,5,->,9.9.9.9,443,2,100,40\n",
      nfdump: `2024-06-01 00:00:00,2024-06-01 00:00:05,5.000,10.0.0.1,9.9.9.9,1,2,TCP,......,0,0,1,60${",0".repeat(35)}\n`,
    }[format] as string;
    const bad = (good.split("\n").at(-2) as string).replace(/2024.06.01/, "soon");
    const imported = await importFile(fileOf(`${good}${bad}\n`), {
      format,
      devices: ["10.0.0.1"],
      maxErrors: 1,
    });
    expect([imported.rows.length, said(imported.skipped).length]).toEqual([1, 1]);
  });
});

describe("what stands in cells", () => {
  it("is doubted over the whole table: thousands that nobody declared", async () => {
    const text = `${HEADER}${row("a", 1, 1, 2).replace(",2\n", ",1.234\n")}${row("a", 2, 1, 2).replace(",2\n", ",12.500\n")}`;
    const map = MAP.replace("down=D", "down=D:MB");
    await expect(importText(text, { map })).rejects.toThrow(
      "usage.csv:2: D must be written one way only: all its 2 values with a point could be thousands (1.234 is 1.234 or 1234); declare --decimal . or --thousands .",
    );
    const grouped = await importText(text, { map, style: numberStyle({ thousands: "." }) });
    expect(pick(grouped, "down")).toEqual([[1234 * 1_048_576], [12_500 * 1_048_576]]);
    const pointed = await importText(text, { map, style: numberStyle({ decimal: "." }) });
    expect(pick(pointed, "down")).toEqual([[Math.round(1.234 * 1_048_576)], [12.5 * 1_048_576]]);
  });

  it.each<[string, string, string, number, number]>([
    ["duration", "duration=X:s", "1.234", 3_600_000, 3600],
    ["duration", "duration=X:min", "2.345", 216_000_000, 216_000],
    ["inBundle", "inBundle=X:KB", "1.234", 3_686_400, 3686],
    ["charged", "charged=X:major", "1.234", 360_000, 360],
  ])(
    "is doubted as bytes are in any column of numbers: %s",
    async (field, item, other, many, one) => {
      const text = `A,E,D,X\na,2024-06-10 00:00:00,1,3.600\na,2024-06-01 00:00:00,2,${other}\n`;
      const map = `device=A,time=E,down=D,${item}`;
      await expect(importText(text, { map })).rejects.toThrow(
        "usage.csv:2: X must be written one way only: all its 2 values with a point could be thousands (3.600 is 3.6 or 3600); declare --decimal . or --thousands .",
      );
      for (const [thousands, value] of [
        [".", many],
        [",", one],
      ] as const) {
        const { rows } = await importText(text, { map, style: numberStyle({ thousands }) });
        const row = rows.find(({ down }) => down === 1) ?? {};
        const read = field === "duration" ? Number(row["time"]) - Number(row["start"]) : row[field];
        expect(read).toBe(value);
      }
    },
  );

  it("is doubted over the whole table: Unix times that are calendar times as well", async () => {
    const text = "A,S,E,U,D\na,1712010905,1712010935,1,2\n";
    await expect(importText(text)).rejects.toThrow(
      "S must be written one way only: all its values are Unix times, and all are YYMMDDHHmm as well; declare which, such as start=S:epoch",
    );
    const map = MAP.replace("=S", "=S:YYMMDDHHmm").replace("=E", "=E:YYMMDDHHmm");
    const start = Date.UTC(2017, 11, 1, 9, 5);
    expect(pick(await importText(text, { map }), "start")).toEqual([[start]]);
  });

  it.each(["8.6138E+12", "8,6138E+12", "1E+12", "8.6138e12"])(
    "is refused when %s is all that is left of an identifier",
    async (device) => {
      await expect(importText(HEADER + row(`"${device}"`, 1, 1, 2))).rejects.toThrow(
        `A must be an identifier in full: its exponent form has lost digits, and several lines would be one, got "${device}"; format the column as text`,
      );
    },
  );

  it.each([
    [["1E10", "ab"], []],
    [["491701", "491702", "0491701"], []],
    [
      ["+49 170-1", "0049 1701", "491701", "Ab", "ab"],
      [
        'identifiers that differ in signs, 00 for +, case or width alone are taken as different lines (3 such, first "+49 170-1", "0049 1701"): write each line one way',
      ],
    ],
    [["89860112345678900000", "89860112345678900001"], []],
    [
      ["89860112345678900000", "89860112345679000000"],
      [
        "all 2 identifiers of more than 15 digits end in zeros: a spreadsheet has cut them, and several lines may be one",
      ],
    ],
    [
      ["NULL", "138"],
      [
        "a device is called NULL; does it stand for lines without a name? leave them out with except in the map",
      ],
    ],
    [["138.0", "139"], ["1 identifiers end in .0: they were floats somewhere"]],
    [
      ["138.0", "138"],
      [
        "some identifiers stand with and without .0 behind them: they were floats somewhere, and one line may be two",
      ],
    ],
  ])("identifiers %j", async (devices, expected) => {
    const imported = await importText(
      HEADER + devices.map((each, i) => row(each, i, 1, 2)).join(""),
    );
    expect(imported.warnings.map(({ what }) => what)).toEqual(expected);
  });

  it("may be one of the words for nothing, counted and taken as 0", async () => {
    const text =
      HEADER + row("a", 1, 1, 2).replace(",1,", ",NULL,") + row("a", 2, 1, 2).replace(",1,", ",,");
    const imported = await importText(text, { empty: new Set(["NULL"]) });
    expect(pick(imported, "up", "down")).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(said(imported.warnings)).toEqual([[2, "U is empty: taken as 0"]]);
  });

  it("a day alone is its beginning, and said", async () => {
    const imported = await importText(`${HEADER}a,2024-06-01,2024-06-02,1,2\n`);
    expect(pick(imported, "start", "time")).toEqual([[T, T + 24 * HOUR]]);
    expect(imported.warnings.map(({ what }) => what).slice(0, 2)).toEqual([
      "S names a day and no time of it: taken as its beginning",
      "E names a day and no time of it: taken as its beginning",
    ]);
  });

  it("a day alone begins after its midnight where clocks go over that", async () => {
    const zone = openZone("America/Sao_Paulo");
    const imported = await importText(`${HEADER}a,2018-11-04,2018-11-05,1,2\n`, { zone });
    const start = Date.UTC(2018, 10, 4, 3);
    expect(pick(imported, "start", "time")).toEqual([[start, start + 23 * HOUR]]);
  });

  it.each([
    ["EUR", "1.234,56 €", "; it is 1234.56 with --thousands .: declare which"],
    ["EUR", "$5", "; it names another currency than EUR"],
    [
      "major",
      "5 zł",
      "; it names a currency: declare which behind the column, such as charged=COST:EUR",
    ],
    ["major", "unknown", ""],
  ])("money in %s that is written %s is refused with what would help", async (unit, fee, hint) => {
    const text = `A,S,E,U,D,F\n${row("a", 1, 1, 2).trim()},"${fee}"\n`;
    const read = importText(text, { map: `${MAP},charged=F:${unit}` });
    const message = await read.then(String, (error) => (error as Error).message);
    expect(message.slice(message.indexOf("F must"))).toBe(
      `F must be a number from 0 and below 2^53, got "${fee}"${hint}`,
    );
  });

  it("a duration that is not the time from start to end is said", async () => {
    const map = `${MAP},duration=L`;
    const text = `A,S,E,U,D,L\n${row("a", 1, 1, 2).trim()},60\n`;
    const imported = await importText(text, { map });
    expect(imported.warnings[0]?.what).toMatch(/a duration is not the time from start to end/);
    const minutes = await importText(text, { map: `${map}:min` });
    expect(minutes.warnings).toEqual([]);
  });
});

describe("a night on which clocks change", () => {
  const zone = openZone("Europe/Berlin");
  const night = (day: string, from: string, to: string) =>
    `${HEADER}a,2024-${day} ${from},2024-${day} ${to},1,2\n`;

  it("forward: an hour that no clock showed is a bad row", async () => {
    await expect(importText(night("03-31", "01:30", "02:30"), { zone })).rejects.toThrow(
      'usage.csv:2:3: E must be a time that Europe/Berlin has: its clocks go forward over it, got "2024-03-31 02:30"',
    );
    const across = await importText(night("03-31", "01:30", "03:30"), { zone });
    const start = Date.UTC(2024, 2, 31, 0, 30);
    expect(pick(across, "start", "time")).toEqual([[start, start + HOUR]]);
  });

  it("back: the earlier is taken and said, the later when declared or when the end needs it", async () => {
    const text = night("10-27", "02:30", "02:45");
    const [early, late] = [Date.UTC(2024, 9, 27, 0, 30), Date.UTC(2024, 9, 27, 1, 30)];
    const earlier = await importText(text, { zone });
    expect(pick(earlier, "start")).toEqual([[early]]);
    expect(earlier.warnings.map(({ what }) => what)).toContain(
      "S stands in an hour that the clocks of Europe/Berlin repeat; taken as the earlier",
    );
    expect(pick(await importText(text, { zone, later: true }), "start")).toEqual([[late]]);
    const across = await importText(night("10-27", "02:50", "02:10"), { zone });
    expect(pick(across, "start", "time")).toEqual([[early + 1_200_000, late - 1_200_000]]);
    expect(across.warnings.map(({ what }) => what)).toEqual([
      "S stands in an hour that the clocks of Europe/Berlin repeat; taken as the earlier",
      "E stands in an hour that the clocks of Europe/Berlin repeat; taken as the later, since the earlier lies before its start",
    ]);
  });

  it("hours, days and bills go by the offset that holds longest, which is said", async () => {
    const text = `${HEADER}a,2024-03-30 12:00,2024-03-30 13:00,1,2\na,2024-06-30 12:00,2024-06-30 13:00,1,2\n`;
    const imported = await importText(text, { zone });
    expect(imported.utcOffset).toBe(120);
    expect(imported.warnings.map(({ what }) => what)).toContain(
      "the clocks of Europe/Berlin change within the span; hours, days and bills go by +02:00 throughout",
    );
    expect(imported.rows.map(({ start }) => start)).toEqual([
      Date.UTC(2024, 2, 30, 11),
      Date.UTC(2024, 5, 30, 10),
    ]);
  });
});

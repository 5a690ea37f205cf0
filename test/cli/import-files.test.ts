import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readKeys } from "../../datasets/importing/read-keys.ts";
import { run } from "./run.ts";

const MAIN = resolve("dist/cli/main.js");
const HEADER = "A,S,E,U,D\n";
const MAP = "device=A,start=S,time=E,up=U,down=D";
let folder: string;
let count = 0;

/** A record of one hour. */
function row(device: string, hour: number, up: number, down: number): string {
  const time = (h: number) => `2024-06-01 ${String(h).padStart(2, "0")}:00:00`;
  return `${device},${time(hour)},${time(hour + 1)},${up},${down}\n`;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-files-"));
  const hours = join(folder, "hours");
  mkdirSync(join(hours, "late"), { recursive: true });
  mkdirSync(join(folder, "empty"));
  writeFileSync(join(hours, "h01.csv"), HEADER + row("a", 1, 1, 10));
  writeFileSync(join(hours, "h02.csv.gz"), gzipSync(HEADER + row("b", 2, 2, 20)));
  writeFileSync(join(hours, "h03.csv"), "");
  writeFileSync(join(hours, "h04.csv"), HEADER);
  writeFileSync(join(hours, ".hidden"), "no rows");
  // Another order of columns, as another version of the tool writes it.
  writeFileSync(
    join(hours, "late", "h05.csv"),
    "D,U,A,S,E\n30,3,a,2024-06-01 05:00,2024-06-01 06:00\n",
  );
  writeFileSync(join(folder, "copy.csv"), HEADER + row("a", 1, 1, 10));
});
beforeEach(() => {
  count++;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const out = () => join(folder, `out-${count}`);

async function importFiles(...words: string[]) {
  const argv = ["import", ...words, "--map", MAP, "-o", out(), "--json"];
  const { code, stdout, stderr } = await run(argv);
  const json = code === 0 ? JSON.parse(stdout) : null;
  return { code, json, stderr: stderr.replaceAll(`${folder}/`, "") };
}

describe("several files are one import", () => {
  it.each([
    ["a folder, with all below it", ["hours"], { files: 4, rows: 3, up: 6, down: 60 }],
    [
      "files by name",
      ["hours/h01.csv", "hours/h02.csv.gz"],
      { files: 2, rows: 2, up: 3, down: 30 },
    ],
    ["a pattern", ["hours/h0?.csv"], { files: 2, rows: 1, up: 1, down: 10 }],
    ["a pattern over folders", ["hours/**/h0*"], { files: 4, rows: 3, up: 6, down: 60 }],
    ["a folder and a file", ["hours/late", "copy.csv"], { files: 2, rows: 2, up: 4, down: 40 }],
  ])("%s", async (_, words, { files, ...view }) => {
    const { json } = await importFiles("cdr", ...words.map((word) => join(folder, word)));
    expect(json.files).toBe(files);
    expect(json.views.charging).toMatchObject(view);
  });

  it("whether or not the format is named", async () => {
    const { json } = await importFiles(join(folder, "copy.csv"), join(folder, "hours/late"));
    expect([json.format, json.devices]).toEqual(["cdr", 1]);
  });

  it("that say which of them are empty, or the same", async () => {
    const all = await importFiles("cdr", join(folder, "hours"), join(folder, "copy.csv"));
    expect(all.stderr).toContain("warning: a file is empty\n");
    expect(all.stderr).toContain(
      '"copy.csv" holds the same bytes as another file; its rows count twice',
    );
    expect(all.stderr).toContain("warning: 1 row: a record repeats an earlier one of its device\n");
  });

  it("that judge a column over all of them", async () => {
    const part = (name: string, down: string) => {
      const file = join(folder, `${name}-${count}.csv`);
      writeFileSync(file, `${HEADER}a,2024-06-01 01:00,2024-06-01 02:00,1,${down}\n`);
      return file;
    };
    const map = MAP.replace("=D", "=D:MB");
    const argv = ["--map", map, "--dry-run"];
    const one = await run(["import", "cdr", part("x", "1.234"), ...argv]);
    expect(one.stderr).toContain("must be written one way only");
    const two = await run(["import", "cdr", part("x", "1.234"), part("y", "0.5"), ...argv]);
    expect(two.code).toBe(0);
  });

  it.each([
    ["a folder that holds nothing", ["empty"], "empty: must hold files, holds none\n"],
    ["an empty file", ["hours/h03.csv"], "hours/h03.csv: must hold rows, is empty\n"],
    ["a pattern that matches nothing", ["no*.csv"], "no*.csv: must match files, matches none\n"],
    ["a file that is not there", ["no.csv"], "no.csv: must be a file that can be read\n"],
    ["a file twice", ["copy.csv", "copy.csv"], "import: copy.csv is given twice\n"],
    [
      "headers alone",
      ["hours/h04.csv"],
      "hours/h04.csv: must hold rows below its header, holds none\n",
    ],
  ])("%s is refused", async (_, words, message) => {
    const { code, stderr } = await importFiles("cdr", ...words.map((word) => join(folder, word)));
    expect([code, stderr]).toEqual([2, message]);
    expect(existsSync(out())).toBe(false);
  });
});

describe("what is no text is refused by its name", () => {
  it.each([
    ["504b030414000000", "is a zip archive or a workbook; unpack it, or save the sheet as CSV"],
    ["504b0506", "is an empty zip archive"],
    ["d0cf11e0a1b11ae1", "is a workbook of Excel; save the sheet as CSV"],
    ["425a6839", "is packed with bzip2; unpack it: bunzip2 -c FILE | billshock import cdr -"],
    ["fd377a585a00", "is packed with xz; unpack it: xz -dc FILE | billshock import cdr -"],
    ["28b52ffd", "is packed with zstd; unpack it: zstd -dc FILE | billshock import cdr -"],
    ["377abcaf271c", "is a 7z archive; unpack it"],
    ["50415231", "is Parquet; write it as CSV"],
    ["255044462d", "is a PDF; export the table as CSV"],
  ])("%s %s", async (hex, remedy) => {
    const file = join(folder, "thing");
    writeFileSync(file, Buffer.from(`${hex}00ff`, "hex"));
    expect((await importFiles("cdr", file)).stderr).toBe(`thing: ${remedy}\n`);
  });

  it("gzip that breaks off, at its beginning or far behind", async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => row(`${i * 7919}`, i % 23, i, 2 * i));
    const whole = gzipSync(HEADER + rows.join(""));
    for (const length of [40, whole.length - 100]) {
      const file = join(folder, "half.csv.gz");
      writeFileSync(file, whole.subarray(0, length));
      expect((await importFiles("cdr", file)).stderr).toBe(
        "half.csv.gz: must be whole gzip, is broken\n",
      );
    }
  });
});

describe("stdin", () => {
  const text = HEADER + row("a", 1, 1, 10);
  const pipe = (word: string, input: string | Buffer) =>
    spawnSync(process.execPath, [MAIN, "import", "cdr", word, "--map", MAP, "-o", out(), "-q"], {
      input,
      encoding: "utf8",
    });

  it.each([
    ["-", text],
    ["-", gzipSync(text)],
    ["/dev/stdin", text],
  ])("is read by %s", (word, input) => {
    const { status, stdout, stderr } = pipe(word, input);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("1 row of charging from cdr, 1 device, 1 B up, 10 B down");
  });

  it("or any pipe that has a path", () => {
    const pipe = join(folder, `pipe-${count}`);
    const script = `mkfifo ${pipe}; cat ${join(folder, "copy.csv")} > ${pipe} & node ${MAIN} import cdr ${pipe} --map ${MAP} -o ${out()} -q`;
    const { stdout, stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toContain("1 row of charging from cdr, 1 device, 1 B up, 10 B down");
  });

  it("in pieces, however large", () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => row(`${i % 50}`, i % 23, 1, 2)).join("");
    expect(pipe("-", HEADER + rows).stdout).toContain(
      "30000 rows of charging from cdr, 50 devices",
    );
  });

  it.each([
    ["", "stdin: must hold rows, is empty\n"],
    [
      `${HEADER}a,soon,2024-06-01,1,2\n`,
      'stdin:2:2: S must be a date and time from 1970, year first, got "soon"\n--max-errors N leaves out up to N such rows\n',
    ],
  ])("%j is refused as a file would be", (input, message) => {
    const { status, stderr } = pipe("-", input);
    expect([status, stderr]).toEqual([2, message]);
  });
});

describe("a dry run", () => {
  it("shows records as understood and totals beside the file's own, and writes nothing", async () => {
    const file = join(folder, "dry.csv");
    writeFileSync(
      file,
      "A;S;L;D\na;27.10.2024 02:30;0:15:00;1,5\na;27.10.2024 12:00;1:00:00;2.000,25\nTotal;;;2.001,75\n",
    );
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await run([
      ...["import", "cdr", file, "--dry-run", "--timezone", "Europe/Berlin"],
      ...["--thousands", ".", "--kilo", "1000", "--map"],
      "device=A,start=S:DD.MM.YYYY HH:mm,duration=L:h:mm:ss,down=D:MB,except=A:Total",
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe(`cdr, as understood (nothing is written):
start                end                  offset  device  up   down
2024-10-27 02:30:00  2024-10-27 02:45:00  +02:00  a       0 B  1500000 B
2024-10-27 12:00:00  2024-10-27 13:00:00  +01:00  a       0 B  2000250000 B
the file's own sum of D: 2001.75 MB of 1000000 B
understood: 1 device, 0 B up (0 B), 2001750000 B down (1.86 GB)
from 2024-10-27 02:30:00 to 2024-10-27 13:00:00 at +02:00 and +01:00
read: 1 file, 2 records, 1 left out; times are Europe/Berlin
`);
    expect(stderr).toBe(`left out: 1 row: A is one that the map leaves out, first on line 4
warning: there is no uplink column: all bytes are taken as down
warning: 1 row: S stands in an hour that the clocks of Europe/Berlin repeat; taken as the earlier, first on line 2
`);
    expect(readdirSync(folder)).toEqual(before);
  });
});

it("an import tells its span by the clocks of its zone, before and after they change", async () => {
  const file = join(folder, "spring.csv");
  writeFileSync(
    file,
    `${HEADER}a,2024-03-30 09:00,2024-03-30 10:00,1,2\na,2024-06-01 09:00,2024-06-01 10:00,1,2\n`,
  );
  const { stdout } = await run([
    ...["import", "cdr", file, "--map", MAP, "-o", out(), "-q"],
    ...["--timezone", "Europe/Berlin"],
  ]);
  expect(stdout).toContain("4 B down, 2024-03-30 09:00:00 to 2024-06-01 10:01:00\n");
  expect(stdout).toContain("times are Europe/Berlin\n");
  const { span, scenario } = JSON.parse(readFileSync(join(out(), "manifest.json"), "utf8"));
  expect([span.utcOffset, scenario.timezone]).toEqual([120, "Europe/Berlin"]);
});

describe("bad rows", () => {
  const bad = (hour: number) => row("a", hour, 1, 2).replace(",1,", ",x,");
  const text = HEADER + row("a", 1, 1, 2) + bad(2) + bad(3);

  it("are listed one by one, counted by reason, and kept in the manifest without their values", async () => {
    const file = join(folder, "bad.csv");
    writeFileSync(file, text);
    const { stdout, stderr } = await run([
      ...["import", "cdr", file, "--map", MAP, "-o", out(), "--max-errors", "2"],
    ]);
    const reason = "U must be a whole number from 0 and below 2^53";
    expect(stderr.replaceAll(`${folder}/`, "")).toBe(
      `bad row: bad.csv:3:4: ${reason}, got "x"\nbad row: bad.csv:4:4: ${reason}, got "x"\nleft out: 2 rows: ${reason}, first on line 3\n`,
    );
    expect(stdout).toContain("read: 1 file, 1 record, 2 left out (2 bad); times are +00:00\n");
    const manifest = JSON.parse(readFileSync(join(out(), "manifest.json"), "utf8"));
    expect(manifest.scenario).toMatchObject({ maxErrors: 2 });
    expect(manifest.imported.leftOut).toEqual([{ what: "bad U", rows: 2, bytes: 0 }]);
  });

  it("end the import when there are more, and those before are listed", async () => {
    const file = join(folder, "bad.csv");
    writeFileSync(file, text);
    const { code, stderr } = await run([
      ...["import", "cdr", file, "--map", MAP, "-o", out(), "--max-errors", "1"],
    ]);
    expect(code).toBe(2);
    expect(
      stderr.split("\n").map((line) => line.replaceAll(`${folder}/`, "").slice(0, 60)),
    ).toEqual([
      "bad row: bad.csv:3:4: U must be a whole number from 0 and be",
      "more rows are bad than the 1 that may be; the next: bad.csv:",
      "",
    ]);
    expect(existsSync(out())).toBe(false);
  });
});

describe("identifiers", () => {
  const odd = ['a "b", c', "line\nbreak", "0049", "49", "é 湖北", "2"];
  const csv = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it("come back from the key file as they were, and name the lines of alerts", async () => {
    const file = join(folder, "odd.csv");
    writeFileSync(file, HEADER + odd.map((each, i) => row(csv(each), i, 1, 2)).join(""));
    await run(["import", "cdr", file, "--map", MAP, "-o", out(), "-q", "--timezone", "+08:00"]);
    expect([...(readKeys(out()) ?? [])]).toEqual(odd.map((each, i) => [i, [each]]));

    const alerts = join(folder, "alerts.csv");
    writeFileSync(
      alerts,
      `device,time\n${csv(odd[0] as string)},2024-06-01 01:00:00\n0049,2024-06-01 03:00:00\n`,
    );
    const { code, stdout } = await run(["score", out(), alerts, "--json"]);
    expect(code).toBe(0);
    const { detectors, warnings } = JSON.parse(stdout);
    expect(detectors[0].alarms).toBe(2);
    expect(warnings).toContain(
      "alerts.csv: times without an offset are read at +08:00, as the dataset's",
    );
  });

  it.each([
    [
      "device,time\n2,2024-06-01\n",
      "alerts.csv:2: device 2 is the number of one line and the identifier of another; call the column number or identifier",
    ],
    [
      "device,time\n0050,2024-06-01\n",
      "alerts.csv:2: device must be in [0, 6) or an identifier of private/keys.csv, all in one of the two ways, got 0050",
    ],
    [
      "identifier,time\n5,2024-06-01\n",
      "alerts.csv:2: identifier must be an identifier of private/keys.csv, got 5",
    ],
    ["number,time\n6,2024-06-01\n", "alerts.csv:2: number must be in [0, 6), got 6"],
    [
      "identifier,number,time\n2,2,2024-06-01\n",
      "alerts.csv:2: 2 is the identifier of 5, not of 2",
    ],
  ])("%j is refused", async (text, message) => {
    const file = join(folder, "odd2.csv");
    writeFileSync(file, HEADER + odd.map((each, i) => row(csv(each), i, 1, 2)).join(""));
    await run(["import", "cdr", file, "--map", MAP, "-o", out(), "-q"]);
    const alerts = join(folder, "alerts.csv");
    writeFileSync(alerts, text);
    const { code, stderr } = await run(["score", out(), alerts]);
    expect([code, stderr.replaceAll(`${folder}/`, "").trim()]).toEqual([2, message]);
  });
});

describe("flags", () => {
  it.each([
    [["--timezone", "CST"], "import: timezone must be UTC, an offset such as +08:00, or a name"],
    [["--decimal", "x"], "import: decimal must be . or , got x"],
    [["--thousands", "x"], "import: thousands must be one of"],
    [["--kilo", "1k"], "import: kilo must be 1000 or 1024, got 1k"],
    [["--repeated-hour", "last"], "import: repeatedHour must be earlier or later, got last"],
    [["--skip-rows", "0"], "import: skip-rows must be lines such as 1-3,10 or last, got 0"],
    [["--skip-rows", "5-3"], "import: skip-rows must be lines such as 1-3,10 or last, got 5-3"],
    [["--max-errors", "some"], "--max-errors must be a whole number of at least 0, got some"],
    [["--max-error", "1"], "unknown flag --max-error; did you mean --max-errors?"],
    [["--timezon", "UTC"], "unknown flag --timezon; did you mean --timezone?"],
  ])("%j is refused", async (flags, message) => {
    const { code, stderr } = await run([
      ...["import", "cdr", join(folder, "copy.csv"), "--map", MAP, "-o", out(), ...flags],
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ["--timezone", "-05:00", "2024-06-01T06:00:00.000Z"],
    ["--timezone", "America/New_York", "2024-06-01T05:00:00.000Z"],
  ])("%s %s may begin with a hyphen or be a name", async (flag, value, start) => {
    const { stdout } = await run([
      ...["import", "cdr", join(folder, "copy.csv"), "--map", MAP, "--dry-run", "--json"],
      ...[flag, value],
    ]);
    expect(new Date(JSON.parse(stdout).rows[0].start).toISOString()).toBe(start);
  });
});

import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDataset } from "../../../datasets/dataset.ts";
import { importDataset } from "../../../datasets/importing/import-dataset.ts";
import { previewImport } from "../../../datasets/importing/preview-import.ts";
import { fileOf } from "../imported.ts";

const USAGE = `time,start,device,up,down
2024-06-01 01:00:00,2024-06-01 00:00:00,a,1,2
2024-06-01 03:00:00,2024-06-01 02:00:00,b,3,4
`;

/** What a dry run makes of it. */
async function previewed(lines: readonly string[]) {
  const truth = fileOf(`device,kind,from,to\n${lines.join("\n")}\n`, "truth.csv");
  try {
    return (await previewImport({ file: fileOf(USAGE), truth, timezone: "UTC" })).truth;
  } catch (error) {
    throw new Error((error as Error).message.replaceAll(`${dirname(truth)}/`, ""));
  }
}

async function withTruth(lines: readonly string[], timezone = "UTC") {
  const truth = fileOf(`device,kind,from,to\n${lines.join("\n")}\n`, "truth.csv");
  const file = fileOf(USAGE);
  const out = join(dirname(file), "out");
  try {
    const { warnings } = await importDataset({ file, out, truth, timezone });
    const dataset = openDataset(out);
    const { cases = 0 } = dataset.manifest.truth ?? {};
    dataset.close();
    return { cases, warnings };
  } catch (error) {
    throw new Error((error as Error).message.replaceAll(`${dirname(truth)}/`, ""));
  }
}

/** A record each ten minutes, from 00:00 to 06:00 of the night on which clocks go back. */
const NIGHT = Array.from({ length: 36 }, (_, i) => {
  const time = (minute: number) => new Date(Date.UTC(2024, 9, 27, 0, minute)).toISOString();
  return `${time(i * 10 + 9)},${time(i * 10)},a,0,100\n`;
});

describe("truth in local time, on the night on which clocks go back", () => {
  const repeated =
    "truth: an interval begins or ends in an hour that clocks repeat; what was taken may be an hour off";

  it.each([
    ["2024-10-27 03:00,2024-10-27 05:00", "earlier", [120, 240, []]],
    ["2024-10-27 02:00,2024-10-27 03:00", "earlier", [0, 120, [repeated]]],
    ["2024-10-27 02:00,2024-10-27 03:00", "later", [60, 120, [repeated]]],
    ["2024-10-27 02:30,2024-10-27 02:10", "earlier", [30, 70, [repeated]]],
    ["2024-10-27T02:30+02:00,2024-10-27T02:10+01:00", "earlier", [30, 70, []]],
  ] as const)("%s, taken as the %s", async (bounds, repeatedHour, [from, to, said]) => {
    const truth = fileOf(`device,kind,from,to\na,bt,${bounds}\n`);
    const file = fileOf(`time,start,device,up,down\n${NIGHT.join("")}`);
    const out = join(dirname(file), "out");
    const timezone = "Europe/Berlin";
    const { warnings } = await importDataset({ file, out, truth, timezone, repeatedHour });
    const dataset = openDataset(out);
    const [received] = dataset.readTruth("cases").down;
    dataset.close();
    // Each ten minutes have 100 bytes.
    expect(received).toBe((to - from) * 10);
    expect(warnings.flatMap(({ what }) => (/truth/.test(what) ? [what] : []))).toEqual(said);
  });
});

const GOOD = "a,bt,2024-06-01 00:00:00,2024-06-01 01:00:00";

describe("truth that touches nothing", () => {
  it.each([
    [
      "another year",
      "a,bt,2023-06-01,2023-06-02",
      'truth.csv:3:4: to must be within the rows\' span, 2024-06-01 00:00:00 to 2024-06-01 03:01:00, got "2023-06-02"',
    ],
    [
      "a day later",
      "b,bt,2024-06-02,2024-06-03",
      'truth.csv:3:3: from must be within the rows\' span, 2024-06-01 00:00:00 to 2024-06-01 03:01:00, got "2024-06-02"',
    ],
    [
      "nobody",
      "c,bt,2024-06-01,2024-06-02",
      'truth.csv:3:1: device must be a device that has rows in the import, got "c"',
    ],
    [
      "an end before its beginning",
      "b,bt,2024-06-02,2024-06-01",
      'truth.csv:3:4: to must be a date and time after from, 2024-06-02, got "2024-06-01"',
    ],
    [
      "the same twice",
      GOOD,
      "truth.csv:3: an interval must not overlap another of its device, overlaps line 2",
    ],
  ])("is refused with its line, by a dry run too: %s", async (_, line, message) => {
    await expect(withTruth([GOOD, line])).rejects.toThrow(new Error(message));
    await expect(previewed([GOOD, line])).rejects.toThrow(new Error(message));
  });

  it("is counted by kind in a dry run", async () => {
    const second = "b,sim-swap,2024-06-01 02:00:00,2024-06-01 03:00:00";
    expect(await previewed([GOOD, second])).toEqual({ bt: 1, "sim-swap": 1 });
  });

  it("is refused where no interval holds a byte, with a word on the zone", async () => {
    await expect(withTruth(["a,bt,2024-06-01 01:30:00,2024-06-01 01:45:00"])).rejects.toThrow(
      "truth.csv:2: an interval must hold bytes of its device, none of 1 does; the zone of its times is that of --timezone",
    );
  });

  it("is told with its line where another does", async () => {
    const { cases, warnings } = await withTruth([
      GOOD,
      "a,bt,2024-06-01 01:30:00,2024-06-01 01:45:00",
    ]);
    expect(cases).toBe(2);
    expect(warnings).toEqual([
      {
        what: "truth: an interval holds no byte of its device and counts as missed",
        bytes: 0,
        line: 3,
      },
    ]);
  });

  it("is told where its bytes are a share of a row that reaches beyond it", async () => {
    const { warnings } = await withTruth(["a,bt,2024-06-01 00:00:00,2024-06-01 00:30:00"]);
    expect(warnings.map(({ what, rows, bytes }) => [what, rows, bytes])).toEqual([
      [
        "truth: 100 % of an interval's bytes are a guess, in proportion to time, from rows longer than it",
        1,
        1,
      ],
    ]);
  });

  it("is told where it reaches beyond the rows", async () => {
    const { warnings } = await withTruth(["a,bt,2024-05-30,2024-06-02"]);
    expect(warnings.map(({ what, line }) => [what, line])).toEqual([
      ["truth: an interval begins before the first row, and delays count from there", 2],
      ["truth: an interval ends after the last row", 2],
    ]);
  });
});

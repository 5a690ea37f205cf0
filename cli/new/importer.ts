import type { NewKind } from "./kind.ts";

const RECORD = `  // Every header must have these columns; others may stand among them, in any order.
  header: ["subscriber", "begin", "end", "up_kb", "down_kb"],

  // One row: text, number, count, moment (ms UTC) and length (ms) of a column by its name; each
  // refuses what is none, with file, line and column. A text instead of a record leaves the row out
  // and counts it under that reason.
  record(row) {
    if (row.text("subscriber") === "TOTAL") return "a row of totals";
    const start = row.moment("begin");
    return {
      device: row.text("subscriber"),
      start,
      // The later moment where the clocks repeat an hour and the earlier would lie before the start.
      end: row.endOf(start, "end", "begin"),
      up: row.number("up_kb") * 1024,
      down: row.number("down_kb") * 1024,
    };
  },`;

const PLUG_IN = `// An importer for billshock: usage records of a tool of your own.
//
//   npx billshock import ./MY-UNIT.js usage.csv --dry-run       what would be read
//   npx billshock import ./MY-UNIT.js usage.csv -o data/usage   write a dataset

/** @type {import("billshock/datasets").RowFormat} */
export const importer = {
  name: "MY-UNIT",
  summary: "usage records, one a row",
  extensions: [".csv"],
  // "charging": records of usage, as below. "flows": { start, end, protocol, source, sourcePort,
  // destination, destinationPort, sourceBytes, destinationBytes } and, where they are known,
  // sourcePackets and destinationPackets.
  view: "charging",

${RECORD}
};
`;

const UNIT = `import type { Importer } from "../importing/importer.ts";
import { rowImporter } from "../importing/row-importer.ts";

/**
 * Reads usage records, one a row, under a header.
 *
 * Say here which tool writes them, in which releases, and what they do not tell.
 */
export const myUnit: Importer = rowImporter({
  name: "MY-UNIT",
  summary: "usage records, one a row",
  extensions: [".csv"],
  view: "charging",

${RECORD}
});
`;

const TEST = `import { describe, expect, it } from "vitest";
import { fileOf, importFile, pick } from "../imported.ts";

const HEADER = "subscriber,begin,end,up_kb,down_kb";
const T = Date.UTC(2024, 5, 1);

describe("MY-UNIT", () => {
  it("is known by its header, and reads a row a record", async () => {
    const text = \`\${HEADER}\\na,2024-06-01 00:00:00,2024-06-01 01:00:00,1,1.5\\n\`;
    const imported = await importFile(fileOf(text));
    expect(pick(imported, "start", "time", "device", "up", "down")).toEqual([
      [T, T + 3_600_000, 0, 1024, 1536],
    ]);
  });

  it("counts the tool's own totals as left out", async () => {
    const row = "a,2024-06-01 00:00:00,2024-06-01 01:00:00,1,1";
    const text = \`\${HEADER}\\n\${row}\\nTOTAL,2024-06-01 00:00:00,2024-06-01 01:00:00,1,1\\n\`;
    const { rows, skipped } = await importFile(fileOf(text));
    expect([rows.length, skipped.map(({ what }) => what)]).toEqual([1, ["a row of totals"]]);
  });

  it("names file, line and column of a cell that is not as promised", async () => {
    const text = \`\${HEADER}\\na,2024-06-01 00:00:00,2024-06-01 01:00:00,much,1\\n\`;
    await expect(importFile(fileOf(text))).rejects.toThrow(/:2:4: up_kb must be a number/);
  });
});
`;

/** An importer of a table with one record a row. */
export const importer: NewKind = {
  name: "importer",
  summary: "a format of flow logs or usage records",
  homes: ["importers"],
  plugIn: {
    ending: ".js",
    text: PLUG_IN,
    next: (path) => `try it: npx billshock import ${path} FILE --dry-run`,
  },
  unit: () => ({
    files: {
      "datasets/importers/MY-UNIT.ts": UNIT,
      "test/datasets/importers/MY-UNIT.test.ts": TEST,
    },
    catalogues: [
      {
        file: "datasets/importers/catalogue.ts",
        list: "IMPORTERS",
        from: "./MY-UNIT.ts",
      },
    ],
    next: [
      "npx vitest run test/datasets/importers/MY-UNIT.test.ts test/names.test.ts",
      "node dist/cli/main.js list formats",
    ],
  }),
};

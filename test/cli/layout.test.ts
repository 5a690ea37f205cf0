import { describe, expect, it } from "vitest";
import { displayWidth, shortened } from "../../cli/display-width.ts";
import { fitTable } from "../../cli/fit-table.ts";
import { screenWidth } from "../../cli/screen-width.ts";
import { wrapped } from "../../cli/wrapped.ts";

it.each([
  ["eine kurze Zeile", 20, "eine kurze Zeile"],
  ["one two three", 7, "one two\nthree"],
  ["saves 47 % of it", 8, "saves\n47 % of\nit"],
  ["  keeps its lead", 8, "  keeps\n  its\n  lead"],
  ["流量 偷跑 谁先 发现", 9, "流量 偷跑\n谁先 发现"],
  ["a path/that/is/longer/than/a/line stays", 10, "a\npath/that/is/longer/than/a/line\nstays"],
  ["a  b", 2, "a\nb"],
])("wraps %j at %i between words", (text, width, expected) => {
  expect(wrapped(text, { width })).toBe(expected);
});

it("keeps a command whole over its lines, so that it can be copied", () => {
  const command = "again: npx billshock bench city -d ./rule.js";
  const lines = wrapped(command, { width: 24, indent: "  ", joint: " \\" });
  expect(lines).toBe("again: npx billshock \\\n  bench city -d \\\n  ./rule.js");
  expect(lines.replaceAll(/ \\\n\s+/g, " ")).toBe(command);
});

it.each([
  ["short", 8, "short"],
  ["longer-name", 8, "longe..."],
  ["流量偷跑检测", 9, "流量偷..."],
  ["👩‍👩‍👧‍👦 family of four", 9, "👩‍👩‍👧‍👦"],
])("cuts %j to %i columns between characters", (text, width, start) => {
  expect(displayWidth(shortened(text, width))).toBeLessThanOrEqual(width);
  expect(shortened(text, width).startsWith(start.slice(0, 2))).toBe(true);
});

it.each([
  [{ columns: 132 }, {}, 132],
  [{ columns: 132 }, { COLUMNS: "80" }, 80],
  [{}, {}, 100],
  [{}, { COLUMNS: "" }, 100],
  [{ columns: 90 }, { COLUMNS: "wide" }, 90],
  [{ columns: 0 }, {}, 100],
  [{ columns: 5 }, {}, 40],
  [{ columns: 500 }, {}, 160],
])("takes of %o and %o the width %i", (stream, env, width) => {
  expect(screenWidth(stream, env)).toBe(width);
});

describe("fitTable", () => {
  const column = (head: string, ...cells: string[]) =>
    cells.map((cell) => ({ head, cell: (row: string) => cell + row }));
  const columns = new Map([
    ["name", column("name", "n", "a-long-name")],
    ["first", column("first", "123456", "123456 [1-9]")],
    ["last", column("last", "x")],
  ]);
  const laidOut = (width: number, wishes: readonly string[]) =>
    fitTable({ columns, wishes, rows: ["1", "2"], width });

  it("gives what is wished for first, in the order of the columns", () => {
    const { head, lines, shown } = laidOut(17, ["name", "last", "first"]);
    expect([...head, ...lines]).toEqual([
      ...["name first   last", "n1   1234561 x1", "n2   1234562 x2"],
    ]);
    expect([...shown].sort()).toEqual(["first", "last", "name"]);
  });

  it("leaves out what does not fit and goes on with what does", () => {
    expect(laidOut(10, ["name", "first", "last"]).head).toEqual(["name last"]);
  });

  it("takes the wider form of what is wished for twice, where there is room", () => {
    expect(laidOut(40, ["name", "first", "first"]).lines[0]).toBe("n1   123456 [1-9]1");
    expect(laidOut(16, ["name", "first", "first"]).lines[0]).toBe("n1   1234561");
    expect(laidOut(99, ["name", "name", "name", "name"]).lines[0]).toBe("a-long-name1");
  });
});

import { describe, expect, it } from "vitest";
import { fillMarks } from "../../perf/marks.ts";

const figures = {
  "perf:rows": () => "7",
  "perf:table": () => "| a |\n| --- |",
  "bench:city": () => "30/30",
  "bench:absent": () => null,
};

describe("fillMarks", () => {
  it.each([
    [
      "a word within a sentence",
      "x <!-- perf:rows -->6<!-- /perf --> y",
      "x <!-- perf:rows -->7<!-- /perf --> y",
    ],
    ["nothing yet", "<!-- perf:rows --><!-- /perf -->", "<!-- perf:rows -->7<!-- /perf -->"],
    [
      "a table on lines of its own",
      "<!-- perf:table -->\n\nold\n\n<!-- /perf -->\n",
      "<!-- perf:table -->\n\n| a |\n| --- |\n\n<!-- /perf -->\n",
    ],
    [
      "figures of two kinds",
      "<!-- perf:rows -->?<!-- /perf --> <!-- bench:city -->?<!-- /bench -->",
      "<!-- perf:rows -->7<!-- /perf --> <!-- bench:city -->30/30<!-- /bench -->",
    ],
    [
      "nothing where there is nothing to tell",
      "<!-- bench:absent -->\nold\n<!-- /bench -->",
      "<!-- bench:absent -->\nold\n<!-- /bench -->",
    ],
    ["no mark at all", "<!-- a comment --> text", "<!-- a comment --> text"],
  ])("fills %s, and changes nothing the second time", (_what, text, expected) => {
    const filled = fillMarks(text, figures);
    expect(filled).toBe(expected);
    expect(fillMarks(filled, figures)).toBe(expected);
  });

  it.each([
    [
      "an unknown figure",
      "a\n<!-- perf:row -->1<!-- /perf -->",
      "README.md:2: unknown figure perf:row; did you mean perf:rows?",
    ],
    [
      "a mark that is never closed",
      "<!-- perf:rows -->1",
      "README.md: the mark perf:rows is never closed",
    ],
    [
      "a mark within a mark",
      "<!-- perf:rows -->\n<!-- perf:table -->\n<!-- /perf -->",
      "README.md:2: the mark perf:rows must be closed first, got <!-- perf:table -->",
    ],
    [
      "a mark closed by another kind",
      "<!-- perf:rows -->1<!-- /bench -->",
      "README.md:1: the mark perf:rows must be closed first, got <!-- /bench -->",
    ],
    [
      "a close without a mark",
      "<!-- /perf -->",
      "README.md:1: no mark is open, got <!-- /perf -->",
    ],
  ])("refuses %s", (_what, text, message) => {
    expect(() => fillMarks(text, figures, "README.md")).toThrow(new RangeError(message));
  });
});

import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { METRICS } from "../../../bench/metrics/catalogue.ts";
import { PAPER_FORMATS } from "../../../bench/report/paper.ts";
import { about, sampleCase, sampleDataset, sampleRow, sampleRun } from "../sample-run.ts";

const strange = 'a "rule", 100 % & <b>_#1|\\x{y}$^~';
const wuhan = sampleCase("wuhan-2015", ["ewma"], ["ewma"]);
const run = sampleRun({
  datasets: [sampleDataset(), wuhan.dataset],
  detectors: [
    sampleRow({ name: "any", role: "ceiling", view: null }),
    sampleRow(),
    sampleRow({ point: "shipped", leads: false, threshold: 20, thresholdSource: "default" }),
    sampleRow({ name: "ewma", view: "wlan", chosenView: false }),
    sampleRow({
      name: strange,
      valueDetectionRateByKindMean: about(0.1),
      threshold: null,
      thresholdSource: "native",
    }),
    sampleRow({ name: "broken", status: "error", recall: about(0) }),
    sampleRow({ name: "coin", role: "floor", latency: null }),
    ...wuhan.rows,
  ],
});
const { csv, latex, markdown } = PAPER_FORMATS;

describe("the table for a paper", () => {
  it("is CSV as RFC 4180 has it, which a strict reader takes", () => {
    const text = csv(run);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text.endsWith("\r\n")).toBe(true);
    const rows: string[][] = parse(text, { relax_quotes: false, record_delimiter: "\r\n" });
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
    expect(rows.map((row) => row[rows[0].indexOf("detector")])).toContain(strange);
  });

  it("has in CSV every metric with its bounds in columns of their own, both points, chosen views alone", () => {
    const rows: Record<string, string>[] = parse(csv(run), { columns: true });
    for (const { name } of METRICS) {
      expect(Object.keys(rows[0])).toEqual(
        expect.arrayContaining([name, `${name}_low`, `${name}_high`]),
      );
    }
    const ewma = rows.filter(
      ({ dataset, detector }) => dataset === "city@L1" && detector === "ewma",
    );
    expect(ewma.map(({ point, reads }) => [point, reads])).toEqual([
      ["calibrated", "flows"],
      ["as written", "flows"],
    ]);
    expect(ewma[0]).toMatchObject({
      ...{ seeds: "1", dataset_hashes: "0123456789abcdef", budget: "10", billshock: "0.1.0" },
      ...{
        threshold: "13.6271047014155",
        threshold_unit: "times the usual",
        threshold_source: "budget",
      },
      ...{
        currency: "CNY",
        moneySaved: "1208.53",
        recall_low: "0.525",
        alarms: "44",
        alarms_low: "",
      },
    });
    expect(rows.find(({ detector }) => detector === "broken")?.["status"]).toBe("error");
    expect(rows.map(({ dataset }) => dataset)).toContain("wuhan-2015");
  });

  it("escapes in LaTeX what it would read as its own, and names no package", () => {
    const text = latex(run);
    expect(text).toContain(
      "a \\textquotedblright{}rule\\textquotedblright{}, 100 \\% \\& \\textless{}b\\textgreater{}\\_\\#1\\textbar{}\\textbackslash{}x\\{y\\}\\$\\textasciicircum{}\\textasciitilde{}",
    );
    expect(text).not.toMatch(/usepackage|[^\p{ASCII}]/u);
    const body = text.replaceAll(/\\[\\{}%&#_$]/g, "");
    expect(body.split("{").length).toBe(body.split("}").length);
    const tables = text.split("\\begin{tabular}").slice(1);
    for (const table of tables) {
      const columns = (/\{([lr]+)\}/.exec(table)?.[1] ?? "").length;
      const rows = table.split("\n").filter((line) => / \\\\$/.test(line));
      for (const row of rows) expect(row.split(/(?<!\\)&/).length, row).toBe(columns);
    }
  });

  it("keeps in Markdown what is in a name from ending a cell", () => {
    const text = markdown(run);
    const [first] = text.split("\n\n");
    const columns = first.split("\n").map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(columns).size).toBe(1);
    expect(text).toContain("\\<b\\>\\_#1\\|\\\\x{y}$^~");
  });

  it.each([
    ["markdown", markdown],
    ["latex", latex],
  ])("says in the caption of %s what makes it repeatable", (_, write) => {
    const text = write(run)
      .replaceAll("$\\cdot$", "·")
      .replaceAll(/\\(?=[%_&])/g, "");
    expect(text).toContain("budget 10 false alarms / 1000 line-days");
    expect(text).toContain("logical hash 0123456789abcdef (seed 1)");
    expect(text).toContain(
      "ewma · flows 13.6 times the usual (calibrated on city@L1), as written: 20 times the usual",
    );
    expect(text).toContain("broken · flows failed (error)");
    expect(text).toContain("billshock 0.1.0, Node 20.");
  });
});

it("gives the other points of many detectors a table of their own where a page would be too short", () => {
  const many = Array.from({ length: 20 }, (_, i) => sampleRow({ name: `rule-${i}` }));
  const both = many.flatMap((row) => [row, { ...row, point: "shipped" as const, leads: false }]);
  const text = latex(sampleRun({ detectors: both }));
  const tables = text.split("\\begin{tabular}").slice(1);
  expect(tables.map((table) => [/ calibrated /.test(table), / as written /.test(table)])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(markdown(sampleRun({ detectors: both })).match(/^[|] ---/gm)).toHaveLength(1);
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleCase, sampleRow, sampleRun } from "../bench/sample-run.ts";
import { writeTinyDataset } from "../bench/tiny-dataset.ts";
import { run } from "./run.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-cli-report-"));
  const wuhan = sampleCase("wuhan-2015", ["ewma"], ["ewma"]);
  const tradeOff = [
    {
      budget: 1,
      falseAlarmsPer1000DeviceDays: 1,
      valueDetectionRate: 0.3,
      valueDetectionRateByKindMean: 0.3,
      ...{ recall: 0.4, precision: 0.5 },
    },
  ];
  const made = sampleRun({ detectors: [sampleRow({ tradeOff }), ...wuhan.rows] });
  writeFileSync(
    join(folder, "run.json"),
    JSON.stringify({ ...made, datasets: [...made.datasets, wuhan.dataset] }),
  );
  const { sweeps: _, ...old } = made;
  writeFileSync(join(folder, "old.json"), JSON.stringify(old));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("billshock report", () => {
  it("makes the page and its pictures again from run.json alone", async () => {
    const out = join(folder, "again.html");
    const { code, stdout, stderr } = await run(["report", folder, "-o", out]);
    expect([code, stdout, stderr]).toEqual([0, "", `written: ${out}\n`]);
    const page = readFileSync(out, "utf8").replaceAll("\u00a0", " ");
    expect(page).toContain("ewma · flows saves 47 %");
    expect(page).toContain("The night is not drawn: that takes the dataset");
    expect(readdirSync(join(folder, "figures")).sort()).toEqual([
      ...["city-L1-delay.svg", "city-L1-trade-off.svg"],
    ]);
    expect(readdirSync(folder).sort()).toEqual(["again.html", "figures", "old.json", "run.json"]);
    expect((await run(["report", folder, "-o", out])).stderr).toContain(
      "is there already; --force",
    );
    expect((await run(["report", folder, "-o", out, "--force"])).code).toBe(0);
  });

  it("shows the screen without a page to write", async () => {
    const { stdout } = await run(["report", join(folder, "run.json")]);
    expect(stdout).toMatch(/^city@L1 {2}500 lines x 14 days/);
    expect(stdout).toContain("wuhan-2015: 15,424 CNY rated");
  });

  it.each(["markdown", "latex", "csv"])(
    "prints the table as %s, and nothing else",
    async (format) => {
      const { code, stdout, stderr } = await run(["report", folder, "--format", format]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain("ewma");
      expect(stdout).toMatch(/[^\n]\n$/);
      expect(stdout).not.toContain("Report:");
    },
  );

  it.each([
    [["nowhere"], /nowhere: there is no such file/],
    [["RUN", "--format", "latx"], /unknown format latx; did you mean latex/],
    [["RUN", "--format", "csv", "--json"], /--format and --json exclude each other/],
    [["RUN", "-o", "FOLDER"], /--out must be a file such as report\.html/],
    [["RUN", "-o", "FOLDER/no/r.html"], /there is no folder .*no/],
    [["FOLDER/old.json"], /old\.json: sweeps: .*was it made by another version\? run it again/],
    [["RUN", "--data", "FOLDER/none"], /--data: there is no folder/],
    [
      ["RUN", "--data", "TINY"],
      /was not made on .*tiny .*but on city@L1 \(0123456789abcdef\), wuhan-2015/,
    ],
    [[], /run is missing/],
  ])("refuses %j with exit code 2", async (argv, message) => {
    const tiny = join(folder, "..", `${folder.split("/").at(-1)}-tiny`);
    if (argv.includes("TINY") && !existsSync(tiny)) writeTinyDataset(tiny);
    const words = argv.map((word) =>
      word.replace("RUN", folder).replace("FOLDER", folder).replace("TINY", tiny),
    );
    const { code, stdout, stderr } = await run(["report", ...words]);
    rmSync(tiny, { recursive: true, force: true });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});

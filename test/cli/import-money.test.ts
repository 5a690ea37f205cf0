import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.ts";

const MAP = "device=A,start=S,time=E,up=U,down=D";
const TARIFF = {
  name: "mine",
  summary: "a yuan a KB, at most 5 yuan a month",
  source: "chosen",
  currency: "CNY",
  kind: "pay-as-you-go",
  groups: { data: { bundleBytes: 0, amount: 100, perBytes: 1024, incrementBytes: 1024 } },
  moneyCap: 500,
  volumeCap: 0,
  period: "month",
};
let folder: string;
let tariff: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-money-"));
  tariff = join(folder, "tariff.json");
  writeFileSync(tariff, JSON.stringify(TARIFF));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of the screen that speak of money, of an import of three records of 4, 3 and 2 KB. */
async function moneyOf(fees: readonly [string, string, string], argv: readonly string[]) {
  const file = join(folder, "fees.csv");
  const rows = fees.map((fee, i) => {
    const hour = `2024-06-01 0${i}:00:00,2024-06-01 0${i + 1}:00:00`;
    return `${i === 2 ? "b" : "a"},${hour},0,${(4 - i) * 1024},"${fee}"\n`;
  });
  writeFileSync(file, `A,S,E,U,D,FEE\n${rows.join("")}`);
  const { code, stdout, stderr } = await run(["import", "cdr", file, ...argv]);
  expect(stderr.includes("error")).toBe(false);
  expect(code).toBe(0);
  return stdout.split("\n").filter((line) => /charge|tariff|FEE/.test(line));
}

describe.each([
  ["an import", () => ["-o", join(folder, "out"), "--force"]],
  ["a dry run", () => ["--dry-run"]],
])("%s shows money", (_, how) => {
  it.each<[string, [string, string, string], string[], string[]]>([
    [
      "beside the file's own sum, with what rounding did",
      ["1.004", "€2.25", "0.05 EUR"],
      ["--map", `${MAP},charged=FEE:EUR`],
      [
        "charges: 3.30 EUR understood; the file's own sum of FEE: 3.304 EUR",
        "1 charge is rounded to 0.01 EUR, which takes off 0.004 EUR in all",
      ],
    ],
    [
      "rounded halves up, as they are written",
      ["1.005", "0.145", "0.5"],
      ["--map", `${MAP},charged=FEE:EUR`],
      [
        "charges: 1.66 EUR understood; the file's own sum of FEE: 1.65 EUR",
        "2 charges are rounded to 0.01 EUR, which adds 0.01 EUR in all",
      ],
    ],
    [
      "without a word on rounding where there was none",
      ["1.50", "0.10", "0.20"],
      ["--map", `${MAP},charged=FEE:major`],
      ["charges: 180 minor units understood; the file's own sum of FEE: 1.8 major"],
    ],
    [
      "and what the tariff would charge where the records have charges of their own",
      ["400", "300", "100"],
      ["--map", `${MAP},charged=FEE`],
      [
        "charges: 8.00 CNY understood; the file's own sum of FEE: 800 minor",
        "tariff mine would charge 9.00 CNY, of which 7.00 CNY are billed under its caps, 1.00 CNY more than the records say; theirs are kept",
      ],
    ],
    [
      "of the tariff where it says the same",
      ["400", "300", "200"],
      ["--map", `${MAP},charged=FEE`],
      [
        "charges: 9.00 CNY understood; the file's own sum of FEE: 900 minor",
        "tariff mine would charge 9.00 CNY, of which 7.00 CNY are billed under its caps, as the records say",
      ],
    ],
    [
      "of the tariff alone where the records have none",
      ["", "", ""],
      ["--map", MAP],
      ["tariff mine charges 9.00 CNY, of which 7.00 CNY are billed under its caps"],
    ],
  ])("%s", async (title, fees, argv, lines) => {
    const rates = title.includes("tariff") ? ["--tariff", tariff] : [];
    expect(await moneyOf(fees, [...argv, ...rates, ...how()])).toEqual(lines);
  });

  it("not at all where there is none", async () => {
    expect(await moneyOf(["", "", ""], ["--map", MAP, ...how()])).toEqual([]);
  });
});

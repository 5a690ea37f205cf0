import { describe, expect, it } from "vitest";
import { type NumberStyleOptions, numberStyle } from "../../../datasets/importing/number-style.ts";
import { openAmounts, sizeFactor } from "../../../datasets/importing/parse-size.ts";

const NBSP = "\u00a0";

/** A reader of a column in a unit; `cell` is one whose cells have units, no unit is bytes. */
function amounts(unit: string | null, options: NumberStyleOptions = {}) {
  const style = numberStyle(options);
  const factor = unit === "cell" ? null : unit === null ? 1 : sizeFactor(unit, style.kilo);
  return openAmounts({ style, factor });
}

describe("sizes", () => {
  it.each([
    ["B", "1024", 1, {}],
    ["KB", "1024", 1024, {}],
    ["MB", "1024", 1_048_576, {}],
    ["GB", "1024", 1_073_741_824, {}],
    ["TB", "1024", 1_099_511_627_776, {}],
    ["KB", "1000", 1000, {}],
    ["MB", "1000", 1_000_000, {}],
    ["TB", "1000", 1_000_000_000_000, {}],
    ["kB", "1024", 1000, {}],
    ["KiB", "1000", 1024, {}],
    ["GiB", "1000", 1_073_741_824, {}],
  ])("%s with K of %s is %i bytes", (unit, kilo, bytes) => {
    expect(amounts(unit, { kilo }).read("1", 1)).toBe(bytes);
  });

  it.each<[string, string | null, NumberStyleOptions, number]>([
    ["12", null, {}, 12],
    ["1000.0", null, {}, 1000],
    ["0E-10", null, {}, 0],
    ["1.25", "MB", {}, 1_310_720],
    ["1,25", "MB", { decimal: "," }, 1_310_720],
    ["1,280.00", "KB", { thousands: "," }, 1_310_720],
    ["1.280,5", "KB", { thousands: "." }, 1_311_232],
    ["1 280", "KB", { thousands: " " }, 1_310_720],
    [`1${NBSP}280,5`, "KB", { thousands: " ", decimal: "," }, 1_311_232],
    ["1'280", "KB", { thousands: "'" }, 1_310_720],
    ["1’280", "KB", { thousands: "'" }, 1_310_720],
    ["1'280", "KB", { thousands: "’" }, 1_310_720],
    ["1\u2009280", "KB", { thousands: "\u202f" }, 1_310_720],
    ["1\u202f234\u202f567,0", null, { thousands: " ", decimal: "," }, 1_234_567],
    ["12,34,567", null, { thousands: "," }, 1_234_567],
    ["1,23,456", null, { thousands: "," }, 123_456],
    ["1234567", null, { thousands: "," }, 1_234_567],
    ["1.234", "KB", { decimal: "." }, 1264],
    ["802.3B", "cell", {}, 802],
    ["12.78MB", "cell", {}, 13_400_801],
    ["12.78 MB", "cell", { kilo: "1000" }, 12_780_000],
    ["12,5 GiB", "cell", { decimal: "," }, 13_421_772_800],
    ["5 kB", "cell", {}, 5000],
    ["17 bytes", "cell", {}, 17],
    ["0", "cell", {}, 0],
  ])("%j of %s under %j", (text, unit, options, bytes) => {
    expect(amounts(unit, options).read(text, 1)).toBe(bytes);
  });

  const WHOLE = "a whole number from 0 and below 2^53";
  const NUMBER = "a number from 0 and below 2^53";
  const OWN = "a number with its unit: B, KB, MB, GB, TB, kB, KiB, MiB, GiB, TiB";
  it.each<[string, string | null, NumberStyleOptions, string, string]>([
    ["", null, {}, WHOLE, ""],
    ["many", null, {}, WHOLE, ""],
    ["2.5", null, {}, WHOLE, ""],
    ["1.234", null, {}, WHOLE, "; it is 1234 with --thousands ., or has a unit: declare which"],
    [
      "1,234",
      "KB",
      {},
      NUMBER,
      "; it is 1.234 with --decimal , or 1234 with --thousands ,: declare which",
    ],
    ["1,234", null, {}, WHOLE, "; it is 1234 with --thousands ,: declare which"],
    ["1.234.567", "KB", {}, NUMBER, "; it is 1234567 with --thousands .: declare which"],
    ["1 234", "KB", {}, NUMBER, "; it is 1234 with --thousands ' ': declare which"],
    ["1’234", "KB", {}, NUMBER, `; it is 1234 with --thousands "'": declare which`],
    ["1\u202f234", null, {}, WHOLE, "; it is 1234 with --thousands ' ': declare which"],
    ["1,23,456", null, {}, WHOLE, "; it is 123456 with --thousands ,: declare which"],
    ["１２３４", null, {}, WHOLE, "; its digits must be 0 to 9, plain and narrow"],
    ["１２３４", null, { decimal: "." }, WHOLE, "; its digits must be 0 to 9, plain and narrow"],
    ["１２ MB", "cell", {}, OWN, "; its digits must be 0 to 9, plain and narrow"],
    ["123,45,678", null, { thousands: "," }, WHOLE, ""],
    ["1,234,56,789", null, { thousands: "," }, WHOLE, ""],
    ["12,5", "MB", {}, NUMBER, "; it is 12.5 with --decimal ,: declare which"],
    ["1.234", "KB", { decimal: "," }, NUMBER, ""],
    ["1,23", "KB", { thousands: "," }, NUMBER, ""],
    ["12MB", "KB", {}, NUMBER, "; it names its own unit: declare the column's unit as cell"],
    ["1.5E+09", null, {}, "a number in full: its exponent form has lost digits", ""],
    ["1,5E+09", "KB", {}, "a number in full: its exponent form has lost digits", ""],
    ["-5", null, {}, WHOLE, ""],
    ["9007199254740993", null, {}, WHOLE, ""],
    ["9007199254740", "GB", {}, NUMBER, ""],
    ["0x10", null, {}, WHOLE, ""],
    ["500", "cell", {}, OWN, ""],
    ["5 Mb", "cell", {}, OWN, "; small letters may mean bits"],
    ["5 mb", "cell", {}, OWN, "; small letters may mean bits"],
    ["5 M", "cell", {}, OWN, ""],
  ])("refuse %j of %s under %j", (text, unit, options, rule, hint) => {
    const reader = amounts(unit, options);
    expect(reader.read(text, 1)).toBeNaN();
    expect([reader.rule, reader.hint]).toEqual([rule, hint]);
  });

  it("below zero are corrections", () => {
    const reader = amounts("KB");
    reader.read("-5", 1);
    expect(reader.isNegative).toBe(true);
    reader.read("x", 1);
    expect(reader.isNegative).toBe(false);
    expect(reader.read("-0", 1)).toBe(0);
  });

  it.each<[string, readonly string[], number | null]>([
    ["every value could be thousands", ["1.234", "12.500", "7", "999"], 2],
    ["as whole bytes as well", ["1.000"], 1],
    ["one has two digits behind its point", ["1.234", "12.50"], null],
    ["one begins with 0", ["1.234", "0.500"], null],
    ["one has four digits before its point", ["1.234", "1234.500"], null],
    ["one is 1000 without a sign", ["1.234", "1000"], null],
    ["one is 1000 where groups may begin at five digits", ["12.345", "1000"], 1],
    ["one is 10000 without a sign", ["12.345", "10000"], null],
    ["none has a point", ["7", "12"], null],
  ])("with points are doubted over a column: %s", (_, texts, count) => {
    const reader = amounts(texts[0] === "1.000" ? null : "MB");
    texts.forEach((text, i) => {
      expect(reader.read(text, i + 2)).not.toBeNaN();
    });
    expect(reader.doubt).toEqual(
      count === null ? null : { text: texts[0], file: "", line: 2, count },
    );
  });

  it.each<[NumberStyleOptions, string]>([
    [{ decimal: ";" }, "import: decimal must be . or , got ;"],
    [{ thousands: "x" }, "import: thousands must be one of"],
    [{ decimal: ",", thousands: "," }, "import: decimal and thousands must differ, got , for both"],
    [{ kilo: "1" }, "import: kilo must be 1000 or 1024, got 1"],
  ])("have a style that makes sense, unlike %j", (options, message) => {
    expect(() => numberStyle(options)).toThrow(message);
  });
});

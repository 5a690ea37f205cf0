import { expect, it } from "vitest";
import { durationText } from "../../cli/duration-text.ts";
import { moneyText } from "../../cli/money-text.ts";
import { sizeText } from "../../cli/size-text.ts";
import { DAY, GB, HOUR, KB, MB, MINUTE, SECOND, TB } from "../../datasets/sizes.ts";

it.each([
  [0, "0 s"],
  [400, "0 s"],
  [59 * SECOND, "59 s"],
  [59.6 * SECOND, "1 min"],
  [MINUTE, "1 min"],
  [64.4 * SECOND, "1 min 4 s"],
  [HOUR - 400, "1 h"],
  [7 * HOUR + 42.7 * MINUTE, "7 h 43 min"],
  [DAY - 20 * SECOND, "1 d"],
  [DAY + 6 * HOUR, "1 d 6 h"],
])("writes %i ms as %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

it.each([
  [1_537_359, "CNY", "15,373.59 CNY"],
  [0, "CNY", "0.00 CNY"],
  [7, "EUR", "0.07 EUR"],
  [1_800, "XXX", "1,800 minor units"],
])("writes %i minor units of %s as %s", (minor, currency, text) => {
  expect(moneyText(minor, currency)).toBe(text);
});

it.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [KB, "1.00 KB"],
  [99.5 * MB, "99.50 MB"],
  [132 * GB, "132 GB"],
  [1.67 * TB, "1.67 TB"],
])("writes %i bytes as %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

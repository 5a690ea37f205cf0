import { describe, expect, it } from "vitest";
import { sweepOf } from "../../../bench/run/sweep-argument.ts";
import { rateWindow } from "../../../detectors/rules/rate-window.ts";

const valuesOf = (text: string) =>
  sweepOf(text)
    ?.points(rateWindow)
    .map(({ value }) => value);

describe("a swept option", () => {
  it.each([
    ["rate-window:bytes=100..2000/8", [100, 153, 235, 361, 554, 850, 1300, 2000]],
    ["rate-window:bytes=100..400/4", [100, 200, 300, 400]],
    ["rate-window:bytes=1234..1239/4", [1234, 1235.7, 1237.3, 1239]],
    ["rate-window:bytes=1000MB..1010MB/3", [1_048_576_000, 1_054_000_000, 1_059_061_760]],
    ["rate-window:bytes=1KB|2KB", [1024, 2048]],
    ["rate-window:window=1h..2h/2,bytes=5", [3_600_000, 7_200_000]],
  ])("runs over %s", (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it.each([
    ["night.js:mb=1|2", "night.js", "night.js:mb=1"],
    ["night.js:mb=1|2,view=flows", "night.js:view=flows", "night.js:mb=1,view=flows"],
    ["night.js:view=flows,mb=1|2", "night.js:view=flows", "night.js:view=flows,mb=1"],
  ])("leaves the rest of %s as it was", (text, base, first) => {
    const sweep = sweepOf(text);
    const mb = { summary: "s", unit: "MB", default: 5, min: 1, source: "chosen: a test" } as const;
    expect(sweep?.base).toBe(base);
    expect(sweep?.points({ name: "night", params: { mb } })[0].argument).toBe(first);
  });

  it.each(["rate-window", "rate-window:bytes=500MB", "../night.js:mb=5", "exec:a|b:name=x"])(
    "is none in %s",
    (text) => {
      expect(sweepOf(text)).toBeNull();
    },
  );

  it.each([
    ["rate-window:bytse=1..9/3", "rate-window: unknown option bytse; did you mean bytes?"],
    ["rate-window:bytes=1..9", "rate-window: bytes must be swept as FROM..TO/N or as A|B|C"],
    ["rate-window:bytes=9..1/3", "rate-window: bytes must be swept upwards over 2 to 100 values"],
    ["rate-window:bytes=1..9/1", "rate-window: bytes must be swept upwards over 2 to 100 values"],
    ["rate-window:bytes=1h|2h", "must be swept over values such as 500MB or 1.5GB, got 1h"],
    ["rate-window:bytes=1|2,window=1h|2h", "one option can be swept, not two"],
  ])("refuses %s", (text, message) => {
    expect(() => valuesOf(text)).toThrow(message);
  });
});

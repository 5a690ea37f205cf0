import { describe, expect, it } from "vitest";
import { fullName, shortNames } from "../../../bench/run/short-names.ts";
import { rateWindow } from "../../../detectors/rules/rate-window.ts";

const named = (name: string, argument: string, own = "rate-window") => ({
  name,
  argument,
  spec: { ...rateWindow, name: own },
});

describe("short names", () => {
  const all = [
    named("rate-window:bytes=5MB", "rate-window:bytes=5MB"),
    named("night-hour:mb=200", "./rules/nh.js:mb=200", "night-hour"),
    named("ewma", "ewma", "ewma"),
  ];
  const names = all.map(({ name }) => name);
  const short = shortNames(all);

  it.each([
    ["rate-window", "rate-window:bytes=5MB"],
    ["night-hour", "night-hour:mb=200"],
    ["nh", "night-hour:mb=200"],
    ["nh.js", "night-hour:mb=200"],
    ["./rules/nh.js", "night-hour:mb=200"],
    ["ewma", "ewma"],
    ["night-hour:mb=200", "night-hour:mb=200"],
  ])("take %s for %s", (word, name) => {
    expect(fullName("--threshold", word, { names, short })).toBe(name);
  });

  it("are refused when nobody has them, or two", () => {
    expect(() => fullName("--threshold", "night-our", { names, short })).toThrow(
      "--threshold: unknown detector night-our; did you mean night-hour?",
    );
    const twice = [...all, named("night-hour:mb=500", "./rules/nh.js:mb=500", "night-hour")];
    const both = { names: twice.map(({ name }) => name), short: shortNames(twice) };
    expect(() => fullName("--threshold", "night-hour", both)).toThrow(
      "--threshold: night-hour may be any of night-hour:mb=200, night-hour:mb=500",
    );
  });
});

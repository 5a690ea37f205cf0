import { describe, expect, it } from "vitest";
import { type DurationForm, parseDuration } from "../../../datasets/importing/parse-duration.ts";

describe("durations with colons", () => {
  it.each<[string, DurationForm | null, number]>([
    ["00:30:00", null, 1_800_000],
    ["125:00:00.5", null, 450_000_500],
    ["0:00:01", "h:mm:ss", 1000],
    ["1:30", "h:mm", 5_400_000],
    ["1:30", "m:ss", 90_000],
    ["90:05,25", "m:ss", 5_405_250],
  ])("%s as %s", (text, form, ms) => {
    expect(parseDuration(text, form)).toBe(ms);
  });

  it.each<[string, DurationForm | null]>([
    ["1:30", null],
    ["1:30", "h:mm:ss"],
    ["0:30:00", "h:mm"],
    ["1:60", "m:ss"],
    ["-1:30:00", null],
    ["1800", null],
    ["9999999999999:00:00", null],
    [`${"9".repeat(400)}:00`, "h:mm"],
  ])("%s is no %s", (text, form) => {
    expect(parseDuration(text, form)).toBeNaN();
  });
});

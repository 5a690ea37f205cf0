import { describe, expect, test } from "vitest";
import { GB } from "../../../datasets/sizes.ts";
import { sum } from "../collect.ts";
import { runCase } from "../run-case.ts";
import { quietLines } from "./quiet-lines.ts";

const told = ({ billed, cases }: ReturnType<typeof quietLines>) => ({
  ...{ billed, cases: cases.length },
});

describe("unique-passwords", () => {
  test.each([
    ["account-block-sweep", false],
    ["account-handout", true],
    ["wlan-credential-theft", true],
    ["lent-account", true],
  ])("of %s leaves all: %s", (kind, isEqual) => {
    const without = told(quietLines(kind, []));
    expect(without.billed).toBeGreaterThan(0);
    const guarded = told(quietLines(kind, ["unique-passwords"]));
    expect(guarded).toEqual(isEqual ? without : { billed: 0, cases: 0 });
  });
});

describe("disconnect-on-closure in the night of Nanjing", () => {
  const night = (safeguards: string) => {
    const { charging, wlan } = runCase("nanjing-2015", [`safeguards=[${safeguards}]`]);
    return { charging, wlan, yuan: sum(charging, "charged") / 100 };
  };
  const [as, guarded] = [night(""), night("disconnect-on-closure")];

  test("saves 39 of 172 yuan and near 400 GB: the service was closed at 07:44, and sessions ran on", () => {
    expect(as.yuan).toBeCloseTo(172.2, 2);
    expect(guarded.yuan).toBeGreaterThan(131);
    expect(guarded.yuan).toBeLessThan(135);
    const saved = sum(as.charging, "up", "down") - sum(guarded.charging, "up", "down");
    expect(saved / GB).toBeGreaterThan(370);
    expect(saved / GB).toBeLessThan(420);
  });

  test("ends every session at that moment, and none before it", () => {
    const closed = Date.UTC(2015, 10, 12, 23, 44);
    const stops = guarded.wlan.filter((row) => row["status"] === 3).map((row) => row["time"]);
    expect(stops.filter((time) => (time as number) > closed)).toEqual([]);
    expect(stops.filter((time) => time === closed).length).toBeGreaterThan(20);
    const seen = (rows: typeof as.wlan) => rows.filter((row) => (row["time"] as number) < closed);
    expect(seen(guarded.wlan)).toEqual(seen(as.wlan));
  });
});

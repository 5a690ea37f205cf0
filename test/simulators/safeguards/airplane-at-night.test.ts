import { describe, expect, test } from "vitest";
import { DAY } from "../../../datasets/sizes.ts";
import { openLife } from "../../../simulators/life/life.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import { type Quiet, quietLines } from "./quiet-lines.ts";

const ON = ["airplane-at-night"];
const bytes = (rows: readonly Readonly<Record<string, number>>[]) =>
  rows.reduce((sum, row) => sum + (row["up"] as number) + (row["down"] as number), 0);

/** Bytes of flows that lie wholly within their owner's sleep. */
function billedAsleep({ flows, scenario, seed }: ReturnType<typeof quietLines>): number {
  const asleep = flows.filter((row) => {
    const { device, start, time: end } = row as Record<"device" | "start" | "time", number>;
    const life = openLife(seed, scenario, drawPersona(seed, scenario, device));
    const day = Math.floor((start - scenario.from) / DAY);
    life.enterDay(day);
    const midnight = scenario.from + (day + 1) * DAY;
    const { sleptAt, wakesAt, sleepsAt } = life;
    return (
      (start >= sleptAt && end <= Math.min(wakesAt, midnight)) ||
      (start >= sleepsAt && end <= midnight)
    );
  });
  return bytes(asleep);
}

const NIGHTS: readonly (readonly [string, Quiet])[] = [
  ["bt-over-hotspot", {}],
  ["app-auto-update", {}],
  ["user-mistake", { options: { stream: 1, open: 0, sync: 0 } }],
  ["background-sync", { normal: true }],
];

describe("airplane-at-night", () => {
  test.each(NIGHTS)("no byte of %s is billed while the owner sleeps", (model, quiet) => {
    expect(billedAsleep(quietLines(model, [], quiet))).toBeGreaterThan(0);
    expect(billedAsleep(quietLines(model, ON, quiet))).toBe(0);
  });

  test("what runs unseen asks again in the morning, over Wi-Fi where that is back", () => {
    const without = quietLines("app-auto-update", []);
    const guarded = quietLines("app-auto-update", ON);
    expect(guarded.phone).toBeGreaterThan(0.9 * without.phone);
    expect(guarded.billed).toBeLessThan(without.billed);
  });

  test("a line without Wi-Fi pays in the morning", () => {
    const without = quietLines("updates-without-wifi", []);
    const guarded = quietLines("updates-without-wifi", ON);
    expect(guarded.billed).toBeGreaterThan(0.5 * without.billed);
  });

  test("a guest does not come back for what it loaded at night", () => {
    const without = quietLines("bt-over-hotspot", []);
    expect(quietLines("bt-over-hotspot", ON).billed).toBeLessThan(0.5 * without.billed);
  });

  test("a film that stalls is not made up for", () => {
    const film = { options: { stream: 1, open: 0, sync: 0 } };
    const without = quietLines("user-mistake", [], film);
    expect(quietLines("user-mistake", ON, film).billed).toBeLessThan(0.5 * without.billed);
  });

  test.each(["account-block-sweep", "hotspot-workday"])("%s keeps what happens by day", (model) => {
    const without = quietLines(model, []);
    expect(quietLines(model, ON).billed).toBeGreaterThan(0.9 * without.billed);
  });
});

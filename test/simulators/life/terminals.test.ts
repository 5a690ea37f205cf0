import { expect, it } from "vitest";
import { OPERATING_SYSTEMS } from "../../../datasets/vocabularies.ts";
import { drawTerminals, TERMINALS, terminalOf } from "../../../simulators/life/terminals.ts";

const LINES = 3000;
const lines = Array.from({ length: LINES }, (_, device) =>
  drawTerminals("terminals", { device, os: 2, clientMac: 5 }),
);
const systemOf = (os: number) => OPERATING_SYSTEMS[os] as string;

it("a line has the phone, by its own system, and a guest of each kind", () => {
  for (const terminals of lines) {
    expect(terminals).toHaveLength(TERMINALS.length);
    expect(terminals[0]).toEqual({ os: 2, ttl: 64, mac: 5 });
  }
});

it.each([
  ["pc", "windows", 0.84],
  ["other-pc", "macos", 0.11],
  ["tablet", "ios", 0.5],
  ["phone-a", "android", 0.75],
] as const)("a %s runs %s in a share of %d", (kind, system, share) => {
  const found = lines.filter((line) => systemOf(line[terminalOf(kind)]?.os ?? 0) === system);
  expect(Math.abs(found.length / LINES - share)).toBeLessThan(0.03);
});

it("a guest loses a hop, 127 for Windows and 63 for others, unless it evades that: one in ten shows the phone's 64", () => {
  const guests = lines.flatMap((line) => line.slice(1));
  for (const { os, ttl } of guests) {
    if (ttl !== 64) expect(ttl).toBe(systemOf(os) === "windows" ? 127 : 63);
  }
  const evaders = guests.filter(({ ttl }) => ttl === 64).length;
  expect(Math.abs(evaders / guests.length - 0.1)).toBeLessThan(0.015);
});

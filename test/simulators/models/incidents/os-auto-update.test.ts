import { describe, expect, test } from "vitest";
import { GB, HOUR, MINUTE } from "../../../../datasets/sizes.ts";
import { osAutoUpdate } from "../../../../simulators/models/incidents/os-auto-update.ts";
import { betaImage } from "../../../../simulators/models/look-alikes/beta-image.ts";
import { chosenOsUpdate } from "../../../../simulators/models/look-alikes/chosen-os-update.ts";
import { osUpdate } from "../../../../simulators/protocols/os-update.ts";
import { bytesOf, medianOf, networksOf, playsOf } from "../plays-of.ts";

const LINES = 60;

describe("os-auto-update", () => {
  const nights = playsOf(osAutoUpdate, LINES);

  test("fetches one image of 1 to 4 GB, screen off, by the system's own flow", () => {
    expect(nights).toHaveLength(LINES);
    for (const play of nights) {
      expect(bytesOf(play)).toBeGreaterThanOrEqual(GB);
      expect(bytesOf(play)).toBeLessThanOrEqual(4 * GB);
      for (const { foreground, protocol, up } of play.transfers) {
        expect([foreground, protocol, up]).toEqual([0, osUpdate, 0]);
      }
    }
  });

  test("takes from minutes to hours and drops about once, for some minutes", () => {
    const hours = nights.map(({ episode }) => (episode.end - episode.start) / HOUR);
    expect(Math.min(...hours)).toBeGreaterThan(0.05);
    expect(medianOf(hours)).toBeLessThan(2);
    const drops = nights.map(({ episode }) => (episode.notes?.["parts"] as number) - 1);
    const mean = drops.reduce((sum, value) => sum + value, 0) / drops.length;
    expect(mean).toBeGreaterThan(0.7);
    expect(mean).toBeLessThan(1.3);
    const pauses = nights.flatMap(({ episode }) =>
      Object.entries(episode.notes ?? {}).flatMap(([note, ms]) =>
        note.startsWith("pause") && ms > 0 ? [ms] : [],
      ),
    );
    expect(medianOf(pauses)).toBeGreaterThan(2 * MINUTE);
    expect(medianOf(pauses)).toBeLessThan(8 * MINUTE);
  });

  test.each(["wifi-only-updates", "restrict-background"])("waits for Wi-Fi under %s", (name) => {
    expect(networksOf(nights)).toEqual(["any"]);
    const guarded = playsOf(osAutoUpdate, LINES, { safeguards: [name] });
    expect(networksOf(guarded)).toEqual(["wifi-only"]);
    expect(guarded.map(bytesOf)).toEqual(nights.map(bytesOf));
  });
});

test.each([chosenOsUpdate, betaImage])(
  "$name is an image of the same size that no switch for updates stops",
  (alike) => {
    const plays = playsOf(alike, LINES, { safeguards: ["wifi-only-updates"] });
    expect(networksOf(plays)).toEqual(["any"]);
    const ratio =
      medianOf(plays.map(bytesOf)) / medianOf(playsOf(osAutoUpdate, LINES).map(bytesOf));
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.33);
  },
);

test.each([chosenOsUpdate, betaImage])("$name waits for Wi-Fi out of sight alone", (alike) => {
  const plays = playsOf(alike, LINES, { safeguards: ["restrict-background"] });
  for (const { foreground, network } of plays.flatMap(({ transfers }) => transfers)) {
    expect(network).toBe(foreground === 1 ? "any" : "wifi-only");
  }
});

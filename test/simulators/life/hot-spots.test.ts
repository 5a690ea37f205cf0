import { describe, expect, it } from "vitest";
import { PLACES } from "../../../datasets/places.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { keyedRandom } from "../../../simulators/chance/streams.ts";
import { hotSpotsOf, hourOf } from "../../../simulators/life/hot-spots.ts";

const provinces = Array.from({ length: PLACES.length - 2 }, (_, i) => i + 1);
const random = keyedRandom("spots", 0, "test");

describe("the hot spots of a province", () => {
  const spots = hotSpotsOf("1", 3, 0);
  const picked = Array.from({ length: 4000 }, () => spots.pick(random, 20));

  it("are the same whoever asks, and others for another seed", () => {
    const numbers = (seed: string) => hotSpotsOf(seed, 3, 0).haunt(7, 1, 12).nas;
    expect(numbers("1")).toBe(numbers("1"));
    expect(numbers("2")).not.toBe(numbers("1"));
  });

  it("are open when they are picked, by night those that never close", () => {
    for (let hour = 0; hour < 24; hour++) {
      const { opens, closes } = spots.pick(random, hour);
      expect(opens <= hour && hour < closes).toBe(true);
      expect(spots.pickForTheNight(random).closes).toBe(24);
    }
  });

  it("are busy or quiet: a tenth of them take a third of the logins", () => {
    const counts = new Map<number, number>();
    for (const { nas } of picked) counts.set(nas, (counts.get(nas) ?? 0) + 1);
    const busiest = [...counts.values()].sort((a, b) => b - a).slice(0, 40);
    const share = busiest.reduce((sum, count) => sum + count, 0) / picked.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.45);
  });

  it("have numbers that no other spot of the country has, and that tell no province", () => {
    const all = provinces.flatMap((province) =>
      Array.from({ length: 300 }, () => ({
        province,
        nas: hotSpotsOf("1", province, 0).pick(random, 12).nas,
      })),
    );
    const byNumber = new Map(all.map(({ nas, province }) => [nas, province]));
    for (const { nas, province } of all) expect(byNumber.get(nas)).toBe(province);
    const mean = (of: number) => {
      const numbers = all
        .filter(({ province }) => province === of)
        .map(({ nas }) => nas / 4_294_967_296);
      return numbers.reduce((sum, nas) => sum + nas, 0) / numbers.length;
    };
    for (const province of provinces) expect(Math.abs(mean(province) - 0.5)).toBeLessThan(0.15);
  });

  it("are booked elsewhere in the share that the observer has, and nowhere else without it", () => {
    for (const { province } of picked) expect(province).toBe(3);
    const elsewhere = hotSpotsOf("1", 3, 0.2);
    const odd = Array.from({ length: 4000 }, () => elsewhere.pick(random, 12)).filter(
      ({ province }) => province !== 3,
    );
    expect(Math.abs(odd.length / 4000 - 0.2)).toBeLessThan(0.08);
  });
});

it.each([
  [0, 0],
  [25 * HOUR, 1],
  [-HOUR, 23],
])("hour of %d ms after midnight is %d", (t, hour) => {
  expect(hourOf(1_730_649_600_000 + t, 1_730_649_600_000)).toBe(hour);
});

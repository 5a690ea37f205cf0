import fc from "fast-check";
import { expect, it } from "vitest";
import { openOrderedSet } from "../../../bench/worlds/ordered-set.ts";

it("finds the neighbours that a sorted list has", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1, 31, 32, 33, 1025, 40_000),
      fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 60, size: "max" }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
      (size, steps, probes) => {
        const set = openOrderedSet(size);
        const list = new Set<number>();
        for (const [adds, value] of steps) {
          if (adds) {
            set.add(value % size);
            list.add(value % size);
          } else {
            set.remove(value % size);
            list.delete(value % size);
          }
        }
        const members = [...list].sort((a, b) => a - b);
        for (const probe of [...probes.map((value) => value % size), 0, size - 1]) {
          expect(set.has(probe)).toBe(list.has(probe));
          expect(set.next(probe)).toBe(members.find((member) => member >= probe) ?? -1);
          expect(set.previous(probe)).toBe(members.findLast((member) => member <= probe) ?? -1);
        }
        expect([set.next(size), set.previous(-1)]).toEqual([-1, -1]);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

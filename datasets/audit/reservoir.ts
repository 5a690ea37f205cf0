import { keyOf, keyWith } from "../keyed.ts";

/** A fair sample of what was offered, of a fixed size. */
export interface Reservoir<T> {
  /** Makes and keeps what is offered, or passes it over unmade. */
  offer(make: () => T): void;
  readonly kept: readonly T[];
}

/** Opens a reservoir that draws by its name, so that the same offers leave the same sample. */
export function openReservoir<T>(most: number, name: string): Reservoir<T> {
  const key = keyOf(name);
  const kept: T[] = [];
  let seen = 0;
  return {
    kept,
    offer(make) {
      // Words of 32 bits on both sides: else the remainder is one of doubles, many times slower.
      const at = seen < most ? seen : keyWith(key, seen) % ((seen + 1) >>> 0);
      seen++;
      if (at < most) kept[at] = make();
    },
  };
}

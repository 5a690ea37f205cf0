/** A set of integers below a fixed size that finds neighbours fast. */
export interface OrderedSet {
  add(value: number): void;
  remove(value: number): void;
  has(value: number): boolean;
  /** Smallest member at or above `value`, -1 when there is none. */
  next(value: number): number;
  /** Largest member at or below `value`, -1 when there is none. */
  previous(value: number): number;
}

/**
 * Opens an empty set of integers in [0, size): a bitmap with a bitmap of its words above it, and so
 * on. Every operation touches one word a level, about 4 for a million; size / 8 bytes and a bit.
 */
export function openOrderedSet(size: number): OrderedSet {
  return new BitmapSet(size);
}

/** A class, since a walk opens two and bench opens hundreds of walks: its methods compile once. */
class BitmapSet implements OrderedSet {
  readonly #size: number;
  readonly #levels: Int32Array[] = [];

  constructor(size: number) {
    this.#size = size;
    for (let words = size; this.#levels.length === 0 || words > 1; ) {
      words = Math.max(1, Math.ceil(words / 32));
      this.#levels.push(new Int32Array(words));
    }
  }

  add(value: number): void {
    const levels = this.#levels;
    let at = value;
    for (let l = 0; l < levels.length; l++) {
      const level = levels[l];
      const before = level[at >>> 5];
      level[at >>> 5] = before | (1 << (at & 31));
      // A word that was not empty is known above.
      if (before !== 0) return;
      at >>>= 5;
    }
  }

  remove(value: number): void {
    const levels = this.#levels;
    let at = value;
    for (let l = 0; l < levels.length; l++) {
      const level = levels[l];
      level[at >>> 5] &= ~(1 << (at & 31));
      if (level[at >>> 5] !== 0) return;
      at >>>= 5;
    }
  }

  has(value: number): boolean {
    if (value < 0 || value >= this.#size) return false;
    return ((this.#levels[0][value >>> 5] >>> (value & 31)) & 1) === 1;
  }

  next(value: number): number {
    return value < this.#size ? nextMember(this.#levels, Math.max(0, value)) : -1;
  }

  previous(value: number): number {
    return value >= 0 ? previousMember(this.#levels, Math.min(this.#size - 1, value)) : -1;
  }
}

function nextMember(levels: readonly Int32Array[], from: number): number {
  let at = from;
  for (let l = 0; l < levels.length; l++) {
    const index = at >>> 5;
    if (index >= levels[l].length) return -1;
    const word = levels[l][index] & (-1 << (at & 31));
    if (word !== 0) return lowest(levels, l, index * 32 + lowBit(word));
    at = index + 1;
  }
  return -1;
}

function lowest(levels: readonly Int32Array[], level: number, member: number): number {
  let at = member;
  for (let l = level - 1; l >= 0; l--) at = at * 32 + lowBit(levels[l][at]);
  return at;
}

function previousMember(levels: readonly Int32Array[], from: number): number {
  let at = from;
  for (let l = 0; l < levels.length; l++) {
    if (at < 0) return -1;
    const word = levels[l][at >>> 5] & (-1 >>> (31 - (at & 31)));
    if (word !== 0) return highest(levels, l, (at >>> 5) * 32 + highBit(word));
    at = (at >>> 5) - 1;
  }
  return -1;
}

function highest(levels: readonly Int32Array[], level: number, member: number): number {
  let at = member;
  for (let l = level - 1; l >= 0; l--) at = at * 32 + highBit(levels[l][at]);
  return at;
}

function lowBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function highBit(word: number): number {
  return 31 - Math.clz32(word);
}

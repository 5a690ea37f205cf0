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
  const levels: Int32Array[] = [];
  for (let words = size; levels.length === 0 || words > 1; ) {
    words = Math.max(1, Math.ceil(words / 32));
    levels.push(new Int32Array(words));
  }
  return {
    add(value) {
      let at = value;
      for (const level of levels) {
        level[at >>> 5] |= 1 << (at & 31);
        at >>>= 5;
      }
    },
    remove(value) {
      let at = value;
      for (const level of levels) {
        level[at >>> 5] &= ~(1 << (at & 31));
        if (level[at >>> 5] !== 0) return;
        at >>>= 5;
      }
    },
    has: (value) =>
      value >= 0 && value < size && ((levels[0][value >>> 5] >>> (value & 31)) & 1) === 1,
    next: (value) => (value < size ? nextMember(levels, Math.max(0, value)) : -1),
    previous: (value) => (value >= 0 ? previousMember(levels, Math.min(size - 1, value)) : -1),
  };
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

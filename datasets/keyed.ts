/**
 * A small integer hash that turns keys into uniform numbers: chance that depends on what it is for
 * and on nothing else, so shards, workers and detectors draw the same.
 *
 * Texts are folded by FNV-1a; words are mixed by the finaliser of MurmurHash3, whose output bits
 * each depend on all input bits. About 4 ns a draw, no state, no allocation. Good for resampling
 * and tie-free ranks; not for secrets.
 */
export function keyOf(...texts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    // A separator, or the keys "a", "bc" and "ab", "c" would draw alike.
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return mixWord(hash);
}

/** Mixes one more word into a key. */
export function keyWith(key: number, word: number): number {
  return mixWord(Math.imul(key ^ mixWord(word + 0x9e3779b9), 0x85ebca77) + 0x165667b1);
}

/** Draws a multiple of 2^-32 in [0, 1) for a key and a word. */
export function keyedUniform(key: number, word: number): number {
  return keyWith(key, word) / 0x1_0000_0000;
}

/** Mixes the bits of a 32-bit word, unsigned. */
export function mixWord(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

import seedrandom from "seedrandom";
import { mix } from "./mix.ts";

/**
 * The small generator that all simulation draws come from: sfc32 (Chris Doty-Humphrey's Small Fast
 * Counting generator, 32 bits), seeded from a keyed stream. One object is re-seeded again and again.
 */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  /** Next 32 random bits as an unsigned integer. */
  bits(): number {
    // Locals first: every field is written once, as a 32-bit integer, so that none is ever boxed.
    const b = this.b;
    const c = this.c;
    const counter = this.counter;
    const sum = (((this.a + b) | 0) + counter) | 0;
    this.counter = (counter + 1) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform in (0, 1): never 0, never 1, 32 bits. */
  uniform(): number {
    return (this.bits() + 0.5) * 2.3283064365386963e-10;
  }

  /** Starts anew from four words of a stream and the index of a day, episode or purpose. */
  seed(words: Uint32Array, offset: number, index: number): this {
    const key = mix(index ^ 0x9e3779b9);
    this.a = mix(words[offset] ^ key) | 0;
    this.b = mix((words[offset + 1] + key) | 0) | 0;
    this.c = mix(words[offset + 2] ^ Math.imul(index, 0x85ebca6b)) | 0;
    this.counter = (words[offset + 3] | 1) ^ (key << 1);
    for (let i = 0; i < 12; i++) this.bits();
    return this;
  }
}

/** Words that a stream gives: the state from which days and episodes are seeded. */
export const STREAM_WORDS = 4;

/**
 * Writes the four words of the stream of (seed, device, name) at the beginning of `words`. They come from
 * seedrandom's tychei, whose streams are clean for consecutive devices; opening one costs about
 * half a microsecond, so it happens once a device and model.
 */
export function openStream(seed: string, device: number, name: string, words: Uint32Array): void {
  const generator = seedrandom.tychei(`${seed}/${name}/${device}`);
  for (let i = 0; i < STREAM_WORDS; i++) words[i] = generator.int32();
}

/** A random source for one (seed, device, name, index): for what is drawn once. */
export function keyedRandom(seed: string, device: number, name: string, index = 0): Random {
  const words = new Uint32Array(STREAM_WORDS);
  openStream(seed, device, name, words);
  return new Random().seed(words, 0, index);
}

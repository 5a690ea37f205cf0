/** Hashes a text to 53 bits: distinct peers, tuples and sessions are told apart without keeping one. */
export function hashOf(text: string): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x27d4eb2f);
    b = Math.imul(b ^ code, 0x165667b1);
  }
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) ^ Math.imul(b ^ (b >>> 13), 0x297a2d39);
  b = Math.imul(b ^ (b >>> 15), 0x2c1b3c6d) ^ Math.imul(a ^ (a >>> 13), 0x297a2d39);
  return (b & 0x1fffff) * 0x100000000 + (a >>> 0);
}

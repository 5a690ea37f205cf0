/** Copies source[place[from]], source[place[from + 1]] ... to the front of target. One function an array type keeps each loop monomorphic. */
export function gatherDoubles(
  source: Float64Array,
  target: Float64Array,
  place: Uint32Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

/** As gatherDoubles, for 32-bit counts. */
export function gatherCounts(
  source: Uint32Array,
  target: Uint32Array,
  place: Uint32Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

/** As gatherDoubles, for bytes. */
export function gatherOctets(
  source: Uint8Array,
  target: Uint8Array,
  place: Uint32Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

/** As gatherDoubles, for floats. */
export function gatherShares(
  source: Float32Array,
  target: Float32Array,
  place: Uint32Array,
  from: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

import type { Values } from "../../datasets/table.ts";

/** Which rows to copy: place[from], place[from + 1] ... */
export interface Gathering {
  readonly place: Uint32Array;
  readonly from: number;
  readonly length: number;
}

/**
 * Copies source[place[from]], source[place[from + 1]] ... to the front of target, an array of the
 * same type. Source and target may be the same where no place is before the index it goes to.
 */
export function gather(source: Values, target: Values, rows: Gathering): void {
  if (source instanceof Float64Array) gatherDoubles(source, target as Float64Array, rows);
  else if (source instanceof Uint32Array) gatherCounts(source, target as Uint32Array, rows);
  else if (source instanceof Uint8Array) gatherOctets(source, target as Uint8Array, rows);
  else if (source instanceof Float32Array) gatherShares(source, target as Float32Array, rows);
  else throw new TypeError(`gather: no view has a ${source.constructor.name}`);
}

// One function an array type keeps each loop monomorphic.

function gatherDoubles(
  source: Float64Array,
  target: Float64Array,
  { place, from, length }: Gathering,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

function gatherCounts(
  source: Uint32Array,
  target: Uint32Array,
  { place, from, length }: Gathering,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

function gatherOctets(
  source: Uint8Array,
  target: Uint8Array,
  { place, from, length }: Gathering,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

function gatherShares(
  source: Float32Array,
  target: Float32Array,
  { place, from, length }: Gathering,
): void {
  for (let i = 0; i < length; i++) target[i] = source[place[from + i]];
}

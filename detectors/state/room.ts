/** Columns that a detector keeps for itself from one batch to the next. */
type Room = Uint8Array | Uint32Array | Float64Array;

/**
 * Returns `room` if a batch of that length fits in, or else a larger one, all 0. What a detector
 * works out for the rows of a batch lies in columns of its own that are used again for the next.
 */
export function roomFor<T extends Room>(room: T, length: number): T {
  return room.length >= length ? room : new (room.constructor as new (length: number) => T)(length);
}

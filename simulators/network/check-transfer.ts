/** A model may ask for what no network can move: it is told so, by name and value. */
export function checkTransfer(up: number, down: number, rate: number, model: string): void {
  if (Number.isInteger(up) && Number.isInteger(down) && up >= 0 && down >= 0 && rate > 0) return;
  throw new RangeError(
    `${model}: a transfer must move whole bytes at a rate above 0, got ${up} up, ${down} down at ${rate} bit/s`,
  );
}

/** Cuts lines into batches of at least so many, but the last, that break no bill. */
export function batchesOf(
  lines: readonly number[],
  payer: Uint32Array,
  atLeast: number,
): readonly (readonly number[])[] {
  const batches: number[][] = [];
  for (const line of lines) {
    const batch = batches.at(-1);
    const isOpen = batch !== undefined && (batch.length < atLeast || payer[line] !== line);
    if (isOpen) batch.push(line);
    else batches.push([line]);
  }
  return batches;
}

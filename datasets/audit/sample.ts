/** One column of a sample; NaN where a row has nothing to say. */
export interface SampleColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** Rows of two sides that should not be told apart, each with the device that it came from. */
export interface Sample {
  readonly columns: readonly SampleColumn[];
  /** 1 = inside, 0 = outside. */
  readonly labels: Uint8Array;
  /** Dense number of the row's device, over all datasets of a pool. */
  readonly devices: Uint32Array;
}

/** Counts the devices of each side. */
export function devicesOfSides({
  labels,
  devices,
}: Sample): readonly [inside: number, outside: number] {
  const sides = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < labels.length; i++) sides[labels[i]].add(devices[i]);
  return [sides[1].size, sides[0].size];
}

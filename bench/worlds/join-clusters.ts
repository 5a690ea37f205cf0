/**
 * Joins devices into clusters: the connected components of the links among devices that count. A
 * cluster bears the number of its lowest device. Devices that do not count stand alone and join
 * nothing.
 */
export function joinClusters(
  deviceCount: number,
  links: Iterable<readonly [number, number]>,
  counts: (device: number) => boolean,
): Uint32Array {
  const parent = Uint32Array.from({ length: deviceCount }, (_, device) => device);
  const rootOf = (device: number): number => {
    let root = device;
    while (parent[root] !== root) root = parent[root];
    for (let at = device; at !== root; ) {
      const next = parent[at];
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (const [a, b] of links) {
    if (!counts(a) || !counts(b)) continue;
    const x = rootOf(a);
    const y = rootOf(b);
    if (x < y) parent[y] = x;
    else parent[x] = y;
  }
  return parent.map((_, device) => rootOf(device));
}

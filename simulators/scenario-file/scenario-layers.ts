import { type Entry, type Node, readNodes } from "../../datasets/yaml/yaml-nodes.ts";

/** Reads one `path=value` of a `--set` flag as a layer that holds just that value. */
export function readAssignment(assignment: string): Node {
  const at = assignment.indexOf("=");
  if (at <= 0) {
    throw new RangeError(`--set ${assignment} must be key=value, such as clock.days=30`);
  }
  const keys = assignment.slice(0, at).split(".");
  const { value } = readNodes(assignment.slice(at + 1), "--set");
  return layerAt(keys, value, "--set");
}

/** Wraps a value in the keys that lead to it. */
export function layerAt(keys: readonly string[], value: Node["value"], place: string): Node {
  let node: Node = { origin: { place, path: keys.join(".") }, value };
  for (let depth = keys.length; depth > 0; depth--) {
    const key = { place, path: keys.slice(0, depth).join(".") };
    const path = keys.slice(0, depth - 1).join(".");
    node = {
      origin: { place, path },
      value: new Map([[keys[depth - 1] as string, { key, node }]]),
    };
  }
  return node;
}

/**
 * Lays `over` on `base`: mappings are merged key by key, everything else is replaced; a key of
 * digits reaches into a list, and an empty value (`video:`) leaves what was there.
 */
export function mergeNodes(base: Node, over: Node): Node {
  if (over.value === null) return base.value instanceof Map ? base : over;
  if (!(over.value instanceof Map)) return over;
  if (Array.isArray(base.value) && reachesInto(base.value, over.value)) {
    const items = [...base.value];
    for (const [index, { node }] of over.value) {
      items[Number(index)] = mergeNodes(items[Number(index)], node);
    }
    return { origin: base.origin, value: items };
  }
  if (!(base.value instanceof Map)) return over;
  const entries = new Map(base.value);
  for (const [name, entry] of over.value) {
    const before = entries.get(name);
    entries.set(name, before ? { ...entry, node: mergeNodes(before.node, entry.node) } : entry);
  }
  return { origin: over.origin, value: entries };
}

/** A mapping without some of its keys. */
export function withoutKeys(node: Node, keys: readonly string[]): Node {
  if (!(node.value instanceof Map)) return node;
  return { ...node, value: new Map([...node.value].filter(([key]) => !keys.includes(key))) };
}

function reachesInto(items: readonly Node[], keys: ReadonlyMap<string, Entry>): boolean {
  return [...keys.keys()].every((key) => /^\d+$/.test(key) && Number(key) < items.length);
}

import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

/** Where a word of a file stands, for error messages. */
export interface Origin {
  /** `file:line:column`, or the flag that said it. */
  readonly place: string;
  /** Its keys from the file's root, joined by dots. */
  readonly path: string;
}

/** A value that knows where it came from. */
export interface Node {
  readonly origin: Origin;
  readonly value: Scalar | readonly Node[] | ReadonlyMap<string, Entry>;
}

/** A key and the value that stands behind it. */
export interface Entry {
  readonly key: Origin;
  readonly node: Node;
}

type Scalar = string | number | boolean | null;

/** Reads YAML into nodes; throws a RangeError with one line for each syntax error. */
export function readNodes(text: string, file: string): Node {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  const [error] = document.errors;
  if (error) throw new RangeError(`${place(error.pos[0])} ${lowerFirst(error.message)}`);

  const nodeOf = (item: unknown, path: string, at: number): Node => {
    const offset = (item as { range?: [number] } | null)?.range?.[0] ?? at;
    const origin = { place: place(offset), path };
    if (isMap(item)) {
      const entries = new Map<string, Entry>();
      for (const { key, value } of item.items) {
        const name = isScalar(key) ? String(key.value) : String(key);
        const keyAt = (key as { range?: [number] }).range?.[0] ?? offset;
        const keyPath = path === "" ? name : `${path}.${name}`;
        const node = nodeOf(value, keyPath, keyAt);
        entries.set(name, { key: { place: place(keyAt), path: keyPath }, node });
      }
      return { origin, value: entries };
    }
    if (isSeq(item)) {
      const items = item.items.map((child, i) => nodeOf(child, `${path}.${i}`, offset));
      return { origin, value: items };
    }
    if (isScalar(item)) return { origin, value: item.value as Scalar };
    if (item === null || item === undefined) return { origin, value: null };
    throw new RangeError(`${origin.place} ${path} is an alias; write the value out`);
  };
  return nodeOf(document.contents, "", 0);
}

/** Makes nodes of a plain value, which all stand at one place. */
export function nodesOf(value: unknown, place: string, path = ""): Node {
  const origin = { place, path };
  const below = (key: string | number) => joined([path, String(key)]);
  if (Array.isArray(value)) {
    return { origin, value: value.map((item, i) => nodesOf(item, place, below(i))) };
  }
  if (typeof value !== "object" || value === null) {
    return { origin, value: (value ?? null) as Scalar };
  }
  const entries = Object.entries(value).map(([name, item]): [string, Entry] => [
    name,
    { key: { place, path: below(name) }, node: nodesOf(item, place, below(name)) },
  ]);
  return { origin, value: new Map(entries) };
}

/** Finds the node at a path, or null. */
export function nodeAt(root: Node, path: readonly PropertyKey[]): Node | null {
  let node: Node | undefined = root;
  for (const key of path) {
    const { value }: Node = node;
    if (value instanceof Map) node = value.get(String(key))?.node;
    else if (Array.isArray(value)) node = value[Number(key)];
    else return null;
    if (node === undefined) return null;
  }
  return node;
}

/** Says where the value at a path stands, or the nearest value around it. */
export function originOf(root: Node, path: readonly PropertyKey[]): Origin {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node === null) continue;
    const missing = path.slice(length).map(String);
    return { place: node.origin.place, path: joined([node.origin.path, ...missing]) };
  }
  return root.origin;
}

/** Says where the key at the end of a path stands. */
export function keyOriginOf(root: Node, path: readonly PropertyKey[]): Origin {
  const parent = nodeAt(root, path.slice(0, -1));
  const entry = parent?.value instanceof Map ? parent.value.get(String(path.at(-1))) : undefined;
  return entry?.key ?? originOf(root, path);
}

/** Makes the plain value of a node. */
export function plain(node: Node): unknown {
  const { value } = node;
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, entry]) => [name, plain(entry.node)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(".");
}

function lowerFirst(message: string): string {
  const [first = ""] = message.split("\n");
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}

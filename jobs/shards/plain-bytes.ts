/** Typed arrays that plain data may hold. */
const ARRAYS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Uint16Array,
  Uint8Array,
} as const;

type Kind = keyof typeof ARRAYS;

/** Marks an object that stands for what JSON can't say; no plain data has such a key. */
const MARK = "\u0000";
/** A double lies at a multiple of its own size. */
const ALIGNED = 8;

/**
 * Writes plain data as bytes that follow from its values alone: a page of JSON, its length before it,
 * and behind it the numbers of typed arrays. (`v8.serialize` tells 5 that was computed as a double
 * from any other 5, so its bytes follow from what the engine had optimized.) Maps keep their order.
 * Throws a TypeError for anything that is not plain.
 */
export function toBytes(value: unknown): Uint8Array {
  const arrays: Uint8Array[] = [];
  let at = 0;
  const plain = (each: unknown): unknown => {
    if (each === undefined) return { [MARK]: "undefined" };
    if (typeof each === "number") return numberOf(each);
    if (each === null || typeof each === "string" || typeof each === "boolean") return each;
    if (Array.isArray(each)) return Array.from(each, plain);
    if (each instanceof Map) return { [MARK]: "Map", of: Array.from(each, (pair) => plain(pair)) };
    const kind = kindOf(each);
    if (kind !== null) {
      const { buffer, byteOffset, byteLength, length } = each as InstanceType<
        (typeof ARRAYS)[Kind]
      >;
      arrays.push(new Uint8Array(buffer, byteOffset, byteLength));
      const place = { [MARK]: kind, at, length };
      at += Math.ceil(byteLength / ALIGNED) * ALIGNED;
      return place;
    }
    return objectOf(each, plain);
  };
  const page = Buffer.from(JSON.stringify(plain(value)));
  const start = Math.ceil((4 + page.length) / ALIGNED) * ALIGNED;
  const bytes = Buffer.alloc(start + at);
  bytes.writeUInt32LE(page.length, 0);
  page.copy(bytes, 4);
  let end = start;
  for (const array of arrays) {
    bytes.set(array, end);
    end += Math.ceil(array.length / ALIGNED) * ALIGNED;
  }
  return bytes;
}

/** Reads what {@link toBytes} wrote; typed arrays are copies of their own. */
export function fromBytes(bytes: Uint8Array): unknown {
  const { buffer, byteOffset } = bytes;
  const length = new DataView(buffer, byteOffset).getUint32(0, true);
  const start = byteOffset + Math.ceil((4 + length) / ALIGNED) * ALIGNED;
  const page = Buffer.from(buffer, byteOffset + 4, length).toString("utf8");
  const marked = (of: Readonly<Record<string, unknown>>): unknown => {
    const kind = of[MARK] as string;
    if (kind === "undefined") return undefined;
    if (kind === "number") return Number(of["of"]);
    if (kind === "Map") return new Map((of["of"] as [unknown, unknown][]).map(restored) as never);
    const array = ARRAYS[kind as Kind];
    const from = start + (of["at"] as number);
    const own = buffer.slice(from, from + (of["length"] as number) * array.BYTES_PER_ELEMENT);
    return new array(own as ArrayBuffer);
  };
  const restored = (each: unknown): unknown => {
    if (each === null || typeof each !== "object") return each;
    if (Array.isArray(each)) return each.map(restored);
    if (MARK in each) return marked(each as Readonly<Record<string, unknown>>);
    return Object.fromEntries(Object.entries(each).map(([key, of]) => [key, restored(of)]));
  };
  return restored(JSON.parse(page));
}

/** JSON has no infinities, no NaN and no -0. */
function numberOf(value: number): unknown {
  if (Object.is(value, -0)) return { [MARK]: "number", of: "-0" };
  return Number.isFinite(value) ? value : { [MARK]: "number", of: String(value) };
}

function kindOf(value: unknown): Kind | null {
  for (const kind of Object.keys(ARRAYS) as Kind[]) {
    if (value instanceof ARRAYS[kind]) return kind;
  }
  return null;
}

function objectOf(value: unknown, plain: (each: unknown) => unknown): object {
  const isPlain =
    typeof value === "object" &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value)) &&
    !(MARK in value);
  if (!isPlain) throw new TypeError(`results must be plain data, got ${String(value)}`);
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)]));
}

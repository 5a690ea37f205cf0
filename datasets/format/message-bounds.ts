/** Where a table of a FlatBuffers message holds vectors and further tables, by number of the field. */
interface Shape {
  /** Vectors of inline values, and the bytes of one. */
  readonly inline?: Readonly<Record<number, number>>;
  readonly table?: Readonly<Record<number, () => Shape>>;
  readonly tables?: Readonly<Record<number, () => Shape>>;
}

const leaf = (): Shape => ({});
const field = (): Shape => FIELD;
const schema = (): Shape => SCHEMA;
const rows = (): Shape => RECORD_BATCH;

const FIELD: Shape = { table: { 4: leaf }, tables: { 5: field, 6: leaf } };
const SCHEMA: Shape = { inline: { 3: 8 }, tables: { 1: field, 2: leaf } };
const RECORD_BATCH: Shape = { inline: { 1: 16, 2: 16, 4: 8 }, table: { 3: leaf } };
const DICTIONARY_BATCH: Shape = { table: { 1: rows } };
const FOOTER: Shape = { inline: { 2: 24, 3: 24 }, table: { 1: schema }, tables: { 4: leaf } };

const MESSAGE_HEADERS = [leaf(), SCHEMA, DICTIONARY_BATCH, RECORD_BATCH];

/**
 * Throws when a vector of an Arrow message claims more than the message's bytes hold.
 *
 * Lengths stand in the file; a decoder that believes a spoilt one loops or allocates for as long as
 * it says. Looks at lengths and offsets alone, in O(vectors and tables).
 */
export function checkMessageBounds(bytes: Uint8Array): void {
  const open = openBounds(bytes);
  const root = open.root();
  const header = MESSAGE_HEADERS[open.byte(root, 1)] ?? {};
  open.check(root, { table: { 2: () => header }, tables: { 4: leaf } });
}

/** Does for a file's footer what {@link checkMessageBounds} does for a message. */
export function checkFooterBounds(bytes: Uint8Array): void {
  const open = openBounds(bytes);
  open.check(open.root(), FOOTER);
}

function openBounds(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { byteLength: size } = bytes;
  // No table takes fewer than four bytes; several offsets that meet in one would take fewer.
  let left = size >> 2;

  const within = (at: number, length: number, what: string): number => {
    if (at >= 0 && at + length <= size) return at;
    throw new RangeError(`${what} at byte ${at} lies outside its ${size} bytes`);
  };
  const follow = (at: number): number => at + view.getUint32(within(at, 4, "an offset"), true);
  /** Where a field lies; 0 when the table leaves it out. */
  const fieldAt = (table: number, index: number): number => {
    const slots = table - view.getInt32(within(table, 4, "a table"), true);
    const length = view.getUint16(within(slots, 2, "a table of fields"), true);
    const slot = 4 + 2 * index;
    if (slot + 2 > length) return 0;
    const offset = view.getUint16(within(slots + slot, 2, "a field"), true);
    return offset === 0 ? 0 : table + offset;
  };
  const vectorAt = (at: number, width: number): { from: number; length: number } => {
    const vector = follow(at);
    const length = view.getUint32(within(vector, 4, "a vector"), true);
    within(vector + 4, length * width, `a vector of ${length}`);
    return { from: vector + 4, length };
  };
  const check = (table: number, { inline, table: one, tables }: Shape): void => {
    if (left-- <= 0) throw new RangeError("more tables than its bytes can hold");
    for (const [index, width] of Object.entries(inline ?? {})) {
      const at = fieldAt(table, Number(index));
      if (at !== 0) vectorAt(at, width);
    }
    for (const [index, shape] of Object.entries(one ?? {})) {
      const at = fieldAt(table, Number(index));
      if (at !== 0) check(follow(at), shape());
    }
    for (const [index, shape] of Object.entries(tables ?? {})) {
      const at = fieldAt(table, Number(index));
      if (at === 0) continue;
      const { from, length } = vectorAt(at, 4);
      for (let i = 0; i < length; i++) check(follow(from + 4 * i), shape());
    }
  };
  return {
    check,
    root: () => follow(0),
    byte(table: number, index: number): number {
      const at = fieldAt(table, index);
      return at === 0 ? 0 : view.getUint8(within(at, 1, "a byte"));
    },
  };
}

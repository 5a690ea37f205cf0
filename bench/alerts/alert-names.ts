/** What a dataset knows of its devices' names. */
export interface AlertNames {
  /** How many devices there are. */
  readonly devices: number;
  /** Numbers by identifier, from private/keys.csv; null where there is none. */
  readonly keys: ReadonlyMap<string, number> | null;
}

/** One way in which a file names devices. */
export type NameColumn = "device" | "identifier" | "number";

/** A cell that names a device, and where it stands. */
export interface NamedCell {
  readonly place: string;
  readonly text: string;
}

/**
 * Finds the device numbers that a file's cells name: numbers of the dataset, or identifiers of its
 * key file. A column `device` may hold either, as long as all its cells can be read in one of the two
 * ways only; `identifier` and `number` say which. Throws at the first cell that names nothing.
 */
export function deviceNumbers(
  cells: readonly NamedCell[],
  column: NameColumn,
  { devices, keys }: AlertNames,
): readonly number[] {
  const numberOf = (text: string) =>
    /^\d+$/.test(text) && Number(text) < devices ? Number(text) : undefined;
  const keyOf = (text: string) => keys?.get(text);
  if (column === "identifier" && keys === null) {
    throw new RangeError(
      `${cells[0]?.place ?? "alerts"}: identifiers need private/keys.csv below the dataset, which has none`,
    );
  }
  const ways = [
    ...(column === "identifier" ? [] : [numberOf]),
    ...(column === "number" ? [] : [keyOf]),
  ];
  const fitting = ways.filter((way) => cells.every(({ text }) => way(text) !== undefined));
  const [read, other] = fitting;
  if (read === undefined) {
    const wrong = cells.find(({ text }) => ways.every((way) => way(text) === undefined));
    throw nameError(wrong ?? (cells[0] as NamedCell), column, { devices, keys });
  }
  const unclear = other && cells.find(({ text }) => read(text) !== other(text));
  if (unclear !== undefined) {
    throw new RangeError(
      `${unclear.place}: device ${unclear.text} is the number of one line and the identifier of another; call the column number or identifier`,
    );
  }
  return cells.map(({ text }) => read(text) as number);
}

function nameError({ place, text }: NamedCell, column: NameColumn, names: AlertNames): RangeError {
  const { devices, keys } = names;
  const number = `in [0, ${devices})`;
  const identifier = "an identifier of private/keys.csv";
  if (keys === null || column === "number") {
    const hint = keys === null ? "; identifiers need private/keys.csv, which is not there" : "";
    return new RangeError(`${place}: ${column} must be ${number}, got ${text}${hint}`);
  }
  const rule = column === "identifier" ? identifier : `${number} or ${identifier}`;
  const all = column === "device" ? ", all in one of the two ways" : "";
  return new RangeError(`${place}: ${column} must be ${rule}${all}, got ${text}`);
}

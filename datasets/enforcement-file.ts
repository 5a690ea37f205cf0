import { readFileSync } from "node:fs";
import { type DataType, tableFromIPC } from "apache-arrow";
import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { ENFORCEMENT_COLUMNS, type EnforcementColumn, type PlacedRow } from "./enforcement.ts";
import { parseMoment } from "./importing/parse-moment.ts";
import { suggest } from "./nearest-name.ts";

const NEEDED = ["device", "from", "action"] as const;
const TIMES: readonly string[] = ["from", "until"];
/** Words that say that a row holds for good. */
const FOR_GOOD = ["", "never", "-1"];
const ARROW_MAGIC = "ARROW1";

/**
 * Reads the rows of an enforcement table from a CSV file with a header, or an Arrow IPC file.
 *
 * Times are ISO (`2015-11-13T07:44+08:00`), civil times at `utcOffset`, or Unix ms. Throws a
 * RangeError that names file, line and column for what is no table or no time; what the words of a
 * row mean is checked by {@link fillEnforcement}.
 */
export function readEnforcementFile(file: string, utcOffset: number): readonly PlacedRow[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "is a folder" : code;
    throw new RangeError(`can't read ${file}: ${why}`, { cause });
  }
  return bytes.subarray(0, ARROW_MAGIC.length).toString("latin1") === ARROW_MAGIC
    ? arrowRows(file, bytes)
    : csvRows(file, bytes, utcOffset);
}

function csvRows(file: string, bytes: Buffer, utcOffset: number): PlacedRow[] {
  const text = new TextDecoder("utf-8").decode(bytes);
  const records = parseCsv(file, text);
  const [header, ...rows] = records;
  if (header === undefined) throw new RangeError(`${file}: must hold a header, is empty`);
  const names = header.record.map((name) => name.trim());
  checkColumns(names, (i) => `${file}:${header.info.lines}:${i + 1}`);
  return rows.map(({ record, info: { lines } }) => {
    if (record.length !== names.length) {
      throw new RangeError(
        `${file}:${lines}: must have ${names.length} columns as the header, got ${record.length}`,
      );
    }
    const place = (column: EnforcementColumn) => {
      const at = names.indexOf(column);
      return at < 0 ? `${file}:${lines}` : `${file}:${lines}:${at + 1}`;
    };
    const cells = names.map((name, i) => {
      const cell = (record[i] as string).trim();
      if (!TIMES.includes(name)) return [name, cell] as const;
      if (name === "until" && FOR_GOOD.includes(cell)) return [name, null] as const;
      return [name, cell === "" ? "" : timeOf(cell, utcOffset, `${place(name as "from")} ${name}`)];
    });
    return { given: Object.fromEntries(cells), place };
  });
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseCsv(file: string, text: string): CsvRecord[] {
  try {
    return parse(text, {
      ...{ bom: true, info: true, relax_column_count: true },
      ...{ skip_empty_lines: true, skip_records_with_empty_values: true },
    }) as unknown as CsvRecord[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause["lines"] === "number" ? `:${cause["lines"]}` : "";
    throw new RangeError(
      `${file}${line}: must be CSV, has a quote that is not closed or misplaced`,
      {
        cause,
      },
    );
  }
}

function timeOf(cell: string, utcOffset: number, where: string): number {
  const time = parseMoment(cell, utcOffset);
  if (!Number.isNaN(time)) return time;
  throw new RangeError(
    `${where} must be a time such as 2015-11-13T07:44+08:00, or Unix ms, got ${cell}`,
  );
}

function arrowRows(file: string, bytes: Buffer): PlacedRow[] {
  let table: ReturnType<typeof tableFromIPC>;
  try {
    table = tableFromIPC(bytes);
  } catch (cause) {
    throw new RangeError(`${file}: must be an uncompressed Arrow file, can't be read`, { cause });
  }
  const fields = table.schema.fields as readonly { name: string; type: DataType }[];
  checkColumns(
    fields.map(({ name }) => name),
    (i) => `${file}: column ${i + 1}`,
  );
  const columns = fields.map(({ name }) => [name, table.getChild(name)] as const);
  return Array.from({ length: table.numRows }, (_, row) => ({
    given: Object.fromEntries(
      columns.map(([name, values]) => [name, arrowValue(name, values?.get(row))]),
    ),
    place: () => `${file}: row ${row + 1}`,
  }));
}

/** Numbers as numbers, `unknown` and a time of 0 or below as nothing said. */
function arrowValue(name: string, value: unknown): string | number | null {
  if (value === null || value === undefined || value === "unknown") return null;
  const plain = typeof value === "bigint" || value instanceof Date ? Number(value) : value;
  if (name === "until" && typeof plain === "number" && plain <= 0) return null;
  return plain as string | number;
}

function checkColumns(names: readonly string[], place: (i: number) => string): void {
  for (const [i, name] of names.entries()) {
    if (!(ENFORCEMENT_COLUMNS as readonly string[]).includes(name)) {
      throw new RangeError(
        `${place(i)}: ${name === "" ? "an empty name" : name} is no column of an enforcement table; ${suggest(name, ENFORCEMENT_COLUMNS)}`,
      );
    }
    if (names.indexOf(name) !== i) throw new RangeError(`${place(i)}: column ${name} stands twice`);
  }
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new RangeError(
      `${place(0)}: must have column ${missing.join(", ")}, has ${names.join(", ")}`,
    );
  }
}

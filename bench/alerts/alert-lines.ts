import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { parseMoment } from "../../datasets/importing/parse-moment.ts";
import { suggest } from "../../datasets/nearest-name.ts";
import { type AlertNames, deviceNumbers } from "./alert-names.ts";
import { alertLine } from "./alerts-schema.ts";
import { ALARM_COLUMNS } from "./write-alarms.ts";

/** Columns of a file of alerts that are read. */
const COLUMNS = Object.keys(alertLine.shape);

/** One line as it was read. */
export interface AlertLine {
  readonly place: string;
  readonly detector: string | null;
  readonly view: string | null;
  readonly device: number;
  readonly time: number;
  /** null where the file has no scores. */
  readonly score: number | null;
  readonly at: number | null;
  /** Some time of it names no offset, and was taken as the dataset's local time. */
  readonly isLocal: boolean;
}

/** The lines of a file that are about a dataset. */
export interface AlertLines {
  readonly lines: readonly AlertLine[];
  /** How many lines were passed over, since they name another dataset. */
  readonly elsewhere: number;
}

/** The dataset that a file of alerts is about. */
export interface AlertSubject extends AlertNames {
  /** Lines of other datasets, or of other seeds of it, are passed over. */
  readonly dataset: string;
  readonly seed: string | null;
  /** Minutes east of UTC of times without an offset. */
  readonly utcOffset: number;
}

/**
 * Reads alerts as CSV `device,time[,score][,view][,at]`, or JSON lines of the same fields where the
 * file ends in .jsonl: `device` is a number of the dataset or an identifier of its key file, `time`
 * the moment at which the row that it is about closed, `at` when the alert was raised, both as ms UTC
 * or a civil time. A file that `bench --alarms` wrote is read back, its other columns passed over.
 * Throws with file and line on what can't be read.
 */
export function readAlertLines(path: string, subject: AlertSubject): AlertLines {
  const all = recordsOf(path);
  const datasetOf = ({ given }: Given) => given.get("dataset") || subject.dataset;
  const isOfSeed = ({ given }: Given) => (given.get("seed") || subject.seed) === subject.seed;
  const records = all.filter((each) => datasetOf(each) === subject.dataset && isOfSeed(each));
  if (records.length === 0 && all.length > 0) {
    const named = [...new Set(all.map(datasetOf))].join(", ");
    const seed = subject.seed === null ? "" : `, seed ${subject.seed}`;
    throw new RangeError(
      `${path}: all ${all.length} lines are of ${named}, none of ${subject.dataset}${seed}; leave the columns dataset and seed out if they are`,
    );
  }
  const devices = devicesOf(records, subject);
  const lines = records.map(({ place, given }, i): AlertLine => {
    const score = given.get("score") ?? "";
    if (given.has("score") && (score === "" || !Number.isFinite(Number(score)))) {
      throw new RangeError(`${place}: score must be a number, got ${score}`);
    }
    const [time, at] = [given.get("time") ?? "", given.get("at") ?? ""];
    const momentAt = (name: string, text: string) => {
      const value = parseMoment(text, subject.utcOffset);
      if (!Number.isNaN(value)) return value;
      throw new RangeError(
        `${place}: ${name} must be ms UTC or a date and time, year first, got ${text}`,
      );
    };
    return {
      place,
      detector: given.get("detector") || null,
      view: given.get("view") || null,
      device: devices[i],
      time: momentAt("time", time),
      score: given.has("score") ? Number(score) : null,
      at: at === "" ? null : momentAt("at", at),
      // A time that names its offset is the same moment wherever it is read.
      isLocal: [time, at].some(
        (text) => text !== "" && parseMoment(text, 0) !== parseMoment(text, 60),
      ),
    };
  });
  return { lines, elsewhere: all.length - records.length };
}

interface Given {
  readonly place: string;
  readonly given: ReadonlyMap<string, string>;
}

function recordsOf(path: string): Given[] {
  return /\.(jsonl|ndjson)$/.test(path) ? jsonRecords(path) : csvRecords(path);
}

function checkNames(place: string, names: readonly string[]): void {
  for (const name of names) {
    if (COLUMNS.includes(name) || ALARM_COLUMNS.includes(name)) continue;
    throw new RangeError(`${place}: unknown column ${name}; ${suggest(name, COLUMNS)}`);
  }
  const isNamed = ["device", "identifier", "number"].some((name) => names.includes(name));
  const missing = isNamed ? "time" : "device";
  if (!names.includes(missing)) throw new RangeError(`${place}: column ${missing} is missing`);
}

function jsonRecords(path: string): Given[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, i): Given[] => {
      if (line.trim() === "") return [];
      const place = `${path}:${i + 1}`;
      const known = fieldsOf(place, line).filter(([, value]) => value !== null);
      checkNames(
        place,
        known.map(([name]) => name),
      );
      return [{ place, given: new Map(known.map(([name, value]) => [name, String(value)])) }];
    });
}

function fieldsOf(place: string, line: string): [string, unknown][] {
  try {
    return Object.entries(JSON.parse(line) as object);
  } catch (cause) {
    const [reason] = (cause as Error).message.split("\n");
    throw new RangeError(`${place}: is no JSON: ${reason}`, { cause });
  }
}

function csvRecords(path: string): Given[] {
  const records = parse(readFileSync(path), {
    bom: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: false,
    info: true,
  }) as unknown as readonly { record: string[]; info: { lines: number } }[];
  const head = records[0]?.record ?? [];
  checkNames(`${path}:1`, head);
  return records.slice(1).map(({ record, info }) => ({
    place: `${path}:${info.lines}`,
    given: new Map(head.map((name, i) => [name, record[i]])),
  }));
}

/**
 * Which device each record names. Where `device` stands beside `identifier`, as in a file of alarms,
 * it is a number, and an identifier must be of the same line.
 */
function devicesOf(records: readonly Given[], names: AlertNames): readonly number[] {
  const devices: number[] = [];
  const cellsBy = { device: [], identifier: [], number: [] } as Record<
    "device" | "identifier" | "number",
    { readonly place: string; readonly text: string; readonly i: number }[]
  >;
  for (const [i, { place, given }] of records.entries()) {
    const [device = "", identifier = ""] = [given.get("device"), given.get("identifier")];
    const number = given.get("number") || (identifier === "" ? "" : device);
    if (number !== "") cellsBy.number.push({ place, text: number, i });
    if (identifier !== "") cellsBy.identifier.push({ place, text: identifier, i });
    if (number === "" && identifier === "") cellsBy.device.push({ place, text: device, i });
  }
  for (const column of ["device", "number", "identifier"] as const) {
    const cells = cellsBy[column];
    if (cells.length === 0) continue;
    // A number needs no key; a line that has both is read by it where there is none.
    if (column === "identifier" && names.keys === null && cells.every(({ i }) => i in devices)) {
      continue;
    }
    deviceNumbers(cells, column, names).forEach((device, n) => {
      const { i, place, text } = cells[n];
      const known = devices[i] ?? device;
      if (known !== device) {
        throw new RangeError(`${place}: ${text} is the identifier of ${device}, not of ${known}`);
      }
      devices[i] = device;
    });
  }
  return devices;
}

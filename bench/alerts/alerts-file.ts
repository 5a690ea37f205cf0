import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { suggest } from "../../datasets/nearest-name.ts";
import type { Alerts } from "../alerts.ts";
import type { World } from "../world.ts";
import { openAlertBuffer } from "./alert-buffer.ts";
import { alertLine } from "./alerts-schema.ts";
import { sortAlerts } from "./sort-alerts.ts";
import { ALARM_COLUMNS } from "./write-alarms.ts";

/** Columns of a file of alerts that are read. */
const COLUMNS = Object.keys(alertLine.shape);

/** Alerts that somebody else made, tied to the rows that they name where there are such rows. */
export interface AlertsFile {
  /** Whose they are, where the file says so. */
  readonly detector: string | null;
  readonly alerts: Alerts;
  readonly hasScores: boolean;
  /** `checked` where every alert says when it was raised, on a row that had been delivered by then. */
  readonly causality: "checked" | "unchecked";
}

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
}

/** What lines are checked against. */
export interface LinesOf {
  /** Lines of other datasets are passed over. */
  readonly dataset: string;
  readonly deviceCount: number;
  /** Number of each identifier, where the dataset holds its key. */
  readonly deviceOf: ReadonlyMap<string, number>;
}

/**
 * Reads alerts as CSV `device,time[,score][,view][,at]`, or JSON lines of the same fields where the
 * file ends in .jsonl: `time` is the moment at which the row that it is about closed, `at` when the
 * alert was raised, both as ms UTC or ISO 8601. A line may be named by its `identifier` where the
 * dataset holds its key. A file that `bench --alarms` wrote is read back, its other columns passed
 * over. Throws with file and line on what can't be read.
 */
export function readAlertLines(path: string, of: LinesOf): AlertLine[] {
  const found: AlertLine[] = [];
  for (const { place, given } of recordsOf(path)) {
    const dataset = given.get("dataset") ?? "";
    if (dataset !== "" && dataset !== of.dataset) continue;
    const score = given.get("score") ?? "";
    if (given.has("score") && (score === "" || !Number.isFinite(Number(score)))) {
      throw new RangeError(`${place}: score must be a number, got ${score}`);
    }
    const at = given.get("at") ?? "";
    found.push({
      place,
      detector: given.get("detector") || null,
      view: given.get("view") || null,
      device: deviceAt(place, given, of),
      time: momentOf(place, "time", given.get("time") ?? ""),
      score: given.has("score") ? Number(score) : null,
      at: at === "" ? null : momentOf(place, "at", at),
    });
  }
  return found;
}

/**
 * Ties lines to the rows of a world's view, one file of alerts for each detector that they name; lines
 * on other views are passed over. An alert on a row stands at the row's visibleAt, or at the later
 * `at`; one that names no row stands at `at` or `time`, and its causality is unchecked. Throws on an
 * alert that was raised before its row could be seen.
 */
export function tieAlerts(lines: readonly AlertLine[], world: World): AlertsFile[] {
  const here = lines.filter(({ view }) => view === null || view === world.view);
  const groups = new Map<string | null, AlertLine[]>();
  if (here.length === 0) groups.set(null, []);
  for (const line of here) {
    groups.set(line.detector, [...(groups.get(line.detector) ?? []), line]);
  }
  return [...groups].map(([detector, own]) => ({ detector, ...tied(own, world) }));
}

function tied(lines: readonly AlertLine[], world: World): Omit<AlertsFile, "detector"> {
  const wanted = new Map<string, AlertLine[]>();
  for (const line of lines) {
    const key = `${line.device}/${line.time}`;
    wanted.set(key, [...(wanted.get(key) ?? []), line]);
  }
  const buffer = openAlertBuffer();
  const found = new Set<AlertLine>();
  let unchecked = 0;
  world.scan(["device", "time", "visibleAt", "start"], (batch, firstRow) => {
    for (let i = 0; i < batch.length; i++) {
      const device = batch.device[i];
      for (const line of wanted.get(`${device}/${batch.time[i]}`) ?? []) {
        if (found.has(line)) continue;
        found.add(line);
        const { at, score, place } = line;
        const seen = batch.visibleAt[i];
        if (at !== null && at < seen) {
          throw new RangeError(
            `${place}: at must not lie before its row was visible, ${seen}, got ${at}`,
          );
        }
        if (at === null) unchecked++;
        const [rowStart, rowEnd] = [batch.start[i], batch.time[i]];
        buffer.push({
          device,
          time: at ?? seen,
          row: firstRow + i,
          rowStart,
          rowEnd,
          score: score ?? 1,
        });
      }
    }
  });
  for (const line of lines) {
    if (found.has(line)) continue;
    const time = line.at ?? line.time;
    unchecked++;
    buffer.push({
      device: line.device,
      time,
      row: -1,
      rowStart: time,
      rowEnd: time,
      score: line.score ?? 1,
    });
  }
  const causality = unchecked > 0 ? "unchecked" : "checked";
  const hasScores = lines.some(({ score }) => score !== null);
  return { alerts: sortAlerts(buffer.alerts()), hasScores, causality };
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
  const isNamed = names.includes("device") || names.includes("identifier");
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

/** A number of the dataset, or an identifier that its key knows. */
function deviceAt(
  place: string,
  given: Given["given"],
  { deviceCount, deviceOf }: LinesOf,
): number {
  const text = given.get("device") ?? "";
  const device = Number(text);
  if (/^\d+$/.test(text) && device < deviceCount) return device;
  const name = text === "" ? (given.get("identifier") ?? "") : text;
  const known = deviceOf.get(name);
  if (known !== undefined) return known;
  const key = deviceOf.size > 0 ? " or an identifier of private/keys.csv" : "";
  throw new RangeError(`${place}: device must be in [0, ${deviceCount})${key}, got ${name}`);
}

function momentOf(place: string, name: string, text: string): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : Date.parse(text);
  const hasZone = /^-?\d+$/.test(text) || /(Z|[+-]\d\d:?\d\d)$/.test(text);
  if (Number.isFinite(value) && hasZone) return value;
  throw new RangeError(`${place}: ${name} must be ms UTC or ISO 8601 with its offset, got ${text}`);
}

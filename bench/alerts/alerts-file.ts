import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { parseMoment } from "../../datasets/importing/parse-moment.ts";
import { suggest } from "../../datasets/nearest-name.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import type { World } from "../world.ts";
import { openAlertBuffer } from "./alert-buffer.ts";
import { type AlertNames, deviceNumbers, type NameColumn } from "./alert-names.ts";
import { alertLine } from "./alerts-schema.ts";
import { sortAlerts } from "./sort-alerts.ts";

/** Columns of a file of alerts. */
const COLUMNS = Object.keys(alertLine.shape);

const NAMES: readonly NameColumn[] = ["device", "identifier", "number"];

/** Alerts that somebody else made, tied to the rows that they name where there are such rows. */
export interface AlertsFile {
  readonly alerts: Alerts;
  readonly hasScores: boolean;
  /** Whether some time names no offset, and was taken as the dataset's local time. */
  readonly isLocal: boolean;
  /** `checked` where every alert says when it was raised, on a row that had been delivered by then. */
  readonly causality: "checked" | "unchecked";
}

/** What a file of alerts is about. */
export interface AlertSubject {
  readonly view: ViewName;
  readonly keys: AlertNames["keys"];
  /** Minutes east of UTC of times without an offset. */
  readonly utcOffset: number;
}

interface Line {
  readonly place: string;
  readonly device: number;
  readonly time: number;
  readonly score: number;
  readonly at: number | null;
}

/**
 * Reads alerts as CSV `device,time[,score][,view][,at]`: `device` is a number of the dataset or an
 * identifier of its key file, `time` the moment at which the row that it is about closed, `at` when
 * the alert was raised, both as ms UTC or a civil time of the dataset. An alert on a row
 * of the view stands at the row's visibleAt, or at the later `at`; one that names no row stands at
 * `at` or `time`, and its causality is unchecked. Throws with file and line on what can't be read,
 * and on an alert that was raised before its row could be seen.
 */
export function readAlertsFile(path: string, world: World, subject: AlertSubject): AlertsFile {
  const { lines, hasScores, isLocal } = readLines(path, { ...subject, devices: world.deviceCount });
  const wanted = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.device}/${line.time}`;
    wanted.set(key, [...(wanted.get(key) ?? []), line]);
  }
  const buffer = openAlertBuffer();
  const tied = new Set<Line>();
  let unchecked = 0;
  world.scan(["device", "time", "visibleAt", "start"], (batch, firstRow) => {
    for (let i = 0; i < batch.length; i++) {
      const device = batch.device[i];
      for (const line of wanted.get(`${device}/${batch.time[i]}`) ?? []) {
        if (tied.has(line)) continue;
        tied.add(line);
        const { at, score, place } = line;
        const seen = batch.visibleAt[i];
        if (at !== null && at < seen) {
          throw new RangeError(
            `${place}: at must not lie before its row was visible, ${seen}, got ${at}`,
          );
        }
        if (at === null) unchecked++;
        const [rowStart, rowEnd] = [batch.start[i], batch.time[i]];
        buffer.push({ device, time: at ?? seen, row: firstRow + i, rowStart, rowEnd, score });
      }
    }
  });
  for (const line of lines) {
    if (tied.has(line)) continue;
    const time = line.at ?? line.time;
    unchecked++;
    buffer.push({
      device: line.device,
      time,
      row: -1,
      rowStart: time,
      rowEnd: time,
      score: line.score,
    });
  }
  const causality = unchecked > 0 ? "unchecked" : "checked";
  return { alerts: sortAlerts(buffer.alerts()), hasScores, isLocal, causality };
}

function readLines(path: string, subject: AlertSubject & AlertNames) {
  const { view, utcOffset } = subject;
  const records = parse(readFileSync(path), {
    bom: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: false,
    info: true,
  }) as unknown as readonly { record: string[]; info: { lines: number } }[];
  const head = records[0]?.record ?? [];
  for (const name of head) {
    if (!COLUMNS.includes(name)) {
      throw new RangeError(`${path}:1: unknown column ${name}; ${suggest(name, COLUMNS)}`);
    }
  }
  const named = NAMES.filter((name) => head.includes(name));
  const [column] = named;
  if (column === undefined) throw new RangeError(`${path}:1: column device is missing`);
  if (named.length > 1) throw new RangeError(`${path}:1: must have one of ${named.join(", ")}`);
  if (!head.includes("time")) throw new RangeError(`${path}:1: column time is missing`);
  const lines: Omit<Line, "device">[] = [];
  const cells: { place: string; text: string }[] = [];
  let isLocal = false;
  for (const { record, info } of records.slice(1)) {
    const place = `${path}:${info.lines}`;
    const given = new Map(head.map((name, i) => [name, record[i]]));
    const about = given.get("view") ?? "";
    if (about !== "" && about !== view) continue;
    cells.push({ place, text: given.get(column) ?? "" });
    const [time = "", at = ""] = [given.get("time"), given.get("at")];
    isLocal ||= [time, at].some((text) => parseMoment(text, 0) - parseMoment(text, 60) > 0);
    const score = given.get("score") ?? "1";
    if (score === "" || !Number.isFinite(Number(score))) {
      throw new RangeError(`${place}: score must be a number, got ${score}`);
    }
    lines.push({
      place,
      time: momentOf({ place, name: "time", text: time }, utcOffset),
      score: Number(score),
      at: at === "" ? null : momentOf({ place, name: "at", text: at }, utcOffset),
    });
  }
  const devices = deviceNumbers(cells, column, subject);
  return {
    lines: lines.map((line, i): Line => ({ ...line, device: devices[i] as number })),
    hasScores: head.includes("score"),
    isLocal,
  };
}

function momentOf(
  { place, name, text }: { place: string; name: string; text: string },
  utcOffset: number,
): number {
  const value = parseMoment(text, utcOffset);
  if (!Number.isNaN(value)) return value;
  throw new RangeError(
    `${place}: ${name} must be ms UTC or a date and time, year first, got ${text}`,
  );
}

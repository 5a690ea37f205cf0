import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { suggest } from "../../datasets/nearest-name.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import type { World } from "../world.ts";
import { openAlertBuffer } from "./alert-buffer.ts";
import { alertLine } from "./alerts-schema.ts";
import { sortAlerts } from "./sort-alerts.ts";

/** Columns of a file of alerts. */
const COLUMNS = Object.keys(alertLine.shape);

/** Alerts that somebody else made, tied to the rows that they name where there are such rows. */
export interface AlertsFile {
  readonly alerts: Alerts;
  readonly hasScores: boolean;
  /** `checked` where every alert says when it was raised, on a row that had been delivered by then. */
  readonly causality: "checked" | "unchecked";
}

interface Line {
  readonly place: string;
  readonly device: number;
  readonly time: number;
  readonly score: number;
  readonly at: number | null;
}

/**
 * Reads alerts as CSV `device,time[,score][,view][,at]`: `time` is the moment at which the row that
 * it is about closed, `at` when the alert was raised, both as ms UTC or ISO 8601. An alert on a row
 * of the view stands at the row's visibleAt, or at the later `at`; one that names no row stands at
 * `at` or `time`, and its causality is unchecked. Throws with file and line on what can't be read,
 * and on an alert that was raised before its row could be seen.
 */
export function readAlertsFile(path: string, world: World, view: ViewName): AlertsFile {
  const { lines, hasScores } = readLines(path, world.deviceCount, view);
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
  return { alerts: sortAlerts(buffer.alerts()), hasScores, causality };
}

function readLines(path: string, devices: number, view: ViewName) {
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
  for (const name of ["device", "time"]) {
    if (!head.includes(name)) throw new RangeError(`${path}:1: column ${name} is missing`);
  }
  const lines: Line[] = [];
  for (const { record, info } of records.slice(1)) {
    const place = `${path}:${info.lines}`;
    const given = new Map(head.map((name, i) => [name, record[i]]));
    const named = given.get("view") ?? "";
    if (named !== "" && named !== view) continue;
    const device = Number(given.get("device"));
    if (!Number.isInteger(device) || device < 0 || device >= devices) {
      throw new RangeError(
        `${place}: device must be in [0, ${devices}), got ${given.get("device")}`,
      );
    }
    const score = given.get("score") ?? "1";
    if (score === "" || !Number.isFinite(Number(score))) {
      throw new RangeError(`${place}: score must be a number, got ${score}`);
    }
    const at = given.get("at") ?? "";
    lines.push({
      place,
      device,
      time: momentOf(place, "time", given.get("time") ?? ""),
      score: Number(score),
      at: at === "" ? null : momentOf(place, "at", at),
    });
  }
  return { lines, hasScores: head.includes("score") };
}

function momentOf(place: string, name: string, text: string): number {
  const value = /^-?\d+$/.test(text) ? Number(text) : Date.parse(text);
  const hasZone = /^-?\d+$/.test(text) || /(Z|[+-]\d\d:?\d\d)$/.test(text);
  if (Number.isFinite(value) && hasZone) return value;
  throw new RangeError(`${place}: ${name} must be ms UTC or ISO 8601 with its offset, got ${text}`);
}

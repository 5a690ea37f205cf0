import { codeOf } from "../../datasets/table.ts";
import { charging as table } from "../../datasets/tables/charging.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import type { Line, OpenRecord } from "../charging/line.ts";
import type { ChargingSetting } from "../scenario.ts";
import { type RowSink, Rows, type Undelivered } from "./rows.ts";

/**
 * Mediation and rating: each record that the charging plane closed becomes a row, rated in the order
 * of closing, and is delivered up to the mediation delay later.
 */
export class ChargingObserver {
  readonly rows: Rows;
  /** Bytes that the charging plane counted, delivered or not. */
  readonly moved: Undelivered = { up: 0, down: 0 };
  /** What the last record was rated at, before any cap. */
  charged = 0;
  private readonly setting: ChargingSetting;

  constructor(setting: ChargingSetting, sink: RowSink) {
    this.setting = setting;
    this.rows = new Rows("charging", table, sink);
  }

  /** Rates the record and books it; returns what the episodes in it cost. */
  book(line: Line, closed: ClosedRecord, words: Uint32Array): number {
    const { record, time, cause, device, ratingGroup, session } = closed;
    const { rater, clean } = line.books;
    const bytes = record.up + record.down;
    const charged = rater.book(ratingGroup, bytes, time);
    this.charged = charged;
    let attributed = 0;
    const row = this.rows.open();
    for (let p = 0; p < record.parts.length; p += 3) {
      const episode = record.parts[p] as number;
      const up = record.parts[p + 1] as number;
      const down = record.parts[p + 2] as number;
      this.rows.attribute(row, episode, up, down);
      if (closed.isIncident(episode)) attributed += up + down;
    }
    const columns = this.rows.columns as ChargingColumns;
    columns.time[row] = time;
    const draw = keyedDraw(words, MEDIATION, record.start, session);
    columns.visibleAt[row] = time + Math.floor(draw * (this.setting.mediationDelay + 1));
    columns.device[row] = device;
    columns.seq[row] = line.seq++;
    columns.start[row] = record.start;
    columns.up[row] = record.up;
    columns.down[row] = record.down;
    columns.ratingGroup[row] = ratingGroup;
    columns.cause[row] = cause;
    columns.inBundle[row] = rater.inBundle;
    columns.charged[row] = charged;
    columns.province[row] = record.province;
    columns.roaming[row] = record.roaming;
    this.moved.up += record.up;
    this.moved.down += record.down;
    return charged - clean.book(ratingGroup, bytes - attributed, time);
  }
}

/** A record as it closed; one object serves all records of a device. */
export interface ClosedRecord {
  record: OpenRecord;
  time: number;
  /** Code of CAUSES. */
  cause: number;
  /** Code of RATING_GROUPS. */
  ratingGroup: number;
  /** Number of the WLAN session that it charges, 0 for cellular data: with its start it names the record. */
  session: number;
  readonly device: number;
  /** Whether the episode with that number is an incident's. */
  readonly isIncident: (episode: number) => boolean;
}

/** Purpose of the draw of a delay. */
const MEDIATION = 3;

/** Stopped sessions on the operator's WLAN. */
export const WLAN_SESSIONS = codeOf(RATING_GROUPS, "wlan");

type ChargingColumns = Record<
  "time" | "visibleAt" | "start" | "up" | "down" | "inBundle" | "charged",
  Float64Array
> &
  Record<"device" | "seq", Uint32Array> &
  Record<"ratingGroup" | "cause" | "province" | "roaming", Uint8Array>;

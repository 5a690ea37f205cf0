import { allocate, type Values } from "../../datasets/table.ts";
import {
  VIEW_TABLES,
  type ViewBatch,
  type ViewColumn,
  type ViewName,
} from "../../datasets/view.ts";
import type { AlertFilter } from "../alerts/gathering.ts";
import { openOpeners } from "../alerts/openers.ts";
import { failure } from "../runners/failure.ts";
import type { Observer, OpenObserver } from "../runners/observer.ts";
import { SCORING_DEFAULTS } from "../scoring/scoring-options.ts";

/** Lines whose state a detector holds at once; after so many it begins anew. */
export const LINES = 1024;

/** A detector on rows that come line by line. */
export interface StreamedDetector {
  readonly name: string;
  readonly open: OpenObserver;
  /** At which alarms are raised. */
  readonly threshold: number;
}

/** What detectors say of the rows of a batch, by detector. */
export interface Said {
  readonly scores: readonly Float64Array[];
  /** 1 where an alarm is raised: a score at the threshold or above, outside the line's cool-down. */
  readonly alarms: readonly Uint8Array[];
}

/**
 * Runs detectors of scope device over rows that come line by line, each line's in order of delivery.
 * A score follows from a line's own rows, so detectors hold few lines at a time, and memory is that of
 * one batch, whatever the number of lines.
 */
export class LineDetection {
  private readonly detectors: readonly StreamedDetector[];
  private readonly view: ViewName;
  private readonly columns = new Map<ViewColumn, Values>();
  private observers: readonly Observer[] = [];
  private openers: readonly AlertFilter[] = [];
  private line = -1;
  private seq = 0;
  private seen = Number.NEGATIVE_INFINITY;

  constructor(view: ViewName, detectors: readonly StreamedDetector[]) {
    this.view = view;
    this.detectors = detectors;
  }

  /** The array of a column, with room for a batch of that length; what it holds is 0 until it is filled. */
  column(name: ViewColumn, length: number): Values {
    const known = this.columns.get(name);
    if (known !== undefined && known.length >= length) return known;
    const column = VIEW_TABLES[this.view].columns.find((each) => each.name === name);
    if (column === undefined) throw new RangeError(`${this.view} has no column ${name}`);
    const larger = allocate(column, length);
    this.columns.set(name, larger);
    return larger;
  }

  /**
   * Shows the rows of the columns to all detectors. `begins` marks those that begin a line. Throws a
   * RangeError where a row was delivered before the one in front of it, a failure where a detector breaks.
   */
  async observe(begins: Uint8Array, first: number): Promise<Said> {
    const { length } = begins;
    const device = this.column("device", length) as Uint32Array;
    const seq = this.column("seq", length) as Uint32Array;
    const visibleAt = this.column("visibleAt", length) as Float64Array;
    const start = this.column("start", length) as Float64Array;
    const time = this.column("time", length) as Float64Array;
    const said = {
      scores: this.detectors.map(() => new Float64Array(length)),
      alarms: this.detectors.map(() => new Uint8Array(length)),
    };
    let from = 0;
    for (let i = 0; i < length; i++) {
      if (!(start[i] <= time[i] && time[i] <= visibleAt[i])) {
        const [a, b, c] = [start, time, visibleAt].map((each) =>
          new Date(each[i] as number).toISOString(),
        );
        throw new RangeError(
          `row ${first + i}: start, time and visibleAt must follow each other, got ${a}, ${b}, ${c}`,
        );
      }
      if (begins[i] === 1) {
        if (this.line < 0 || this.line === LINES - 1) {
          await this.show(from, i, said);
          await this.open();
          from = i;
        }
        this.line++;
        this.seq = 0;
      } else if (visibleAt[i] < this.seen) {
        throw new RangeError(
          `row ${first + i}: rows of a device must be sorted by when they were delivered (visibleAt, or time without it), got ${new Date(visibleAt[i] as number).toISOString()} after ${new Date(this.seen).toISOString()}`,
        );
      }
      this.seen = visibleAt[i] as number;
      device[i] = this.line;
      seq[i] = this.seq++;
    }
    await this.show(from, length, said);
    return said;
  }

  /** Ends the detectors; a program that ended badly throws. */
  async close(): Promise<void> {
    const { observers } = this;
    this.observers = [];
    for (const observer of observers) await observer.close();
  }

  private async open(): Promise<void> {
    await this.close();
    this.line = -1;
    this.observers = await Promise.all(this.detectors.map(({ open }) => open()));
    const always = {
      scored: new Uint8Array(LINES).fill(1),
      from: new Float64Array(LINES).fill(Number.NEGATIVE_INFINITY),
      to: new Float64Array(LINES).fill(Number.POSITIVE_INFINITY),
      deviceDays: Number.POSITIVE_INFINITY,
    };
    this.openers = this.detectors.map(({ threshold }) =>
      openOpeners([threshold], [always], SCORING_DEFAULTS),
    );
  }

  private async show(from: number, to: number, said: Said): Promise<void> {
    if (to <= from) return;
    const parts = [...this.columns].map(([name, values]) => [name, values.subarray(from, to)]);
    const batch = { ...Object.fromEntries(parts), length: to - from } as unknown as ViewBatch;
    for (const [d, observer] of this.observers.entries()) {
      const { name } = this.detectors[d] as StreamedDetector;
      const scores = await observer.observe(batch, from);
      if (scores.length !== to - from) {
        throw failure("invalid", `${name}: answered ${scores.length} scores for ${to - from} rows`);
      }
      said.scores[d]?.set(scores, from);
      const opener = this.openers[d] as AlertFilter;
      const alarms = said.alarms[d] as Uint8Array;
      for (let i = 0; i < scores.length; i++) {
        const score = scores[i] as number;
        if (!(score < Number.POSITIVE_INFINITY)) {
          throw failure("invalid", `${name}: a score must be a number, got ${score}`);
        }
        const isAlarm =
          score > Number.NEGATIVE_INFINITY &&
          opener.keeps(batch.device[i] as number, batch.visibleAt[i] as number, score);
        alarms[from + i] = isAlarm ? 1 : 0;
      }
    }
  }
}

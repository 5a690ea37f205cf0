import { shortened } from "./display-width.ts";

/** A line that says how far a long job is. */
export interface Progress {
  /** Tells how much is done of `total`; cheap enough to be called for every unit. */
  update(done: number, total: number): void;
  /** Takes the line off a terminal, so that something else can be written; the next update draws it again. */
  clear(): void;
  /** Ends the line; with a text, leaves that behind. */
  end(text?: string): void;
}

/** Where progress goes, and how it looks there. */
export interface ProgressOptions {
  readonly stream: {
    write(text: string): unknown;
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  readonly what: string;
  readonly unit: string;
  readonly quiet: boolean;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

const TTY_EVERY_MS = 100;
const PLAIN_EVERY_MS = 5000;
const USUAL_COLUMNS = 80;
/** What is left can't be told from a beginning: after less than this share and time nothing is said. */
const SURE_SHARE = 0.05;
const SURE_SECONDS = 2;

/**
 * Opens a progress line: rewritten in place on a terminal, a plain line every five seconds
 * elsewhere, nothing at all when quiet. What it shows never falls back, whatever it is told.
 */
export function openProgress({ stream, what, unit, quiet, now }: ProgressOptions): Progress {
  const inPlace = stream.isTTY === true;
  const every = inPlace ? TTY_EVERY_MS : PLAIN_EVERY_MS;
  const started = now();
  let shownAt = inPlace ? started - every : started;
  let isOpen = false;
  let furthest = 0;
  // A line may be opened when its work has begun: speed is counted from the first news on.
  let first: { readonly time: number; readonly done: number } | undefined;

  const clear = () => {
    if (isOpen) stream.write("\r\x1b[2K");
    isOpen = false;
  };
  return {
    clear,
    update(done, total) {
      const time = now();
      first ??= { time, done };
      const share = total > 0 ? done / total : 0;
      if (quiet || share < furthest || time - shownAt < every) return;
      furthest = share;
      shownAt = time;
      const seconds = (time - first.time) / 1000;
      const line = progressLine({ what, unit, done, total, seconds, before: first.done });
      // The last column stays free, or the cursor would wrap and the line could not be rewritten.
      const fitting = shortened(line, (stream.columns ?? USUAL_COLUMNS) - 1);
      stream.write(inPlace ? `\r\x1b[2K${fitting}` : `${line}\n`);
      isOpen = inPlace;
    },
    end(text) {
      clear();
      if (text !== undefined && !quiet) stream.write(`${text}\n`);
    },
  };
}

/** Words one state of a job: share, count, rate and the time that is left, once that can be told. */
export function progressLine(state: {
  readonly what: string;
  readonly unit: string;
  readonly done: number;
  readonly total: number;
  /** Since the first news, and how much was done by then. */
  readonly seconds: number;
  readonly before: number;
}): string {
  const { what, unit, done, total, seconds, before } = state;
  const rate = seconds > 0 ? (done - before) / seconds : 0;
  const speed = rate > 0 ? `, ${count(rate)}/s` : "";
  // How much there is can't be known of a pipe.
  if (total === 0) return `${what}: ${count(done)} ${unit}${speed}`;
  const share = Math.min(1, done / total);
  const isSure = rate > 0 && share >= SURE_SHARE && seconds >= SURE_SECONDS;
  const left = isSure && total > done ? `, ${span((total - done) / rate)} left` : "";
  const percent = Math.floor(100 * share);
  return `${what}: ${percent} % (${count(done)} of ${count(total)} ${unit}${speed}${left})`;
}

function count(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  return value >= 10 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);
}

function span(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

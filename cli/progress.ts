/** A line that says how far a long job is. */
export interface Progress {
  /** Tells how much is done of `total`; cheap enough to be called for every unit. */
  update(done: number, total: number): void;
  /** Ends the line; with a text, leaves that behind. */
  end(text?: string): void;
}

/** Where progress goes, and how it looks there. */
export interface ProgressOptions {
  readonly stream: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly what: string;
  readonly unit: string;
  readonly quiet: boolean;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

const TTY_EVERY_MS = 100;
const PLAIN_EVERY_MS = 5000;

/**
 * Opens a progress line: rewritten in place on a terminal, a plain line every five seconds
 * elsewhere, nothing at all when quiet.
 */
export function openProgress({ stream, what, unit, quiet, now }: ProgressOptions): Progress {
  const inPlace = stream.isTTY === true;
  const every = inPlace ? TTY_EVERY_MS : PLAIN_EVERY_MS;
  const started = now();
  let shownAt = inPlace ? started - every : started;
  let isOpen = false;

  return {
    update(done, total) {
      const time = now();
      if (quiet || time - shownAt < every) return;
      shownAt = time;
      const line = progressLine({ what, unit, done, total, seconds: (time - started) / 1000 });
      stream.write(inPlace ? `\r\x1b[2K${line}` : `${line}\n`);
      isOpen = inPlace;
    },
    end(text) {
      if (isOpen) stream.write("\r\x1b[2K");
      isOpen = false;
      if (text !== undefined && !quiet) stream.write(`${text}\n`);
    },
  };
}

/** Words one state of a job: share, count, rate and the time that is left. */
export function progressLine(state: {
  readonly what: string;
  readonly unit: string;
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
}): string {
  const { what, unit, done, total, seconds } = state;
  const rate = seconds > 0 ? done / seconds : 0;
  if (total === 0) return `${what}: ${count(done)} ${unit}, ${count(rate)}/s`;
  const left = rate > 0 && total > done ? `, ${span((total - done) / rate)} left` : "";
  const share = Math.floor((100 * done) / total);
  return `${what}: ${share} % (${count(done)} of ${count(total)} ${unit}, ${count(rate)}/s${left})`;
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

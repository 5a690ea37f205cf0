import { HOUR, MINUTE } from "../sizes.ts";

/** Weighs records that last long against the others. */
export interface LongRecords {
  see(start: number, end: number, bytes: number): void;
  /** How many records are long, and what it means; null where they hold less than 1 % of the bytes. */
  report(): { readonly rows: number; readonly what: string } | null;
}

/** Tools cut a flow after 5 minutes at most by default; gateways close a record within the hour. */
const LIMITS = { flows: 5 * MINUTE, charging: HOUR } as const;
const LEAST_SHARE = 0.01;

/**
 * Opens a scale for records that last longer than a rule's window.
 *
 * A record is known when it closes, and its bytes are booked then: spread over the time before, a
 * detector would act on what nobody could know. So a download of 8 hours is one burst in its last
 * minute, and a rule on an hour or a night sees what was not there. That can't be mended after the
 * fact, only by shorter records; but it must be said.
 */
export function openLongRecords(view: keyof typeof LIMITS): LongRecords {
  const limit = LIMITS[view];
  let total = 0;
  let rows = 0;
  let held = 0;
  let longest = 0;
  return {
    see(start, end, bytes) {
      total += bytes;
      const length = end - start;
      if (length <= limit) return;
      rows++;
      held += bytes;
      longest = Math.max(longest, length);
    },
    report() {
      if (held === 0 || held < LEAST_SHARE * total) return null;
      const share = `${Math.round((100 * held) / total)} %`;
      const what =
        view === "flows"
          ? `a flow longer than ${words(limit)} is booked whole in its last minute: such flows hold ${share} of the bytes, the longest lasts ${words(longest)}; a rule on minutes or hours sees bursts that were none, so export shorter flows (an active time-out, status records)`
          : `a record longer than ${words(limit)} is booked whole when it closes: such records hold ${share} of the bytes, the longest lasts ${words(longest)}; a rule on hours or nights sees bursts that were none`;
      return { rows, what };
    },
  };
}

function words(ms: number): string {
  return ms < HOUR ? `${round(ms / MINUTE)} min` : `${round(ms / HOUR)} h`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

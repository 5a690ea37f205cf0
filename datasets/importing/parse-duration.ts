import { HOUR, MINUTE, SECOND } from "../sizes.ts";

/** Forms of durations that a column can be declared to have, beside units of a number. */
export const DURATION_FORMS = ["h:mm:ss", "h:mm", "m:ss"] as const;

/** One of {@link DURATION_FORMS}. */
export type DurationForm = (typeof DURATION_FORMS)[number];

/** Units of a number of time, in ms. */
export const DURATION_UNITS = { ms: 1, s: SECOND, min: MINUTE, h: HOUR } as const;

const THREE = /^(\d+):([0-5]\d):([0-5]\d)(?:[.,](\d{1,9}))?$/;
const TWO = /^(\d+):([0-5]\d)(?:[.,](\d{1,9}))?$/;

/**
 * Reads a duration written with colons as ms; NaN when it is not of the form. Three parts are hours,
 * minutes and seconds whether declared or not; two are refused unless it is said which.
 */
export function parseDuration(text: string, form: DurationForm | null): number {
  const length = lengthOf(text, form);
  return length <= Number.MAX_SAFE_INTEGER ? length : Number.NaN;
}

function lengthOf(text: string, form: DurationForm | null): number {
  const three = form === null || form === "h:mm:ss" ? THREE.exec(text) : null;
  if (three) {
    const [, hours, minutes, seconds, fraction] = three;
    return (
      Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + ms(fraction)
    );
  }
  const two = form === "h:mm" || form === "m:ss" ? TWO.exec(text) : null;
  if (!two) return Number.NaN;
  const [, large, small, fraction] = two;
  if (form === "h:mm") {
    return fraction === undefined ? Number(large) * HOUR + Number(small) * MINUTE : Number.NaN;
  }
  return Number(large) * MINUTE + Number(small) * SECOND + ms(fraction);
}

function ms(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, "0").slice(0, 3));
}

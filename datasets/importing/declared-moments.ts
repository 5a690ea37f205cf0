import { timeOfDay } from "../civil-time.ts";
import { parseMoment } from "./parse-moment.ts";

/** What the user says of the time of an import, as text. */
export interface MomentTexts {
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
}

/** The same as ms UTC; what was not said is absent. */
export type DeclaredMoments = { readonly [name in keyof MomentTexts]?: number };

/**
 * Reads the bounds and the date that a user declares, in the zone of the file's times. The date is
 * the beginning of a civil day, to which times of the day are added.
 */
export function declaredMoments(texts: MomentTexts, utcOffset: number): DeclaredMoments {
  const moments: { from?: number; to?: number; date?: number } = {};
  for (const name of ["from", "to", "date"] as const) {
    const text = texts[name];
    if (text === undefined) continue;
    const time = parseMoment(text, utcOffset);
    if (Number.isNaN(time) || (name === "date" && timeOfDay(time, utcOffset) !== 0)) {
      const rule = name === "date" ? "a date" : "a date and time from 1970";
      throw new RangeError(`import: ${name} must be ${rule}, year first, got ${text}`);
    }
    moments[name] = time;
  }
  const { from, to } = moments;
  if (from !== undefined && to !== undefined && to <= from) {
    throw new RangeError(`import: to must lie after from, ${texts.from}, got ${texts.to}`);
  }
  return moments;
}

import { DAY } from "../sizes.ts";
import { parseMoment } from "./parse-moment.ts";
import { fixedZone, type Zone } from "./zone.ts";

/** What the user says of the time of an import, as text. */
export interface MomentTexts {
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
}

/** The same as ms: bounds in UTC, the date by the file's clocks; what was not said is absent. */
export type DeclaredMoments = { readonly [name in keyof MomentTexts]?: number };

const CIVIL = fixedZone("", 0);

/**
 * Reads the bounds and the date that a user declares, by the clocks of the file's times. The date is
 * the beginning of a civil day, to which times of the day are added.
 */
export function declaredMoments(texts: MomentTexts, zone: Zone): DeclaredMoments {
  const moments: { from?: number; to?: number; date?: number } = {};
  for (const name of ["from", "to", "date"] as const) {
    const text = texts[name];
    if (text === undefined) continue;
    const time = parseMoment(text, name === "date" ? CIVIL : zone);
    if (Number.isNaN(time) || (name === "date" && time % DAY !== 0)) {
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

import type { LineHarm } from "../../bench/study/outcome.ts";
import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import type { LineAccount } from "./accounts.ts";
import { DEMAND_CLASSES, PUSH } from "./demand-log.ts";

/** A demand that arrives later than this is late. */
const LATE = MINUTE;

/**
 * What happened to everything that a line wanted, demand by demand: what moved as it was is what was
 * wanted, and less of it, or the same later, is harm. What still waits at the end is neither lost nor
 * delayed. What moves more than before makes up for nothing.
 */
export function harmOf(before: LineAccount | undefined, after: LineAccount | undefined): LineHarm {
  const lost = DEMAND_CLASSES.map(() => 0);
  const delayed = DEMAND_CLASSES.map(() => 0);
  let byteHours = 0;
  let pending = 0;
  let pushesMissed = 0;
  const was = before?.demands;
  const is = after?.demands;
  if (!was || !is) throw new Error("study: demands must be kept in both lives");
  for (let at = 0; at < was.length; at++) {
    const id = was.id[at] as number;
    const kind = was.kind[at] as number;
    const of = kind & (PUSH - 1);
    const wanted = was.moved[at] as number;
    const place = is.placeOf(id);
    const got = place < 0 ? 0 : Math.min(wanted, is.moved[place] as number);
    const missing = wanted - got;
    const waits = Math.min(missing, after.waiting.get(id) ?? 0);
    const late = place < 0 ? 0 : (is.arrived[place] as number) - (was.arrived[at] as number);
    pending += waits;
    lost[of] = (lost[of] as number) + missing - waits;
    if (got > 0 && late > LATE) {
      delayed[of] = (delayed[of] as number) + got;
      byteHours += got * (late / HOUR);
    }
    if (kind >= PUSH && (missing > 0 || late > LATE)) pushesMissed++;
  }
  return { lost, delayed, byteHours, pending, pushesMissed };
}

/** No harm at all. */
export const UNHARMED: LineHarm = {
  lost: DEMAND_CLASSES.map(() => 0),
  delayed: DEMAND_CLASSES.map(() => 0),
  ...{ byteHours: 0, pending: 0, pushesMissed: 0 },
};

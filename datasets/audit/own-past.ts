/** What a value stands beside: nothing, or the device's own earlier days. */
export const FORMS = ["absolute", "own p95", "own max"] as const;
/** Name of what a value stands beside. */
export type Form = (typeof FORMS)[number];

/** Fewer days of its own tell a device nothing: its value then counts as usual. */
const LEAST_DAYS = 3;

/** Puts each day beside its device's earlier days: the ratio to their 95 % quantile or maximum, at least 1 of the unit. */
export function besideOwnPast(values: Float64Array, days: number, form: Form): Float64Array {
  if (form === "absolute") return values;
  const ratios = new Float64Array(values.length);
  const past: number[] = [];
  for (let cell = 0; cell < values.length; cell++) {
    const day = cell % days;
    if (day === 0) past.length = 0;
    if (day >= LEAST_DAYS) {
      const rank = form === "own max" ? past.length - 1 : Math.ceil(0.95 * past.length) - 1;
      ratios[cell] = values[cell] / Math.max(1, past[rank]);
    }
    let at = past.length;
    while (at > 0 && past[at - 1] > values[cell]) at--;
    past.splice(at, 0, values[cell]);
  }
  return ratios;
}

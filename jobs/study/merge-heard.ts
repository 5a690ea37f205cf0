import type { Heard } from "./heard.ts";

/**
 * Makes alarms of alerts, by bill and in order of time: those of one line within a cool-down of its
 * last alarm are dropped, and so is what was heard before `from`, which mutes nothing.
 */
export function mergeHeard(
  heard: readonly Heard[],
  payer: Uint32Array,
  { from, coolDown }: { readonly from: number; readonly coolDown: number },
): Map<number, Heard[]> {
  const last = new Map<number, number>();
  const bills = new Map<number, Heard[]>();
  const inTime = heard.filter(({ time }) => time >= from);
  inTime.sort((a, b) => a.time - b.time || a.device - b.device || b.score - a.score);
  for (const alert of inTime) {
    const { device, time } = alert;
    if (time - (last.get(device) ?? Number.NEGATIVE_INFINITY) < coolDown) continue;
    last.set(device, time);
    const bill = payer[device];
    const alarms = bills.get(bill);
    if (alarms === undefined) bills.set(bill, [alert]);
    else alarms.push(alert);
  }
  return bills;
}

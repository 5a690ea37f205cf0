import type { ListedAlarm } from "../tasks/listed-alarms.ts";

/** Sums what each alarmed line's period had cost at its first alarm, seed by seed; null: no tariff. */
export function moneyAtFirstAlarms(
  seeds: readonly (readonly Pick<ListedAlarm, "device" | "money">[])[],
): number | null {
  let sum: number | null = null;
  for (const alarms of seeds) {
    const seen = new Set<number>();
    for (const { device, money } of alarms) {
      if (money === null || seen.has(device)) continue;
      seen.add(device);
      sum = (sum ?? 0) + money;
    }
  }
  return sum;
}

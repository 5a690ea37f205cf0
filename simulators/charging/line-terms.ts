import type { PlanSetting } from "../scenario.ts";

/** When the operator stops a line; a safeguard may change it. The tariff, and so the bill, stays as it is. */
export interface LineTerms {
  /** Money rated in a period at which the line is stopped, minor units; 0 = no such stop. */
  moneyStop: number;
  /** Bytes of a period at which it is stopped; 0 = no such stop. */
  volumeStop: number;
  /** It is stopped so many ms after that; null = it never is. */
  lag: number | null;
}

/** The terms that a plan comes with: its caps, and how late they are enforced. */
export function termsOf({ tariff, suspensionLag }: PlanSetting): LineTerms {
  return { moneyStop: tariff.moneyCap, volumeStop: tariff.volumeCap, lag: suspensionLag };
}

/** The smaller of two stops; 0 = none. */
export function tighterStop(a: number, b: number): number {
  if (a === 0 || b === 0) return Math.max(a, b);
  return Math.min(a, b);
}

import type { OperatingPoint } from "../facts.ts";

/**
 * Area under precision over recall in steps: the points in order of falling thresholds, each step of
 * recall at the precision of the point that reaches it. What is never reached adds nothing, and neither
 * does a point that catches no more than those before it: with a cool-down a lower threshold may catch
 * less. A trapezoid would draw lines between points that no threshold gives, and promise too much.
 *
 * Undefined without incidents. O(points).
 */
export function averagePrecision(points: readonly OperatingPoint[]): number {
  let area = 0;
  let reached = 0;
  for (const { recall, precision } of points) {
    if (recall === null) return Number.NaN;
    if (precision === null || recall <= reached) continue;
    area += (recall - reached) * precision;
    reached = recall;
  }
  return area;
}

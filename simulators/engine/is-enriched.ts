import type { Scenario } from "../scenario.ts";

/** Whether cases are spread over the lines, by blocks or by a count, so that the lines are halved. */
export function isEnriched({ enrichment, shares = {} }: Scenario): boolean {
  return (
    enrichment.devicesPerCase > 0 || Object.values(shares).some(({ count }) => count !== undefined)
  );
}

import type { RunPrevalence } from "../run/run-file.ts";

/** Days of a month where a source counts by the month. */
const MONTH = 30;

/**
 * Rates of incidents that come with the package. Nobody publishes how often data runs away, so two
 * are chosen, a factor of ten apart, and the third is the only one that was counted.
 */
export const PREVALENCES: readonly RunPrevalence[] = [
  {
    name: "rare",
    casesPerDeviceDay: 1e-4 / MONTH,
    lookAlikesPerDeviceDay: null,
    source: "chosen: one line of 10,000 a month, 3 a day among a million",
  },
  {
    name: "common",
    casesPerDeviceDay: 1e-3 / MONTH,
    lookAlikesPerDeviceDay: null,
    source: "chosen: one line of 1,000 a month, ten times as many as rare",
  },
  {
    name: "fraud-2006",
    casesPerDeviceDay: 12 / 7 / 700_000,
    lookAlikesPerDeviceDay: null,
    source:
      "12 frauds confirmed in a week among 700,000 lines in Portugal (Alves et al., DMBA 2006): calls, not data",
  },
];

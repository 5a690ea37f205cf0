import type { Tariff } from "../../datasets/tariff.ts";
import type { Scenario } from "../../simulators/scenario.ts";

const free: Tariff = {
  name: "free",
  summary: "costs nothing",
  source: "made for tests",
  currency: "CNY",
  kind: "overage",
  groups: {},
  moneyCap: 0,
  volumeCap: 0,
  period: "month",
};

/** A plain scenario in which no incident happens: 1 November 2015 at midnight in China. */
export function aScenario(changes: Partial<Scenario> = {}): Scenario {
  return {
    name: "plain",
    summary: "nothing happens",
    level: "L0",
    preset: "cn2024",
    from: Date.UTC(2015, 9, 31, 16),
    utcOffset: 480,
    days: 30,
    warmUpDays: 0,
    devices: 100,
    holidays: [],
    plans: [
      {
        name: "free",
        share: 1,
        tariff: free,
        suspensionLag: null,
        reinstated: "next-morning",
        usedAtStart: 0,
      },
    ],
    network: { down: 40_000_000, up: 12_000_000, sigma: 0.6, contention: false },
    models: {},
    incidents: {},
    lookAlikes: {},
    enrichment: { devicesPerCase: 0, lookAlikesPerCase: 0 } as Scenario["enrichment"],
    pinned: [],
    safeguards: [],
    without: [],
    charging: {
      volumeLimit: 50 * 1_048_576,
      overshoot: 1024,
      timeLimit: 3_600_000,
      idleRelease: 1_800_000,
      mediationDelay: 600_000,
    },
    observation: {
      p2pRecall: 0.4,
      flowLoss: 0,
      probeDelay: 1000,
      interim: 600_000,
      lostStop: 0,
    } as Scenario["observation"],
    wlanClosures: [],
    split: { calibration: 0.4 },
    ...changes,
  };
}

/** What is swept, and the tests that are meant to notice: those by meaning, which run the source. */
export const TARGETS = {
  "datasets/billing": [
    "test/datasets/billing/rating.test.ts",
    "test/datasets/billing/tariff-file.test.ts",
    "test/datasets/billing/tariffs/catalogue.test.ts",
  ],
  "simulators/charging": [
    "test/simulators/charging/books.test.ts",
    "test/simulators/charging/bearer.test.ts",
    "test/simulators/shared-bundle.test.ts",
    "test/simulators/engine/engine.test.ts",
    "test/simulators/engine/costs.test.ts",
  ],
  "simulators/network": [
    "test/simulators/network/link.test.ts",
    "test/simulators/network/contention.test.ts",
    "test/simulators/engine/engine.test.ts",
    "test/simulators/models/incidents.test.ts",
    "test/simulators/models/look-alikes.test.ts",
  ],
  "simulators/life": ["test/simulators/life/life.test.ts", "test/simulators/life/persona.test.ts"],
  "simulators/behaviour": [
    "test/simulators/behaviour/largest-remainder.test.ts",
    "test/simulators/models/look-alikes.test.ts",
    "test/simulators/models/incidents.test.ts",
    "test/simulators/models/normal/sessions.test.ts",
    "test/simulators/models/normal/background.test.ts",
  ],
  "bench/scoring": [
    "test/bench/scoring/score-tally.test.ts",
    "test/bench/scoring/latency.test.ts",
    "test/bench/scoring/shared-bill.test.ts",
    "test/bench/scoring-vectors.test.ts",
    "test/bench/scoring-rules.test.ts",
    "test/bench/prevalence.test.ts",
    "test/bench/decided-law.test.ts",
    "test/bench/floors.test.ts",
    "test/bench/properties.test.ts",
  ],
  "bench/thresholds": [
    "test/bench/thresholds/threshold-walk.test.ts",
    "test/bench/thresholds/calibrate.test.ts",
    "test/bench/scoring-vectors.test.ts",
    "test/bench/scoring-rules.test.ts",
    "test/bench/properties.test.ts",
  ],
};

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
    "test/bench/scoring-vectors.test.ts",
    "test/bench/scoring-rules.test.ts",
    "test/bench/properties.test.ts",
  ],
};

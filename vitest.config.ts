import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: {
      include: ["{datasets,simulators,detectors,bench,cli}/**/*.ts", "index.ts", "testing.ts"],
    },
  },
});

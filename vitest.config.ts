import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/build-first.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Files of one worker share their modules: loading them anew for each is a sixth of the time.
    isolate: false,
    // Much of the time goes by waiting for programs that a test has started.
    maxWorkers: 3,
    coverage: {
      include: ["{datasets,simulators,detectors,bench,cli}/**/*.ts", "index.ts", "testing.ts"],
    },
  },
});

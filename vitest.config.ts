import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a minute or more: what begins last of them is waited for by one worker alone. */
const LONG = [
  "recipes",
  "jobs/audit-of-city",
  "golden/golden",
  "bench/run/bench",
  "spark/local-cluster",
];

/** Begins with the long files; by themselves, large files come first where no run is remembered. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      LONG.some((name) => moduleId.endsWith(`/test/${name}.test.ts`));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

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
    sequence: { sequencer: LongFirst },
    coverage: {
      include: ["{datasets,simulators,detectors,bench,cli}/**/*.ts", "index.ts", "testing.ts"],
    },
  },
});

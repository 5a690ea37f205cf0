// Holds one vitest open for the sweep: told which file changed, it runs the tests of a target again.
import { createVitest } from "vitest/node";

const vitest = await createVitest("test", {
  root: process.argv[2],
  watch: false,
  bail: 1,
  maxWorkers: 1,
  // In the process of the runner, so that a test that never ends dies with it.
  pool: "threads",
  globalSetup: [],
  reporters: [{}],
  testTimeout: 20_000,
});

process.on("message", async ({ changed, tests }) => {
  for (const file of changed) vitest.invalidateFile(file);
  vitest.state.filesMap.clear();
  const specifications = (await vitest.globTestSpecifications(tests)).filter(({ moduleId }) =>
    tests.some((test) => moduleId.endsWith(test)),
  );
  if (specifications.length !== tests.length) throw new Error(`tests are missing of ${tests}`);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true);
  const killers = testModules.filter((module) => !module.ok()).map(({ moduleId }) => moduleId);
  process.send({ killers, errors: unhandledErrors.length });
});
process.send("ready");

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

const root = join(import.meta.dirname, "..");

/**
 * Builds dist/ before the tests where it was not made from these sources, and again before a rerun:
 * commands, workers and plug-ins run dist/, and would show green whatever was edited.
 */
export default function buildFirst(project: TestProject): void {
  build();
  project.onTestsRerun(async () => build());
}

function build(): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "build.mjs"), "--if-changed"],
    { encoding: "utf8" },
  );
  if (status === 0) return;
  throw new Error(
    `dist/ is older than the sources and can't be built, so no test was run\n${stdout}${stderr}`,
  );
}

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

/** A python that has the packages, or null and why there is none. */
export function findPython(...packages: readonly string[]): { python: string | null; why: string } {
  for (const python of ["python3", "python"]) {
    try {
      execFileSync(python, ["-c", `import ${packages.join(", ")}`], { stdio: "pipe" });
      return { python, why: "" };
    } catch {
      // The next name is tried; when none works the test says that it was skipped.
    }
  }
  return { python: null, why: `: SKIPPED, no python3 with ${packages.join(" and ")} at hand` };
}

/** The polars for node of perf/peers, or null and why it can't be loaded. */
export function findNodePolars(): { pl: unknown; why: string } {
  try {
    const peers = join(import.meta.dirname, "../../../perf/peers/package.json");
    return { pl: createRequire(peers)("nodejs-polars"), why: "" };
  } catch {
    return { pl: null, why: ": SKIPPED, npm ci in perf/peers installs it" };
  }
}

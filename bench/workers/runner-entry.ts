import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Finds the compiled entry of a child process. Child processes run compiled code only, so a test
 * that runs the sources themselves finds the entry in dist/; throws when nothing was built.
 */
export function runnerEntry(name: keyof typeof ENTRIES): string {
  const beside = fileURLToPath(new URL(`../${ENTRIES[name]}`, import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL(`../../dist/bench/${ENTRIES[name]}`, import.meta.url));
  if (existsSync(built)) return built;
  throw new Error(`${built}: is missing, child processes run compiled code (npm run build)`);
}

const ENTRIES = {
  "catalogue-child": "workers/catalogue-child.js",
  "sandbox-child": "runners/sandbox-child.js",
} as const;

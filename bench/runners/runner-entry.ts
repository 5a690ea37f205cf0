import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Finds the compiled entry of a child process. Child processes run compiled code only, so a test
 * that runs the sources themselves finds the entry in dist/; throws when nothing was built.
 */
export function runnerEntry(name: "sandbox-child" | "catalogue-child"): string {
  const beside = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL(`../../dist/bench/runners/${name}.js`, import.meta.url));
  if (existsSync(built)) return built;
  throw new Error(`${built}: is missing, child processes run compiled code (npm run build)`);
}

// Compiles the package to dist/ and lays the named datasets (YAML) beside the code that reads them.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = import.meta.dirname;
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));

rmSync(join(root, "dist"), { recursive: true, force: true });
execFileSync(process.execPath, [join(typescript, "bin/tsc"), "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
const scenarios = "datasets/scenarios";
mkdirSync(join(root, "dist", scenarios), { recursive: true });
for (const name of readdirSync(join(root, scenarios))) {
  if (name.endsWith(".yaml"))
    copyFileSync(join(root, scenarios, name), join(root, "dist", scenarios, name));
}
const main = join(root, "dist/cli/main.js");
if (existsSync(main)) chmodSync(main, 0o755);

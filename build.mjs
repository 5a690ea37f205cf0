// Compiles the package to dist/ and lays the named datasets (YAML) beside the code that reads them.
// With --if-changed it stops at once where dist/ was made from the very sources that lie here.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundlePackages } from "./bundle-packages.mjs";

const root = import.meta.dirname;
const scenarios = "datasets/scenarios";
const strategies = "datasets/strategies";
// Times of files do not tell: a checkout, a copy or a restored file can be older than what it replaces.
const stamp = join(root, "dist/.sources");

function hashOfSources() {
  const { include } = JSON.parse(readFileSync(join(root, "tsconfig.build.json"), "utf8"));
  const hash = createHash("sha256");
  const settings = ["build.mjs", "bundle-packages.mjs", "package.json", "package-lock.json"];
  settings.push("tsconfig.json", "tsconfig.build.json");
  for (const entry of [...settings, ...include]) {
    const files = entry.includes(".")
      ? [entry]
      : readdirSync(join(root, entry), { recursive: true })
          .filter((file) => /\.(ts|yaml)$/.test(file) && !/node_modules|\.venv/.test(file))
          .map((file) => join(entry, file))
          .sort();
    for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

// Taken before compiling: what is edited meanwhile is not in dist/.
const sources = hashOfSources();
const isBuilt = existsSync(stamp) && readFileSync(stamp, "utf8") === sources;
if (isBuilt && process.argv.includes("--if-changed")) process.exit(0);

rmSync(join(root, "dist"), { recursive: true, force: true });
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
try {
  execFileSync(process.execPath, [join(typescript, "bin/tsc"), "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
} catch {
  process.exit(1); // the compiler has said why
}
for (const folder of [scenarios, strategies]) {
  mkdirSync(join(root, "dist", folder), { recursive: true });
  for (const name of readdirSync(join(root, folder))) {
    if (name.endsWith(".yaml"))
      copyFileSync(join(root, folder, name), join(root, "dist", folder, name));
  }
}
await bundlePackages(root);
const main = join(root, "dist/cli/main.js");
if (existsSync(main)) chmodSync(main, 0o755);
writeFileSync(stamp, sources);

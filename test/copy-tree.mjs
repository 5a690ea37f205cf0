import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const LEFT_OUT = /^(\.git|node_modules|runs|coverage|docs\/img)(\/|$)|node_modules|\.venv/;

/** Copies the tree, dist/ too, to a folder; packages are linked. */
export function copyTree(folder) {
  cpSync(root, folder, {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !LEFT_OUT.test(path.slice(root.length + 1)),
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
}

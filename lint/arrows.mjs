// Holds the arrows inside a room: a contract lies above the folder whose files build on it, so it may
// not import from that folder in turn, types neither: the two could only be read together. A
// catalogue or an index lists what lies below, which is no arrow.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";

const ROOMS = ["datasets", "simulators", "detectors", "bench", "jobs", "cli", "perf"];
const IMPORT = /(?:^|\n)(?:import|export)\b[^;]*?from "(\.[^"]+)"|import\("(\.[^"]+)"\)/g;
const LISTS = new Set(["index.ts", "catalogue.ts"]);

/** Reads which file of the tree imports which, types too, as paths from its root. */
function importsOf(root) {
  const found = [];
  for (const room of ROOMS) {
    if (!existsSync(join(root, room))) continue;
    for (const entry of readdirSync(join(root, room), { recursive: true })) {
      const file = join(room, entry);
      if (!file.endsWith(".ts") || file.includes("node_modules")) continue;
      for (const match of readFileSync(join(root, file), "utf8").matchAll(IMPORT)) {
        found.push({ file, target: normalize(join(dirname(file), match[1] ?? match[2])) });
      }
    }
  }
  return found;
}

const isList = (path) => LISTS.has(basename(path));

/** Below a folder, not in it. */
const isBelow = (path, folder) => path.startsWith(`${folder}/`) && dirname(path) !== folder;

/** Folder right below that one in which the file lies, at whatever depth. */
const roomBelow = (file, folder) => `${folder}/${file.slice(folder.length + 1).split("/")[0]}`;

/** Lists imports by which a file and a folder below it build on each other. */
function arrowsUp(imports) {
  const builtOn = new Set(
    imports
      .filter(({ file, target }) => isBelow(file, dirname(target)) && !isList(target))
      .map(({ file, target }) => `${roomBelow(file, dirname(target))} ${target}`),
  );
  return imports.filter(({ file, target }) => {
    const folder = dirname(file);
    return (
      isBelow(target, folder) &&
      !isList(file) &&
      builtOn.has(`${roomBelow(target, folder)} ${file}`)
    );
  });
}

// Run by `npm run check`, with the tree's root as its argument where that is not the working folder.
if (process.argv[1] === import.meta.filename) {
  const faults = arrowsUp(importsOf(process.argv[2] ?? "."));
  for (const { file, target } of faults) {
    console.error(
      `${file}: must not import from ${target}, in a folder that builds on ${basename(file)}; move what both need beside it or further down`,
    );
  }
  process.exit(faults.length > 0 ? 1 : 0);
}

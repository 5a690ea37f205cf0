import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { failure } from "./failure.ts";
import { holdsDataset, mustStay } from "./must-stay.ts";

type Manifest = Partial<
  Record<"dependencies" | "peerDependencies" | "optionalDependencies", Record<string, string>>
>;

/**
 * Lists the folders of a package that a module in `from` imports, and of all that it depends on, as
 * node finds them: upwards, in `node_modules`.
 *
 * A package that is a link out of its `node_modules`, as `npm link` and workspaces make them, is
 * refused by name, since nothing would bound what can be read behind it. A check-out of billshock may
 * be linked as long as it holds no dataset.
 */
export function packageReads(specifier: string, from: string): readonly string[] {
  const reads = new Set<string>();
  const wanted: (readonly [name: string, from: string])[] = [[nameOf(specifier), from]];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    const [name, importer] = next;
    const modules = modulesWith(name, importer);
    if (modules === null) continue;
    const path = join(modules, name);
    const real = realpathSync(path);
    if (reads.has(real + sep)) continue;
    if (!real.startsWith(modules + sep)) {
      if (name === "billshock" && !holdsDataset(real)) {
        // A check-out that is linked: what it reads of its own lies in dist, which it may anyway.
        reads.add(path + sep);
        continue;
      }
      throw failure(
        "invalid",
        `${relative(dirname(modules), path)} is a link that leaves ${modules}, to ${real}: install the package in its place`,
      );
    }
    mustStay(real, modules);
    reads.add(real + sep).add(path + sep);
    const manifest = JSON.parse(readFileSync(join(real, "package.json"), "utf8")) as Manifest;
    const { dependencies, peerDependencies, optionalDependencies } = manifest;
    for (const each of [dependencies, peerDependencies, optionalDependencies]) {
      for (const dependency of Object.keys(each ?? {})) wanted.push([dependency, real]);
    }
  }
  return [...reads];
}

function nameOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** The nearest `node_modules` upwards that has the package, by its real path; null without one. */
function modulesWith(name: string, from: string): string | null {
  for (let at = from; ; at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(join(modules, name, "package.json"))) return realpathSync(modules);
    if (at === dirname(at)) return null;
  }
}

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rolldown } from "rolldown";

/** How tsc writes what is taken from a package: names, a default, or both. */
const IMPORT = /^(import|export) (?:(\w+)(?:, | ))?(?:\{([^}]*)\} )?from "([^"]+)";/gm;
/** Loaded seldom, and only after a wait that is longer anyway. */
const LEFT_OUT = /^(\.|node:|billshock|vega|tinybench$|vitest$)/;

/**
 * Lays one file for each package that dist/ imports into dist/packages/, and has dist/ import that:
 * opening the hundreds of files of their own takes longer than most commands do. Only what dist/ asks
 * for by name is in it, and their licences lie beside.
 */
export async function bundlePackages(root) {
  const dist = join(root, "dist");
  const files = readdirSync(dist, { recursive: true })
    .filter((file) => file.endsWith(".js"))
    .map((file) => join(dist, file));
  const names = new Map();
  for (const file of files) {
    for (const [, , byDefault, list, name] of readFileSync(file, "utf8").matchAll(IMPORT)) {
      if (LEFT_OUT.test(name)) continue;
      const wanted = names.get(name) ?? names.set(name, new Set()).get(name);
      if (byDefault !== undefined) wanted.add("default");
      for (const each of (list ?? "").split(",")) wanted.add(each.trim().split(" as ")[0]);
      wanted.delete("");
    }
  }
  const bundled = await bundle(root, names);
  writeLicences(root, bundled);
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const changed = text.replace(IMPORT, (whole, ...[, , , name]) => {
      if (!names.has(name)) return whole;
      const path = relative(dirname(file), join(dist, "packages", fileOf(name)));
      return whole.replace(`"${name}"`, `"${path.startsWith(".") ? path : `./${path}`}"`);
    });
    if (changed !== text) writeFileSync(file, changed);
  }
}

const fileOf = (name) => `${name.replaceAll("/", "-")}.js`;

/** Bundles the names of each package, and tells the files that went in. */
async function bundle(root, names) {
  // A package in CommonJS tells its names only when it runs, so each is asked for by name.
  const entry = "\0names of ";
  const asked = {
    name: "asked",
    resolveId: (id) => (id.startsWith(entry) ? id : null),
    load(id) {
      if (!id.startsWith(entry)) return null;
      const name = id.slice(entry.length);
      return `export { ${[...names.get(name)].sort().join(", ")} } from ${JSON.stringify(name)};`;
    },
  };
  const made = await rolldown({
    cwd: root,
    input: Object.fromEntries([...names.keys()].map((name) => [fileOf(name), entry + name])),
    platform: "node",
    plugins: [asked],
  });
  const { output } = await made.write({
    dir: join(root, "dist/packages"),
    entryFileNames: "[name]",
    chunkFileNames: "shared-[name].js",
  });
  await made.close();
  return output.flatMap(({ moduleIds }) => moduleIds ?? []).filter((id) => !id.startsWith("\0"));
}

function writeLicences(root, files) {
  const folder = /^.*node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/;
  const folders = new Set(files.map((file) => folder.exec(file)[0]));
  const texts = [...folders].sort().map(licenceOf);
  writeFileSync(join(root, "dist/packages/LICENCES.txt"), `${texts.join("\n\n---\n\n")}\n`);
}

function licenceOf(folder) {
  const read = (file) => readFileSync(join(folder, file), "utf8").trim();
  const { name, version, license } = JSON.parse(read("package.json"));
  const notices = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = notices.map(read);
  if (texts.length === 0) {
    // Some say it at the end of their page only.
    const said = /^(#+ licen[cs]e|licen[cs]e.*\n-+$)[\s\S]*/im.exec(read("README.md"))?.[0];
    if (said === undefined)
      throw new Error(`${folder}: must hold its licence, or it can't be bundled`);
    texts.push(said);
  }
  return [`${name} ${version} (${license ?? "see below"})`, ...texts].join("\n\n");
}

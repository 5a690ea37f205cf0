import { readFileSync } from "node:fs";

let version: string | undefined;

/** Names what wrote a dataset: this package's version and Node's. */
export function toolVersion(): { readonly billshock: string; readonly node: string } {
  version ??= packageVersion();
  return { billshock: version, node: process.versions.node };
}

function packageVersion(): string {
  // Beside the sources' folder, and beside dist/.
  for (const place of ["../../package.json", "../../../package.json"]) {
    try {
      const { name, version } = JSON.parse(
        readFileSync(new URL(place, import.meta.url), "utf8"),
      ) as { readonly name?: string; readonly version?: string };
      if (name === "billshock" && version !== undefined) return version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return "unknown";
}

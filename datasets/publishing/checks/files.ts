import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../../dataset.ts";
import { fileHash } from "../../format/file-hash.ts";
import type { Findings } from "./finding.ts";

/**
 * Checks that each file is there with the bytes and sha256 that the manifest names, and that none
 * lies beside them unnamed. Reads every file once, through one buffer.
 */
export function checkFiles({ dir, manifest }: Dataset, findings: Findings): void {
  for (const [file, { bytes, sha256 }] of Object.entries(manifest.files)) {
    const path = join(dir, file);
    if (!existsSync(path)) {
      findings.add({ level: "error", check: "files", file, message: "is missing" });
      continue;
    }
    const { size } = statSync(path);
    if (size !== bytes) {
      const message = `must have ${bytes} bytes, got ${size}`;
      findings.add({ level: "error", check: "files", file, message });
    } else if (fileHash(path) !== sha256) {
      findings.add({ level: "error", check: "files", file, message: "has another sha256" });
    }
  }
  for (const folder of ["views", "truth"]) {
    if (!existsSync(join(dir, folder))) continue;
    for (const entry of readdirSync(join(dir, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(dir.length).replaceAll("\\", "/");
      const file = path.replace(/^\/+/, "");
      if (entry.isDirectory() || manifest.files[file] !== undefined) continue;
      findings.add({ level: "warning", check: "files", file, message: "is not in the manifest" });
    }
  }
}

import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../../dataset.ts";
import type { Findings } from "./finding.ts";

/**
 * Checks that each file is there with the bytes and sha256 that the manifest names, and that none
 * lies beside them unnamed. Reads every file once, through one buffer.
 */
export function checkFiles({ dir, manifest }: Dataset, findings: Findings): void {
  const buffer = Buffer.alloc(1 << 20);
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
    } else if (hashFile(path, buffer) !== sha256) {
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

function hashFile(path: string, buffer: Buffer): string {
  const hash = createHash("sha256");
  const fd = openSync(path, "r");
  try {
    for (;;) {
      const count = readSync(fd, buffer, 0, buffer.length, null);
      if (count === 0) return hash.digest("hex");
      hash.update(buffer.subarray(0, count));
    }
  } finally {
    closeSync(fd);
  }
}

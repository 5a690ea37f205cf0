import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readSync } from "node:fs";

const BUFFER_BYTES = 1_048_576;

/** SHA-256 of a file, however large, read through one buffer; null where there is none. */
export function fileHash(path: string): string | null {
  if (!existsSync(path)) return null;
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
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

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileHash } from "../../../datasets/format/file-hash.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-hash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the hash of a file", () => {
  it.each([0, 1, 1_048_576, 3_000_001])("of %i bytes is that of all its bytes", (length) => {
    const bytes = Buffer.from(Uint8Array.from({ length }, (_, i) => i >> (i % 5)));
    const path = join(folder, `of-${length}`);
    writeFileSync(path, bytes);
    expect(fileHash(path)).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("is null where there is no file", () => {
    expect(fileHash(join(folder, "none"))).toBeNull();
  });
});

import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";

const CHUNK = 1 << 20;

/**
 * Hashes the files that a shell command names, so that an edited program is known for another. A
 * file is any word of it, bare, in quotes or behind a sign such as `=` or `<`, that is one as seen
 * from this folder. What those files read in turn, and programs that the shell looks up in PATH, are
 * not known. Returns each path with its SHA-256, null where it can not be read.
 *
 * @example
 * commandFiles("awk -f examples/night-hour.awk")[0][0]; // "examples/night-hour.awk"
 */
export function commandFiles(command: string): [string, string | null][] {
  const quoted = [...command.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b);
  const escaped = command.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const words = [
    ...command.split(/[\s"'`=;|&<>(){}]+/),
    ...escaped.map((word) => word.replace(/\\(.)/g, "$1")),
    ...quoted,
  ];
  return [...new Set(words)]
    .filter(isFile)
    .sort()
    .map((word) => [word, contentHash(word)]);
}

/** A word may be a whole program in quotes, too long for a name. */
function isFile(word: string): boolean {
  try {
    return statSync(word).isFile();
  } catch {
    return false;
  }
}

/** By chunks, since it may be a model of gigabytes; null where it may be run but not read. */
function contentHash(path: string): string | null {
  const hash = createHash("sha256");
  try {
    const file = openSync(path, "r");
    try {
      const chunk = Buffer.alloc(CHUNK);
      for (let n = 1; n > 0; ) {
        n = readSync(file, chunk);
        hash.update(chunk.subarray(0, n));
      }
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
  return hash.digest("hex");
}

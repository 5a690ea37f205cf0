import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { temporaryName } from "./temporaries.ts";

/**
 * Writes a file whole and never over another, so that of several writers the first has written it;
 * makes its folder. It has reached the disk when this returns; false where a file is there already,
 * which stays as it is. On file systems without hard links two that write in the same moment may both
 * be told true, and one file stands.
 */
export function writeOnce(path: string, text: string | Uint8Array): boolean {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, text, { flush: true });
    return place(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
    syncFolder(folder);
  }
}

function place(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EXDEV"].includes(code)) {
      throw error;
    }
    renameSync(temporary, path);
    return true;
  }
}

function syncFolder(folder: string): void {
  // Windows opens no directories.
  if (process.platform === "win32") return;
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

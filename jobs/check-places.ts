import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Makes sure that a folder is there or can be made; `what` is the flag that names it. */
export function mustBecomeFolder(what: string, path: string): void {
  let place = resolve(path);
  while (!existsSync(place)) place = dirname(place);
  if (!statSync(place).isDirectory()) {
    throw new RangeError(`${what}: must be a folder, ${place} is a file`);
  }
  mustBeWritable(what, place);
}

/** Makes sure that a file can be written, in a folder that is there or can be made. */
export function mustBecomeFile(what: string, path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new RangeError(`${what}: must be a file, ${path} is a folder`);
  }
  mustBecomeFolder(what, dirname(resolve(path)));
}

function mustBeWritable(what: string, folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new RangeError(`${what}: ${folder} must be writable, and is not`, { cause: error });
  }
}

import { join } from "node:path";

/** Folder of the sources, also when this runs from dist/. */
export const ROOT = import.meta.url.endsWith(".ts")
  ? join(import.meta.dirname, "..")
  : join(import.meta.dirname, "../..");

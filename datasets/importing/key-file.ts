import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvField } from "../csv-field.ts";

/** Path of the key below a dataset. It is in no manifest and no export. */
export const KEY_PATH = "private/keys.csv";

/**
 * Writes which identifiers each device number stands for, readable by its owner alone (0600, in a
 * folder of 0700). It is the only place of a dataset that names a person.
 */
export function writeKeyFile(dir: string, identifiers: readonly (readonly string[])[]): void {
  const path = join(dir, KEY_PATH);
  mkdirSync(join(dir, "private"), { mode: 0o700, recursive: true });
  const lines = identifiers.flatMap((names, device) =>
    names.map((name) => `${device},${csvField(name)}`),
  );
  writeFileSync(path, `${["device,identifier", ...lines].join("\n")}\n`, {
    mode: 0o600,
    flag: "wx",
  });
}

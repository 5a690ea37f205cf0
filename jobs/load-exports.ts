import { pathToFileURL } from "node:url";

/** What a file of the user's must export. */
export interface ExportRule<T> {
  readonly isUnit: (value: unknown) => value is T;
  /** What such a unit is called and must have, for the user. */
  readonly what: string;
}

/**
 * Imports the user's files and returns the units that each exports, by whatever names. Throws a
 * RangeError where one can't be loaded, or has none.
 */
export async function loadExports<T>(
  files: readonly string[],
  { isUnit, what }: ExportRule<T>,
): Promise<readonly { readonly file: string; readonly unit: T }[]> {
  const found: { file: string; unit: T }[] = [];
  for (const file of files) {
    const exported: Record<string, unknown> = await import(pathToFileURL(file).href).catch(
      (cause: unknown) => {
        const reason = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0];
        throw new RangeError(`${file}: can't be loaded: ${reason}`, { cause });
      },
    );
    const units = [...new Set(Object.values(exported))].filter(isUnit);
    if (units.length === 0) throw new RangeError(`${file}: must export a ${what}`);
    for (const unit of units) found.push({ file, unit });
  }
  return found;
}

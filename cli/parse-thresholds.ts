import { UsageError } from "./usage-error.ts";

/** The number follows the last sign of equality: options of a name have some of their own. */
export function thresholdsOf(
  given: readonly string[],
  where: string,
): Readonly<Record<string, string>> {
  const thresholds: Record<string, string> = {};
  for (const each of given) {
    const at = each.lastIndexOf("=");
    const name = each.slice(0, at).trim();
    const value = each.slice(at + 1).trim();
    if (at < 1 || name === "" || value === "") {
      throw new UsageError(
        `${where}: --threshold must be NAME=VALUE such as rate-window=2GB, got ${each}`,
      );
    }
    if (Object.hasOwn(thresholds, name)) {
      throw new UsageError(`${where}: --threshold is given twice for ${name}`);
    }
    thresholds[name] = value;
  }
  return thresholds;
}

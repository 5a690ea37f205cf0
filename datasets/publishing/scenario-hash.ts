import { createHash } from "node:crypto";

/**
 * Hashes a resolved scenario: sha256, in hex, of its JSON with all keys sorted, so that two
 * scenarios that mean the same have the same hash however their objects were built. The order of
 * incidents and look-alikes does mean something (earlier kinds choose their lines first) and is
 * hashed too.
 */
export function scenarioHash(scenario: {
  readonly incidents: Readonly<Record<string, unknown>>;
  readonly lookAlikes: Readonly<Record<string, unknown>>;
}): string {
  const order = [Object.keys(scenario.incidents), Object.keys(scenario.lookAlikes)];
  const json = JSON.stringify(sorted({ ...scenario, order }));
  return createHash("sha256").update(json).digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}

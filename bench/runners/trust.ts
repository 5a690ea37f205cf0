import type { Runnable } from "./runnable.ts";

/** How far a row can be believed to rest on what its detector had been given, and no more. */
export interface Trust {
  readonly sandbox: "ours" | "sandboxed" | "not sandboxed";
  readonly causality: "checked" | "partly";
  /** What was checked, and what can't be. */
  readonly causalityNote: string;
}

/**
 * Tells what a row may claim whose alarms come from the given detectors, one or those of a combiner:
 * no more than the least fenced of them. Outside a sandbox code may open any file, so that nothing
 * but the order of delivery was checked.
 */
export function trustOf(members: readonly Pick<Runnable, "sandbox" | "spec">[]): Trust {
  const has = (kind: Trust["sandbox"]) => members.some(({ sandbox }) => sandbox === kind);
  const open = has("not sandboxed");
  const isFleet = members.some(({ spec }) => spec.scope === "fleet");
  const again = isFleet ? "all rows were" : "a sample of lines was";
  const checked = `rows came batch by batch, each answered before the next, and ${again} scored again at cuts drawn afterwards`;
  return {
    sandbox: open ? "not sandboxed" : has("sandboxed") ? "sandboxed" : "ours",
    causality: open ? "partly" : "checked",
    causalityNote: open
      ? `checked: ${checked}; can't be checked: whether it read files, as it ran outside a sandbox`
      : `checked: ${checked}; can't be checked: what its author knew of the data beforehand`,
  };
}

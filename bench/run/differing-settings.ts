import type { RunFile } from "./run-file.ts";

/** What a run was told and made on: enough to say whether two runs answer the same question. */
export type RunInputs = Pick<RunFile, "budget" | "capacity" | "settings"> & {
  readonly datasets: readonly Pick<
    RunFile["datasets"][number],
    "name" | "seed" | "logicalHash" | "calibrationOnly"
  >[];
};

/** A setting in which two runs differ, in words: `cool-down: 24h, 1h`. */
export interface Difference {
  readonly setting: string;
  /** One for each run, in their order. */
  readonly values: readonly string[];
}

/** Settings that end a run or not, and change no number of one that ended well. */
const LIMITS = ["timeoutMs", "memoryBytes"];

/**
 * Names the settings in which runs differ, and the datasets of one name that are not the same data:
 * their numbers can't be compared. A setting that one of them does not have counts as differing.
 */
export function differingSettings(runs: readonly RunInputs[]): Difference[] {
  const told = runs.map(({ budget, capacity, settings }): Record<string, unknown> => {
    const own = Object.entries(settings).filter(([name]) => !LIMITS.includes(name));
    return { budget, capacity, ...Object.fromEntries(own) };
  });
  const names = [...new Set(told.flatMap((settings) => Object.keys(settings)))];
  const settings = names.map((name) => ({
    setting: name,
    values: told.map((each) => worded(each[name])),
  }));
  const datasets = [...new Set(runs.flatMap((run) => run.datasets.map(({ name }) => name)))]
    .map((name) => ({
      setting: `data of ${name}`,
      values: runs.flatMap((run) => dataOf(run, name) ?? []),
    }))
    .filter(({ values }) => values.length > 1);
  return [...settings, ...datasets].filter(({ values }) => new Set(values).size > 1);
}

/** Seeds and hashes of one dataset in a run; null where it was not part of it. */
function dataOf({ datasets }: RunInputs, name: string): string | null {
  const own = datasets.filter((each) => each.name === name);
  if (own.length === 0) return null;
  return own
    .map(
      ({ seed, logicalHash }) =>
        `${seed === null ? "" : `seed ${seed} `}${logicalHash.slice(0, 12)}`,
    )
    .sort()
    .join(" + ");
}

function worded(value: unknown): string {
  if (value === undefined) return "not said";
  if (value === null) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Says differences in one line each, for a table's notes or an error. */
export function wordedDifference({ setting, values }: Difference): string {
  return `${setting}: ${values.join(", ")}`;
}

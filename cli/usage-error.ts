import { BrokenDataset } from "../datasets/format/broken-dataset.ts";

/**
 * Says that the command line or a file named on it is wrong. The shell prints the message alone and
 * exits with 2; every other error is a failure of the run.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Runs what only checks the user's words, and turns a RangeError that it throws into a UsageError:
 * library folders know no command line and throw RangeErrors.
 */
export function blameUser<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw asUsage(error);
  }
}

/** Does for work that takes its time what {@link blameUser} does for a check. */
export async function blameUserLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asUsage(error);
  }
}

function asUsage(error: unknown): unknown {
  const isUsers = error instanceof RangeError && !(error instanceof BrokenDataset);
  return isUsers ? new UsageError(error.message, { cause: error }) : error;
}

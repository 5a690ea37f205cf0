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
    if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

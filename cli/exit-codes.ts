/** What each exit code of the command line says; docs/exit-codes.md and `--help` tell the same. */
export const EXIT_CODES: readonly (readonly [code: string, meaning: string])[] = [
  ["0", "done"],
  ["1", "failed, or one detector of a bench did"],
  ["2", "called wrongly: a flag, a name, a scenario or a file given"],
  ["3", "a dataset is broken, or invalid"],
  ["99", "done, but a gate (--expect, --baseline) was missed"],
  ["130", "stopped by SIGINT (Ctrl-C)"],
  ["143", "stopped by SIGTERM"],
];

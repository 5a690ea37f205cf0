/** How a detector's run on one dataset and view came out. */
export type RunStatus = "ok" | "error" | "timeout" | "oom" | "invalid" | "not-evaluable";

/** A run that did not come to scores, and why. */
export interface Failure {
  readonly status: Exclude<RunStatus, "ok">;
  /** One sentence without a period: what was seen, and where. */
  readonly reason: string;
}

const MARK = Symbol("failure");

/** Makes an error that carries a run's status, so that it can be thrown through other people's code. */
export function failure(status: Failure["status"], reason: string): Error {
  return Object.assign(new Error(reason), { [MARK]: status });
}

/** Tells what went wrong: our own failures by their status, everything else as `error`. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Error) {
    const status = (thrown as { [MARK]?: Failure["status"] })[MARK];
    if (status) return { status, reason: thrown.message };
    return { status: "error", reason: firstLine(`${thrown.name}: ${thrown.message}`) };
  }
  return { status: "error", reason: firstLine(`threw ${String(thrown)}`) };
}

/** Whether an error is one of ours, made by `failure`. */
export function isFailure(thrown: unknown): boolean {
  return thrown instanceof Error && MARK in thrown;
}

function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 300 ? `${line.slice(0, 300)}...` : line;
}

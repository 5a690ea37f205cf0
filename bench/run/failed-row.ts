import type { DetectorRow, GateResult } from "./run-file.ts";

/**
 * What a gate says of a row without numbers: its status and the reason. A detector that failed is
 * told from one that the data can't show, since a build server counts errors apart.
 */
export function failedRow({
  status,
  reason,
}: Pick<DetectorRow, "status" | "reason">): Pick<GateResult, "found" | "broken"> {
  const found = reason === null ? status : `${status}: ${reason}`;
  return status === "ok" || status === "not-evaluable" ? { found } : { found, broken: true };
}

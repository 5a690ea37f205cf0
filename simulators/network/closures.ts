import type { EnforcementRow } from "../../datasets/enforcement.ts";
import type { AccountTerms } from "./wlan-account.ts";

/**
 * What was decided about an account whose sessions end when it is closed: a block of new logins ends
 * the sessions of the same clients at its moment.
 */
export function withClosures(
  rows: readonly EnforcementRow[],
  { endsSessions }: Readonly<AccountTerms>,
): readonly EnforcementRow[] {
  if (!endsSessions) return rows;
  return rows.flatMap((row) =>
    row.action === "block-new-login" ? [row, { ...row, action: "disconnect-session" }] : [row],
  );
}

import type { Safeguard } from "../safeguard.ts";

/**
 * Ends the open sessions of a WLAN account at the moment at which it is closed to new logins or its
 * owner changes its password; else they run on until they end (cited: Nanjing, where the service was
 * closed at 07:44 and went on). Clients of the household log in again with the new password.
 *
 * It does nothing by itself: somebody must close the account.
 */
export const disconnectOnClosure: Safeguard<Record<never, never>> = {
  name: "disconnect-on-closure",
  summary: "open sessions end when a WLAN account is closed or its password changes",
  by: "operator",
  claims: [
    {
      kind: "wlan-credential-theft",
      source: "article C: closing the service did not stop it, suspending the line did",
    },
  ],
  params: {},
  apply({ account }) {
    account.endsSessions = true;
  },
};

import type { Safeguard } from "../safeguard.ts";

/**
 * Gives each WLAN account a first password of its own, so that who knows that of one account, or of its
 * block of numbers, gets into no other. A password that was guessed, sold or told lets in as before.
 */
export const uniquePasswords: Safeguard<Record<never, never>> = {
  name: "unique-passwords",
  summary: "no WLAN account has the first password that its block shares",
  by: "operator",
  claims: [
    {
      kind: "account-block-sweep",
      source: "cited: 2013, unchanged first passwords on blocks of students' numbers",
    },
  ],
  params: {},
  apply({ account }) {
    account.ownPassword = true;
  },
};

import type { Safeguard } from "../safeguard.ts";

/**
 * Asks for a code beside the password when somebody logs in to the operator's WLAN. The code goes to
 * the owner's phone, so the household still logs in and a stranger does not.
 */
export const twoFactorLogin: Safeguard<Record<never, never>> = {
  name: "two-factor-login",
  summary: "a WLAN login needs a code from the owner's phone",
  by: "seller",
  claims: [
    { kind: "wlan-credential-theft", source: "article B: two-factor authentication of accounts" },
  ],
  params: {},
  apply({ account }) {
    account.secondFactor = true;
  },
};

import { READER } from "../charging/notice-params.ts";
import { hear } from "../charging/notice-terms.ts";
import type { Safeguard } from "../safeguard.ts";

/**
 * Sends the owner a message when somebody logs in to the WLAN account in a province in which the phone
 * is not: one for each such province and day. Who did not do it changes the password, so strangers log
 * in no more; sessions that are open run on until they end, unless disconnect-on-closure is on. A
 * household that uses the account elsewhere makes messages and nothing else.
 */
export const geoAlert: Safeguard<typeof READER> = {
  name: "geo-alert",
  summary: "a message when somebody logs in to the WLAN account where the phone is not",
  by: "operator",
  claims: [
    {
      kind: "wlan-credential-theft",
      source: "article C: tell of logins from elsewhere, as QQ and WeChat do",
    },
    { kind: "account-block-sweep", source: "chosen: as of stolen accounts" },
  ],
  params: READER,
  apply({ notices }, reader) {
    notices.elsewhere = true;
    hear(notices, reader);
  },
};

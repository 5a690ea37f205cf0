import { PROVINCES } from "../places.ts";
import type { Table } from "../table.ts";
import { LOGIN_METHODS, SESSION_STATUS, TERMINATE_CAUSES } from "../vocabularies.ts";

/** RADIUS accounting of the operator's WLAN: starts, interims and stops of sessions; bytes since the session's previous row. */
export const wlan = {
  name: "wlan",
  summary:
    "RADIUS accounting of the operator's WLAN: starts, interims and stops of sessions; bytes since the session's previous row.",
  columns: [
    { name: "time", kind: "time", summary: "when the row closed" },
    { name: "visibleAt", kind: "time", summary: "when its observer could act on it" },
    { name: "device", kind: "id", summary: "the line that pays" },
    { name: "seq", kind: "id", summary: "ordinal of the row on its device, in order of closing" },
    { name: "start", kind: "time", summary: "when the row opened" },
    { name: "up", kind: "bytes", summary: "bytes that the device sent" },
    { name: "down", kind: "bytes", summary: "bytes that the device received" },
    { name: "account", kind: "id", summary: "the WLAN account" },
    { name: "session", kind: "id", summary: "the session, unique within its device" },
    { name: "status", kind: "category", summary: "Acct-Status-Type", vocabulary: SESSION_STATUS },
    { name: "nas", kind: "id", summary: "the access controller" },
    {
      name: "province",
      kind: "category",
      summary: "where the access controller stands",
      vocabulary: PROVINCES,
    },
    { name: "clientMac", kind: "id", summary: "the client's hardware address, hashed to 32 bits" },
    { name: "octetsUp", kind: "id", summary: "Acct-Input-Octets as sent" },
    { name: "octetsDown", kind: "id", summary: "Acct-Output-Octets as sent" },
    { name: "gigawordsUp", kind: "count", summary: "Acct-Input-Gigawords as sent" },
    { name: "gigawordsDown", kind: "count", summary: "Acct-Output-Gigawords as sent" },
    { name: "sessionTime", kind: "count", summary: "seconds since the session started" },
    {
      name: "method",
      kind: "category",
      summary: "how the client logged in",
      vocabulary: LOGIN_METHODS,
    },
    {
      name: "terminateCause",
      kind: "category",
      summary: "Acct-Terminate-Cause of a stop",
      vocabulary: TERMINATE_CAUSES,
    },
  ],
} as const satisfies Table;

import type { Table } from "../table.ts";
import { ACCESS, APPS } from "../vocabularies.ts";

/** The phone's own counters: bytes an app, access and state in a bucket of two hours. */
export const netstats = {
  name: "netstats",
  summary: "The phone's own counters: bytes an app, access and state in a bucket of two hours.",
  columns: [
    { name: "time", kind: "time", summary: "when the row closed" },
    { name: "visibleAt", kind: "time", summary: "when its observer could act on it" },
    { name: "device", kind: "id", summary: "the line that pays" },
    { name: "seq", kind: "id", summary: "ordinal of the row on its device, in order of closing" },
    { name: "start", kind: "time", summary: "when the row opened" },
    { name: "up", kind: "bytes", summary: "bytes that the device sent" },
    { name: "down", kind: "bytes", summary: "bytes that the device received" },
    { name: "app", kind: "category", summary: "uid class", vocabulary: APPS },
    {
      name: "access",
      kind: "category",
      summary: "cellular, private Wi-Fi, or the operator's WLAN",
      vocabulary: ACCESS,
    },
    { name: "foreground", kind: "flag", summary: "1 while the app was on screen" },
    { name: "tethering", kind: "flag", summary: "1 for bytes of guests behind the hotspot" },
    { name: "roaming", kind: "flag", summary: "1 abroad" },
  ],
} as const satisfies Table;

import { PROVINCES } from "../places.ts";
import type { Table } from "../table.ts";
import { ACCESS, APPS, OPERATING_SYSTEMS, RATS } from "../vocabularies.ts";

/** What the operator's probe exports: one device, one app guess, one access, at most 60 s, cut at UTC minutes. */
export const flows = {
  name: "flows",
  summary:
    "What the operator's probe exports: one device, one app guess, one access, at most 60 s, cut at UTC minutes.",
  columns: [
    { name: "time", kind: "time", summary: "when the row closed" },
    { name: "visibleAt", kind: "time", summary: "when its observer could act on it" },
    { name: "device", kind: "id", summary: "the line that pays" },
    { name: "seq", kind: "id", summary: "ordinal of the row on its device, in order of closing" },
    { name: "start", kind: "time", summary: "when the row opened" },
    { name: "up", kind: "bytes", summary: "bytes that the device sent" },
    { name: "down", kind: "bytes", summary: "bytes that the device received" },
    { name: "packetsUp", kind: "count", summary: "packets sent" },
    { name: "packetsDown", kind: "count", summary: "packets received" },
    { name: "flows", kind: "count", summary: "5-tuples in the row" },
    { name: "peers", kind: "count", summary: "distinct remote addresses" },
    {
      name: "hiPortShare",
      kind: "share",
      summary: "share of its tuples with ports whose remote port is above 1024",
    },
    { name: "app", kind: "category", summary: "the probe's guess", vocabulary: APPS },
    {
      name: "access",
      kind: "category",
      summary: "cellular, or the operator's WLAN",
      vocabulary: ACCESS,
    },
    { name: "rat", kind: "category", summary: "radio access technology", vocabulary: RATS },
    {
      name: "province",
      kind: "category",
      summary: "where the serving node stands",
      vocabulary: PROVINCES,
    },
    { name: "roaming", kind: "flag", summary: "1 abroad" },
    { name: "ttl", kind: "octet", summary: "time to live seen, 0 = unknown" },
    {
      name: "osFingerprint",
      kind: "category",
      summary: "operating system of the sender as the packets tell it",
      vocabulary: OPERATING_SYSTEMS,
    },
  ],
} as const satisfies Table;

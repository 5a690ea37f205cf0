import { PROVINCES } from "../places.ts";
import type { Table } from "../table.ts";
import { CAUSES, RATING_GROUPS } from "../vocabularies.ts";

/** Charging data records as mediation delivers them, rated one by one. */
export const charging = {
  name: "charging",
  summary: "Charging data records as mediation delivers them, rated one by one.",
  columns: [
    { name: "time", kind: "time", summary: "when the row closed" },
    { name: "visibleAt", kind: "time", summary: "when its observer could act on it" },
    { name: "device", kind: "id", summary: "the line that pays" },
    { name: "seq", kind: "id", summary: "ordinal of the row on its device, in order of closing" },
    { name: "start", kind: "time", summary: "when the row opened" },
    { name: "up", kind: "bytes", summary: "bytes that the device sent" },
    { name: "down", kind: "bytes", summary: "bytes that the device received" },
    {
      name: "ratingGroup",
      kind: "category",
      summary: "what the bytes are rated as",
      vocabulary: RATING_GROUPS,
    },
    { name: "cause", kind: "category", summary: "causeForRecClosing", vocabulary: CAUSES },
    { name: "inBundle", kind: "bytes", summary: "bytes that the bundle covered" },
    { name: "charged", kind: "money", summary: "rated for the rest, before any cap" },
    {
      name: "province",
      kind: "category",
      summary: "where the serving node stands",
      vocabulary: PROVINCES,
    },
    { name: "roaming", kind: "flag", summary: "1 abroad" },
  ],
} as const satisfies Table;

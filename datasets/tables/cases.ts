import type { Table } from "../table.ts";
import { END_KINDS } from "../vocabularies.ts";

/** Truth: an incident on one device. */
export const cases = {
  name: "cases",
  summary: "Truth: an incident on one device.",
  columns: [
    { name: "incident", kind: "id", summary: "its number in truth/incidents" },
    { name: "episode", kind: "id", summary: "its number in truth/episodes" },
    { name: "device", kind: "id", summary: "the device" },
    { name: "onset", kind: "time", summary: "when it began" },
    { name: "end", kind: "time", summary: "when it ended, or would have ended" },
    { name: "endKind", kind: "category", summary: "what ended it", vocabulary: END_KINDS },
    { name: "up", kind: "bytes", summary: "bytes sent" },
    { name: "down", kind: "bytes", summary: "bytes received" },
    { name: "cost", kind: "money", summary: "rated for it, before caps" },
    {
      name: "observableFlows",
      kind: "time",
      summary:
        "first moment at which the flows view held evidence; 0, shown as 1970-01-01, = never",
    },
    {
      name: "observableCharging",
      kind: "time",
      summary:
        "first moment at which the charging view held evidence; 0, shown as 1970-01-01, = never",
    },
    {
      name: "observableNetstats",
      kind: "time",
      summary:
        "first moment at which the netstats view held evidence; 0, shown as 1970-01-01, = never",
    },
    {
      name: "observableWlan",
      kind: "time",
      summary: "first moment at which the wlan view held evidence; 0, shown as 1970-01-01, = never",
    },
    { name: "rowsFlows", kind: "count", summary: "rows of the flows view that truth names for it" },
    {
      name: "rowsCharging",
      kind: "count",
      summary: "rows of the charging view that truth names for it",
    },
    {
      name: "rowsNetstats",
      kind: "count",
      summary: "rows of the netstats view that truth names for it",
    },
    { name: "rowsWlan", kind: "count", summary: "rows of the wlan view that truth names for it" },
  ],
} as const satisfies Table;

import type { Table } from "../table.ts";

/** Truth: what the owner of a line was told, a cost where nothing was wrong. */
export const notices = {
  name: "notices",
  summary:
    "Truth: what owners were told who are told anything, or look by themselves; one row each.",
  columns: [
    { name: "device", kind: "id", summary: "the device" },
    { name: "told", kind: "count", summary: "messages sent" },
    { name: "read", kind: "count", summary: "messages read" },
    { name: "looks", kind: "count", summary: "how often its owner looked at the bill" },
    { name: "ended", kind: "count", summary: "how often something was found and ended" },
  ],
} as const satisfies Table;

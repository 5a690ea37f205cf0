import type { Table } from "../table.ts";

/** Truth of one view, sparse: which bytes of which row belong to which episode. */
export const recordTruth = {
  name: "record-truth",
  summary: "Truth of one view, sparse: which bytes of which row belong to which episode.",
  columns: [
    { name: "row", kind: "id", summary: "ordinal of the row in its shard" },
    { name: "device", kind: "id", summary: "device of the row" },
    { name: "seq", kind: "id", summary: "seq of the row" },
    { name: "episode", kind: "id", summary: "the episode" },
    { name: "up", kind: "bytes", summary: "bytes of the row that the episode sent" },
    { name: "down", kind: "bytes", summary: "bytes of the row that the episode received" },
  ],
} as const satisfies Table;

import type { Table } from "../table.ts";

/** Truth: who had which safeguard. */
export const safeguards = {
  name: "safeguards",
  summary: "Truth: which device had which safeguard; one row each.",
  columns: [
    { name: "device", kind: "id", summary: "the device" },
    { name: "safeguard", kind: "category", summary: "name of the safeguard that was on" },
  ],
} as const satisfies Table;

import { PROVINCES } from "../places.ts";
import type { Table } from "../table.ts";
import { DEVICE_TYPES, SEGMENTS } from "../vocabularies.ts";

/** What an operator's CRM knows of each line. */
export const devices = {
  name: "devices",
  summary: "What an operator's CRM knows of each line.",
  columns: [
    { name: "device", kind: "id", summary: "dense number of the line" },
    {
      name: "plan",
      kind: "category",
      summary: "name of its plan; the manifest holds each plan's tariff",
    },
    {
      name: "payer",
      kind: "id",
      summary: "lowest line of those that share its bundle, caps and bill; itself where none does",
    },
    { name: "quota", kind: "bytes", summary: "bundle of a period, 0 = none" },
    {
      name: "price",
      kind: "count",
      summary: "millionths of the minor unit for each KB over the bundle, rounded",
    },
    { name: "moneyCap", kind: "money", summary: "most that a period is billed, 0 = no cap" },
    { name: "volumeCap", kind: "bytes", summary: "most that a period may carry, 0 = no cap" },
    {
      name: "billingDay",
      kind: "octet",
      summary: "civil day of the month on which a period starts",
    },
    { name: "utcOffset", kind: "signed", summary: "minutes east of UTC" },
    {
      name: "homeProvince",
      kind: "category",
      summary: "where the line is registered",
      vocabulary: PROVINCES,
    },
    { name: "segment", kind: "category", summary: "market segment", vocabulary: SEGMENTS },
    {
      name: "deviceType",
      kind: "category",
      summary: "what the line is used in",
      vocabulary: DEVICE_TYPES,
    },
    { name: "activatedAt", kind: "time", summary: "when the line was opened" },
  ],
} as const satisfies Table;

import { PROVINCES } from "../places.ts";
import type { Table } from "../table.ts";
import { ACTIONS, APPS, GROUNDS, HANDS, PLANES, RETRIES, TERMINALS } from "../vocabularies.ts";

/** What was done about lines, and when: plain data that a simulation obeys. */
export const enforcement = {
  name: "enforcement",
  summary: "What was done about lines, and when: a simulation obeys it.",
  columns: [
    { name: "device", kind: "id", summary: "the line" },
    { name: "from", kind: "time", summary: "first moment at which it holds" },
    {
      name: "until",
      kind: "time",
      summary: "first moment at which it no longer holds; 0, shown as 1970-01-01, = for good",
    },
    { name: "action", kind: "category", summary: "what is done", vocabulary: ACTIONS },
    { name: "plane", kind: "category", summary: "network that it reaches", vocabulary: PLANES },
    { name: "terminal", kind: "category", summary: "whose bytes", vocabulary: TERMINALS },
    {
      name: "app",
      kind: "category",
      summary: "app as the phone books it; unknown = any",
      vocabulary: APPS,
    },
    {
      name: "province",
      kind: "category",
      summary: "where; unknown = anywhere",
      vocabulary: PROVINCES,
    },
    {
      name: "foreground",
      kind: "category",
      summary: "any, or background: the app on screen is spared",
      vocabulary: GROUNDS,
    },
    { name: "rate", kind: "count", summary: "bit/s of a throttle, both directions; 0 = none" },
    {
      name: "retry",
      kind: "category",
      summary: "whether what it stopped asks again",
      vocabulary: RETRIES,
    },
    { name: "by", kind: "category", summary: "who acts", vocabulary: HANDS },
    { name: "alarm", kind: "signed", summary: "ordinal of the alarm that it answers, -1 = none" },
  ],
} as const satisfies Table;

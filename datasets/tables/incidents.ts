import type { Table } from "../table.ts";

/** Truth: each incident and its cause. */
export const incidents = {
  name: "incidents",
  summary: "Truth: each incident and its cause.",
  columns: [
    { name: "incident", kind: "id", summary: "number of the incident: a key, not consecutive" },
    { name: "kind", kind: "category", summary: "name of the traffic model that made it" },
    { name: "model", kind: "category", summary: "model@version" },
    { name: "trigger", kind: "category", summary: "what set it off" },
    { name: "vector", kind: "category", summary: "the way in" },
    { name: "amplifier", kind: "category", summary: "what made it large" },
    {
      name: "failedSafeguards",
      kind: "category",
      summary: "safeguards that were on and did not hold, joined by +",
    },
    { name: "ownerAware", kind: "flag", summary: "1 when the owner knew" },
    { name: "attribution", kind: "category", summary: "confirmed or attributed" },
    { name: "twin", kind: "category", summary: "look-alike built to resemble it" },
    { name: "cluster", kind: "id", summary: "cluster of its devices" },
  ],
} as const satisfies Table;

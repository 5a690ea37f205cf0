import type { Table } from "../table.ts";
import { ROLES, VERDICTS } from "../vocabularies.ts";

/** Truth: incident and look-alike episodes, and every episode with a verdict. */
export const episodes = {
  name: "episodes",
  summary: "Truth: incident and look-alike episodes, and every episode with a verdict.",
  columns: [
    { name: "episode", kind: "id", summary: "number of the episode: a key, not consecutive" },
    { name: "device", kind: "id", summary: "the device" },
    { name: "kind", kind: "category", summary: "name of the traffic model" },
    { name: "role", kind: "category", summary: "incident or look-alike", vocabulary: ROLES },
    { name: "verdict", kind: "category", summary: "truth's verdict", vocabulary: VERDICTS },
    { name: "twin", kind: "category", summary: "incident kind that a look-alike resembles" },
    { name: "incident", kind: "id", summary: "the incident, 4294967295 = none" },
    { name: "start", kind: "time", summary: "when it began" },
    { name: "end", kind: "time", summary: "when it ended" },
    { name: "up", kind: "bytes", summary: "bytes sent" },
    { name: "down", kind: "bytes", summary: "bytes received" },
    { name: "cue", kind: "category", summary: "the one cue that tells a look-alike from its twin" },
    { name: "explanation", kind: "category", summary: "why a look-alike is legitimate" },
  ],
} as const satisfies Table;

import type { Table } from "../table.ts";
import { SPLITS } from "../vocabularies.ts";

/** Truth: the split, cluster and observed time of each device. */
export const truthDevices = {
  name: "truth-devices",
  summary: "Truth: the split, cluster and observed time of each device.",
  columns: [
    { name: "device", kind: "id", summary: "the device" },
    { name: "split", kind: "category", summary: "half that it belongs to", vocabulary: SPLITS },
    {
      name: "cluster",
      kind: "id",
      summary:
        "households and shared incidents join devices; the lowest device number names the cluster",
    },
    { name: "from", kind: "time", summary: "first moment at which the device is observed" },
    { name: "to", kind: "time", summary: "last moment at which the device is observed" },
  ],
} as const satisfies Table;

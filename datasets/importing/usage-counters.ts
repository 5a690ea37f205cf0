import { GB } from "../sizes.ts";
import type { ColumnMap } from "./column-map.ts";
import { openCounters } from "./counters.ts";
import { type ImportContext, type Tally, USAGE_FIELDS } from "./importer.ts";
import type { UsageCells } from "./usage-record.ts";

/** Opens the counters of usage records; columns of high words make them wide. */
export function openUsageCounters(cells: UsageCells, { emit, openSorter, tally }: ImportContext) {
  return openCounters({
    fields: USAGE_FIELDS,
    counters: [
      { field: "up", isWide: cells.has("upGigawords") },
      { field: "down", isWide: cells.has("downGigawords") },
    ],
    knowsStart: cells.has("start") || cells.has("duration"),
    emit,
    openSorter,
    tally,
  });
}

/** Reads the bytes of one way, with those above 4 GiB where RADIUS counts them apart. */
export function usageBytes(cells: UsageCells, way: "up" | "down"): number {
  if (!cells.has(way)) return 0;
  const high = way === "up" ? "upGigawords" : "downGigawords";
  const bytes = cells.amount(way) + (cells.has(high) ? cells.amount(high) * 4 * GB : 0);
  if (bytes > Number.MAX_SAFE_INTEGER) throw cells.error(way, "below 2^53 with its gigawords");
  return bytes;
}

/** Watches columns of high words that no map reads: what is not 0 there misses 4 GiB each. */
export function openHighWords(header: readonly string[], map: ColumnMap, tally: Tally) {
  const mapped = [...map.targets.values()].flatMap(({ columns }) => columns);
  const unread = header.flatMap((name, i) =>
    /gigaword/i.test(name) && !mapped.includes(name) ? [{ name, i }] : [],
  );
  return (row: readonly string[], line: number): void => {
    for (const { name, i } of unread) {
      if (Number(row[i]) > 0) {
        tally.warn(
          `column ${name} is not 0 and not in the map, so 4 GiB are missing for each: map it as upGigawords or downGigawords`,
          line,
        );
      }
    }
  };
}

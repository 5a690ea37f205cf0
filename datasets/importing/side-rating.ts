import { tmpdir } from "node:os";
import type { BillingCalendar } from "../billing/rating.ts";
import type { Tariff } from "../billing/tariff.ts";
import { USAGE_FIELDS } from "./importer.ts";
import { type RatedSum, rateUsage } from "./rate-usage.ts";
import { openRowSorter } from "./row-sorter.ts";

/**
 * Opens a rating of records in whatever order they come, which leaves them as they are: for a look at
 * what an import would come to. Rows that outgrow memory lie in the system's temporary folder.
 */
export function openSideRating(tariff: Tariff) {
  const width = USAGE_FIELDS.length;
  const sorter = openRowSorter({ width, keys: 3, directory: tmpdir() });
  return {
    /** Takes a row of USAGE_FIELDS; its shard is not used. */
    add(row: Float64Array): void {
      row[0] = 0;
      sorter.add(row);
    },
    /** Rates all rows, once. */
    sum(calendar: BillingCalendar): RatedSum {
      let sum: RatedSum = { charges: 0, billed: 0 };
      const rated = rateUsage(sorter.blocks(), {
        ...{ tariff, calendar, keepsCharges: true, warn: () => {} },
        onRated: (found) => {
          sum = found;
        },
      });
      for (const _ of rated);
      return sum;
    },
    close: sorter.close,
  };
}

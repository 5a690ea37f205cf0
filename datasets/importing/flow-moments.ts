import type { ImportContext } from "./importer.ts";
import { openMoments } from "./parse-moment.ts";

/** Reads the moments of one row of a flow log by the names of the header. */
export interface FlowMoments {
  moment(column: string): number;
  /**
   * When a record closed that opened at `start`, as the other column says: of an hour that clocks
   * repeat, the later moment where the earlier would lie before the start.
   */
  endOf(start: number, column: string, startColumn: string): number;
}

/** The row at hand, as moments are read from it. */
interface RowAtHand {
  text(column: string): string;
  error(column: string, rule: string): Error;
  line(): number;
}

/** Opens a reader of a flow log's moments, which tells of hours that clocks repeat. */
export function openFlowMoments(
  { zone, later, tally }: Pick<ImportContext, "zone" | "later" | "tally">,
  { text, error, line }: RowAtHand,
): FlowMoments {
  const moments = openMoments({ zone, later });

  function read(column: string): number {
    const time = moments.read(text(column));
    if (Number.isNaN(time)) throw error(column, moments.rule);
    return time;
  }

  function tell(column: string, taken: "earlier" | "later"): void {
    tally.warn(
      `${column} stands in an hour that the clocks of ${zone.name} repeat; taken as the ${taken}`,
      line(),
    );
  }

  return {
    moment(column) {
      const time = read(column);
      if (!Number.isNaN(moments.repeated)) tell(column, later ? "later" : "earlier");
      return time;
    },
    endOf(start, column, startColumn) {
      const end = read(column);
      if (end >= start) {
        if (!Number.isNaN(moments.repeated)) tell(column, later ? "later" : "earlier");
        return end;
      }
      if (moments.repeated >= start) {
        tell(column, "later");
        return moments.repeated;
      }
      throw error(column, `at or after ${startColumn}, ${text(startColumn)}`);
    },
  };
}

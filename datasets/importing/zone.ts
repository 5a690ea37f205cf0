import { parseUtcOffset } from "../civil-time.ts";
import { nearestName } from "../nearest-name.ts";
import { DAY, MINUTE } from "../sizes.ts";

/** Where the clocks stand by which a file tells its times. */
export interface Zone {
  /** As it was named: `+08:00`, `Europe/Berlin`. */
  readonly name: string;
  /**
   * Finds the moments, ms UTC, at which the clocks show a civil time (given as ms, as if it were
   * UTC): one, two in the hour that is repeated when clocks go back, none in the hour that is left
   * out when they go forward.
   */
  momentsAt(civil: number): readonly number[];
  /** Minutes east of UTC at a moment, ms UTC. */
  offsetAt(time: number): number;
  /** Offsets in force between two moments, that of the longest time first. */
  offsetsIn(from: number, to: number): readonly number[];
}

/**
 * Opens a zone by an offset (`UTC`, `+08:00`) or by its name in the time zone database, whose rules
 * of summer time it follows (`Europe/Berlin`). Throws on a name that the database lacks, such as
 * `CST`, which means three things.
 */
export function openZone(name: string): Zone {
  const offset = parseUtcOffset(name);
  return offset === null ? namedZone(name) : fixedZone(name, offset);
}

/** The zone of a fixed offset, minutes east of UTC. */
export function fixedZone(name: string, offset: number): Zone {
  const offsets = [offset];
  return {
    name,
    momentsAt: (civil) => [civil - offset * MINUTE],
    offsetAt: () => offset,
    offsetsIn: () => offsets,
  };
}

function namedZone(name: string): Zone {
  const clock = clockOf(name);
  const byDay = new Map<number, number>();

  function look(time: number): number {
    const parts = clock.formatToParts(time);
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
    const civil = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return Math.round((civil - Math.floor(time / 1000) * 1000) / MINUTE);
  }

  function atStartOf(day: number): number {
    let offset = byDay.get(day);
    if (offset === undefined) {
      offset = look(day * DAY);
      byDay.set(day, offset);
    }
    return offset;
  }

  // Clocks are asked once for each day: asking costs more than all else in a row.
  function offsetAt(time: number): number {
    const day = Math.floor(time / DAY);
    const offset = atStartOf(day);
    return offset === atStartOf(day + 1) ? offset : look(time);
  }

  return {
    name,
    offsetAt,
    momentsAt(civil) {
      const [before, after] = [offsetAt(civil - DAY), offsetAt(civil + DAY)];
      const choices = before === after ? [before] : [before, after];
      return choices
        .map((offset) => civil - offset * MINUTE)
        .filter((time, i) => offsetAt(time) === choices[i])
        .toSorted((a, b) => a - b);
    },
    offsetsIn(from, to) {
      const lengths = new Map<number, number>();
      for (let time = from; time <= to; time += DAY / 24) {
        const offset = offsetAt(time);
        lengths.set(offset, (lengths.get(offset) ?? 0) + 1);
      }
      return [...lengths].toSorted((a, b) => b[1] - a[1]).map(([offset]) => offset);
    },
  };
}

// Engines know CST as Chicago's and EST as a zone without summer time: short names are a trap.
const PLACE = /^(?!etc\/)[a-z_]+\/[a-z_/+-]+$/i;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  try {
    if (!PLACE.test(timeZone)) throw new RangeError("no place");
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (cause) {
    const near = nearestName(timeZone, Intl.supportedValuesOf("timeZone"));
    const hint = near === null ? "" : `; did you mean ${near}?`;
    throw new RangeError(
      `import: timezone must be UTC, an offset such as +08:00, or a name such as Europe/Berlin, got ${timeZone}${hint}`,
      { cause },
    );
  }
}

import { formatCivil } from "../../datasets/civil-time.ts";
import {
  type EnforcementColumn,
  type EnforcementRow,
  fillEnforcement,
  type GivenRow,
  type PlacedRow,
} from "../../datasets/enforcement.ts";
import { parseMoment } from "../../datasets/importing/parse-moment.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { Scenario } from "../scenario.ts";
import type { ScenarioFile } from "./scenario-schema.ts";
import { parseRate } from "./units.ts";

/** Reads what was done about lines: the file's rows first, then those of a table given beside it. */
export function enforcementOf(
  problems: Problems,
  file: ScenarioFile,
  placed: readonly PlacedRow[],
): readonly EnforcementRow[] {
  const own = file.enforcement.map((given, i) => ownRow(problems, given, i, file.clock.utcOffset));
  const more = placed.map(({ given, place }) =>
    fillEnforcement(given, (column, message) => {
      problems.foreign(place(column), column, message);
    }),
  );
  return [...own, ...more].filter((row) => row !== null);
}

function ownRow(
  problems: Problems,
  given: ScenarioFile["enforcement"][number],
  i: number,
  utcOffset: number,
): EnforcementRow | null {
  const unread = new Set<EnforcementColumn>();
  const read = (column: EnforcementColumn, parse: () => number) => {
    const value = problems.attempt(["enforcement", i, column], parse, Number.NaN);
    if (Number.isNaN(value)) unread.add(column);
    return value;
  };
  const row = {
    ...given,
    from: read("from", () => momentOf(given.from, utcOffset)),
    until: given.until === "never" ? null : read("until", () => momentOf(given.until, utcOffset)),
    rate: read("rate", () => parseRate(given.rate)),
  } as GivenRow;
  return fillEnforcement(row, (column, message) => {
    if (!unread.has(column)) problems.at(["enforcement", i, column], message);
  });
}

/** Refuses rows on lines and at times that there are not: they would be obeyed by doing nothing. */
export function checkEnforcement(
  problems: Problems,
  scenario: Scenario,
  own: number,
  placed: readonly PlacedRow[],
): void {
  const { enforcement = [], from, days, utcOffset, devices } = scenario;
  const to = from + days * DAY;
  const civil = (time: number) => formatCivil(time, utcOffset);
  enforcement.forEach((row, i) => {
    const refuse = (column: EnforcementColumn, message: string) => {
      const place = placed[i - own]?.place(column);
      if (place === undefined) problems.at(["enforcement", i, column], message);
      else problems.foreign(place, column, message);
    };
    if (row.device >= devices) {
      refuse("device", `must be below population.devices, ${devices}, got ${row.device}`);
    }
    if (row.from >= from && row.from < to) return;
    const span = `${civil(from)} to ${civil(to)}`;
    const rule = `must be within the span of clock.start and clock.days, ${span}`;
    refuse("from", `${rule}, got ${civil(row.from)}`);
  });
}

function momentOf(value: unknown, utcOffset: number): number {
  const moment = parseMoment(String(value), utcOffset);
  if (!Number.isNaN(moment)) return moment;
  throw new RangeError(`must be a civil time such as 2015-11-11 22:26, got ${value}`);
}

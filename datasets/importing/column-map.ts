import { nearestName } from "../nearest-name.ts";
import { isCurrency } from "./currency.ts";
import { columnOf, cut, readMapValue, splitMap, unquoted } from "./map-text.ts";
import { isMomentForm, parseMomentForm } from "./moment-form.ts";
import { DURATION_FORMS, DURATION_UNITS } from "./parse-duration.ts";
import { SIZE_UNITS } from "./parse-size.ts";

/** What a column of a usage record can hold. */
export const USAGE_TARGETS = [
  "time",
  "start",
  "duration",
  "visibleAt",
  "device",
  "up",
  "down",
  "upGigawords",
  "downGigawords",
  "ratingGroup",
  "cause",
  "inBundle",
  "charged",
  "province",
  "roaming",
] as const;

/** Name of one thing that a column can hold. */
export type UsageTarget = (typeof USAGE_TARGETS)[number];

/** Columns of the source that hold one thing, and how they write it. */
export interface MappedColumn {
  /** Names, or numbers from 1; several are joined by a blank, as a date and a time are. */
  readonly columns: readonly (string | number)[];
  /** A unit, a form of times or durations, a currency; null where none was given. */
  readonly unit: string | null;
}

/** Rows of which a column holds one of some values. */
export interface RowFilter {
  readonly column: string | number;
  readonly values: ReadonlySet<string>;
}

/** Which column holds what. */
export interface ColumnMap {
  readonly targets: ReadonlyMap<UsageTarget, MappedColumn>;
  /** Counters grow within a session: the column that names it. */
  readonly cumulative: string | number | null;
  /** Rows to read: those whose column holds one of the values. */
  readonly only: RowFilter | null;
  /** Rows to leave out, such as totals. */
  readonly except: RowFilter | null;
}

/**
 * Column maps of exports that are written alike everywhere.
 *
 * osmocom-sgsn: the SGSN's CDR log. Its counters run on through a session and its rows of mobility
 * events are shorter. pgw: a table of PGW-CDRs by the names of their fields.
 */
export const COLUMN_MAPS: Readonly<Record<string, string>> = {
  "osmocom-sgsn":
    "time=timestamp,duration=pdp_duration,device=imsi,up=vol_in,down=vol_out,cumulative=charging_id,only=event:pdp-act|pdp-periodic|pdp-deact|pdp-terminate|pdp-free",
  pgw: "device=SERVED_IMSI,start=RECORD_OPENING_TIME,duration=DURATION_SEC,up=UPLINK_BYTES,down=DOWNLINK_BYTES,cause=CAUSE_FOR_CLOSING",
};

const MOMENTS: readonly UsageTarget[] = ["time", "start", "visibleAt"];
const DURATIONS = [...Object.keys(DURATION_UNITS), ...DURATION_FORMS];
const UNITS: Partial<Record<UsageTarget, readonly string[]>> = {
  up: SIZE_UNITS,
  down: SIZE_UNITS,
  inBundle: SIZE_UNITS,
  duration: DURATIONS,
  charged: ["minor", "major"],
};

/**
 * Reads a column map: `time=END,start=BEGIN,device=MSISDN,up=UL:KB,down=DL:KB`, or the name of one
 * of COLUMN_MAPS, or one with items after it that replace its own.
 *
 * Columns go by name (in quotes where it holds a sign of the map) or by number, `#1`. Behind a colon
 * stand units: B, KB, MB, GB, TB (of 1024 unless the file counts by 1000), kB, KiB and so on, or cell
 * for sizes; ms, s, min, h, or a form with colons for durations; minor, major (hundreds of it) or a
 * currency such as EUR for money; a form of times (`DD/MM/YYYY HH:mm`, epoch, excel). A date and a
 * time of day in two columns are joined by `+`. `cumulative=COLUMN` says that counters run on through
 * a session, `only=COLUMN:A|B` reads only rows of these kinds, `except=COLUMN:A|B` all but these.
 */
export function parseColumnMap(text: string): ColumnMap {
  const targets = new Map<UsageTarget, MappedColumn>();
  let cumulative: ColumnMap["cumulative"] = null;
  const own = new Set<string>();
  const filters: Record<"only" | "except", RowFilter | null> = { only: null, except: null };
  for (const { target, value, isOwn } of expand(text)) {
    if (isOwn && own.has(target)) throw new RangeError(`map: ${target} is given twice`);
    if (isOwn) own.add(target);
    if (value === "") throw new RangeError(`map: ${target} must name a column, got nothing`);
    if (target === "cumulative") cumulative = columnOf(value);
    else if (target === "only" || target === "except") filters[target] = parseFilter(target, value);
    else targets.set(targetNamed(target), parseColumn(target as UsageTarget, value));
  }
  for (const target of ["device", "down"] as const) {
    if (!targets.has(target)) throw new RangeError(`map: must say which column holds ${target}`);
  }
  if (!targets.has("time") && !targets.has("start")) {
    throw new RangeError("map: must say which column holds time, when a record closed, or start");
  }
  if (!targets.has("time") && !targets.has("duration")) {
    throw new RangeError("map: start alone says not when a record closed; add time or duration");
  }
  const [up, down] = [targets.get("up")?.columns[0], targets.get("down")?.columns[0]];
  if (up === down) throw new RangeError(`map: up and down must be two columns, both are ${down}`);
  return { targets, cumulative, ...filters };
}

/** How errors name a mapped column. */
export function nameOf(column: MappedColumn | undefined, target: string): string {
  const names = column?.columns.map((each) => (typeof each === "number" ? `#${each}` : each));
  return names?.join("+") ?? target;
}

/** All columns that a map names. */
export function columnsOf(map: ColumnMap): readonly (string | number)[] {
  const { targets, cumulative, only, except } = map;
  return [...targets.values()]
    .flatMap(({ columns }) => columns)
    .concat(cumulative ?? [], only?.column ?? [], except?.column ?? []);
}

/** The currency that a map gives to charges; null where it gives none. */
export function currencyOf({ targets }: ColumnMap): string | null {
  const unit = targets.get("charged")?.unit ?? "";
  return /^[A-Z]{3}$/.test(unit) ? unit : null;
}

/** A map without the values of its filters, which may be identifiers. */
export function withoutValues(text: string): string {
  return cut(text, ",")
    .map((item) => {
      const [target = ""] = item.split("=");
      if (!/^\s*(only|except)\s*$/.test(target)) return item;
      const parts = cut(item, ":");
      return parts.length === 1 ? item : parts.slice(0, -1).join(":");
    })
    .join(",");
}

/** Writes the map that takes columns by their own names, of those that the header has. */
export function ownNames(header: readonly string[]): string {
  return USAGE_TARGETS.filter((target) => header.includes(target))
    .map((target) => `${target}=${target}`)
    .join(",");
}

interface ExpandedItem {
  readonly target: string;
  readonly value: string;
  /** Stands in the text, and not in a named map. */
  readonly isOwn: boolean;
}

function expand(text: string): readonly ExpandedItem[] {
  return splitMap(text).flatMap(({ target, value }): readonly ExpandedItem[] => {
    if (value !== null) return [{ target, value, isOwn: true }];
    const preset = Object.hasOwn(COLUMN_MAPS, target) ? COLUMN_MAPS[target] : undefined;
    if (preset === undefined) {
      throw new RangeError(
        `map: must be made of target=column or the name of a map (${Object.keys(COLUMN_MAPS).join(", ")}), got ${target || "nothing"}`,
      );
    }
    return expand(preset).map((item) => ({ ...item, isOwn: false }));
  });
}

function targetNamed(name: string): UsageTarget {
  const target = USAGE_TARGETS.find((candidate) => candidate === name);
  if (target !== undefined) return target;
  const choices = [...USAGE_TARGETS, "cumulative", "only", "except"];
  const nearest = nearestName(name, choices);
  const hint = nearest === null ? "" : `; did you mean ${nearest}?`;
  throw new RangeError(
    `map: must be one of ${choices.join(", ")}, got ${name || "nothing"}${hint}`,
  );
}

function parseColumn(target: UsageTarget, value: string): MappedColumn {
  const isMoment = MOMENTS.includes(target);
  const units = UNITS[target] ?? [];
  const isUnit = (text: string) =>
    isMoment
      ? isMomentForm(text)
      : units.includes(text) || (target === "charged" && isCurrency(text));
  const read = readMapValue(value, isUnit);
  const { suffix } = read;
  const isJoined = isMoment && !/["']/.test(value);
  const columns = isJoined
    ? read.columns.flatMap((name) =>
        typeof name === "string" ? name.split("+").map(columnOf) : name,
      )
    : read.columns;
  if (columns.length > 1 && !isMoment) {
    throw new RangeError(`map: only times may stand in several columns, got ${target}=${value}`);
  }
  const wrong = suffix ?? (units.length > 0 ? afterColon(value) : null);
  if (wrong !== null && !isUnit(wrong)) throw unitError(target, wrong, units);
  if (isMoment && suffix !== null) parseMomentForm(suffix);
  return { columns, unit: suffix };
}

/** What an unquoted value has behind its last colon: a unit that is none. */
function afterColon(value: string): string | null {
  return /^["']/.test(value) ? null : (value.split(":").slice(1).at(-1) ?? null);
}

function unitError(target: string, unit: string, units: readonly string[]): RangeError {
  if (units.length === 0) {
    return new RangeError(
      `map: ${target} has no unit, got ${unit}; put a name that holds a colon in quotes`,
    );
  }
  const choices = target === "charged" ? [...units, "a currency such as EUR"] : units;
  return new RangeError(`map: unit of ${target} must be one of ${choices.join(", ")}, got ${unit}`);
}

function parseFilter(target: string, value: string): RowFilter {
  const parts = cut(value, ":");
  const values = parts.at(-1) ?? "";
  const column = parts.slice(0, -1).join(":");
  if (column.trim() === "" || values === "") {
    throw new RangeError(
      `map: ${target} must be COLUMN:VALUE|VALUE, what holds a colon in quotes, got ${value}`,
    );
  }
  return {
    column: columnOf(column),
    values: new Set(cut(values, "|").map((each) => unquoted(each.trim()))),
  };
}

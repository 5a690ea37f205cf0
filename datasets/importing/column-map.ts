import { nearestName } from "../nearest-name.ts";
import { GB, KB, MB, MINUTE, SECOND } from "../sizes.ts";

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

/** A column of the source and the factor to our unit. */
export interface MappedColumn {
  readonly column: string;
  readonly factor: number;
}

/** Which column holds what. */
export interface ColumnMap {
  readonly targets: ReadonlyMap<UsageTarget, MappedColumn>;
  /** Counters grow within a session: the column that names it. */
  readonly cumulative: string | null;
  /** Rows to read: those whose column holds one of the values. */
  readonly only: { readonly column: string; readonly values: ReadonlySet<string> } | null;
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

const BYTE_UNITS = { B: 1, KB, MB, GB } as const;
const TIME_UNITS = { ms: 1, s: SECOND, min: MINUTE } as const;
const MONEY_UNITS = { minor: 1, major: 100 } as const;
const UNITS: Partial<Record<UsageTarget, Readonly<Record<string, number>>>> = {
  up: BYTE_UNITS,
  down: BYTE_UNITS,
  inBundle: BYTE_UNITS,
  duration: TIME_UNITS,
  charged: MONEY_UNITS,
};
const DEFAULT_FACTORS: Partial<Record<UsageTarget, number>> = { duration: SECOND };

/**
 * Reads a column map: `time=END,start=BEGIN,device=MSISDN,up=UL:KB,down=DL:KB`, or the name of one
 * of COLUMN_MAPS, or one with items after it that replace its own.
 *
 * Units stand behind a colon: B, KB, MB, GB (binary) for bytes, ms, s, min for durations, minor or
 * major (hundreds of it) for money. `upGigawords` and `downGigawords` hold the high 32 bits of
 * counters, as RADIUS sends them. `cumulative=COLUMN` says that counters run on through a
 * session, `only=COLUMN:A|B` reads only rows of these kinds.
 */
export function parseColumnMap(text: string): ColumnMap {
  const targets = new Map<UsageTarget, MappedColumn>();
  let cumulative: string | null = null;
  let only: ColumnMap["only"] = null;
  for (const item of expand(text)) {
    const at = item.indexOf("=");
    const [target, value] = [item.slice(0, at).trim(), item.slice(at + 1).trim()];
    if (value === "") throw new RangeError(`map: ${target} must name a column, got nothing`);
    if (target === "cumulative") cumulative = value;
    else if (target === "only") only = parseOnly(value);
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
  return { targets, cumulative, only };
}

/** Writes the map that takes columns by their own names, of those that the header has. */
export function ownNames(header: readonly string[]): string {
  return USAGE_TARGETS.filter((target) => header.includes(target))
    .map((target) => `${target}=${target}`)
    .join(",");
}

function expand(text: string): readonly string[] {
  return text.split(",").flatMap((item) => {
    if (item.includes("=")) return [item];
    const name = item.trim();
    const preset = Object.hasOwn(COLUMN_MAPS, name) ? COLUMN_MAPS[name] : undefined;
    if (preset === undefined) {
      throw new RangeError(
        `map: must be made of target=column or the name of a map (${Object.keys(COLUMN_MAPS).join(", ")}), got ${name || "nothing"}`,
      );
    }
    return preset.split(",");
  });
}

function targetNamed(name: string): UsageTarget {
  const target = USAGE_TARGETS.find((candidate) => candidate === name);
  if (target !== undefined) return target;
  const choices = [...USAGE_TARGETS, "cumulative", "only"];
  const nearest = nearestName(name, choices);
  const hint = nearest === null ? "" : `; did you mean ${nearest}?`;
  throw new RangeError(
    `map: must be one of ${choices.join(", ")}, got ${name || "nothing"}${hint}`,
  );
}

function parseColumn(target: UsageTarget, value: string): MappedColumn {
  const at = value.lastIndexOf(":");
  const factor = DEFAULT_FACTORS[target] ?? 1;
  if (at < 0) return { column: value, factor };
  const units = UNITS[target];
  const unit = value.slice(at + 1);
  if (units === undefined) return { column: value, factor };
  const given = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (given === undefined) {
    throw new RangeError(
      `map: unit of ${target} must be one of ${Object.keys(units).join(", ")}, got ${unit}`,
    );
  }
  return { column: value.slice(0, at), factor: given };
}

function parseOnly(value: string): NonNullable<ColumnMap["only"]> {
  const at = value.lastIndexOf(":");
  if (at <= 0 || at === value.length - 1) {
    throw new RangeError(`map: only must be COLUMN:VALUE|VALUE, got ${value}`);
  }
  return { column: value.slice(0, at), values: new Set(value.slice(at + 1).split("|")) };
}

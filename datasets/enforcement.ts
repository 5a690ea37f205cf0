import { suggest } from "./nearest-name.ts";
import { PROVINCES } from "./places.ts";
import { parseQuantity, quantityRule } from "./quantity.ts";
import { ACTIONS, APPS, GROUNDS, HANDS, PLANES, RETRIES, TERMINALS } from "./vocabularies.ts";

/** Bit/s. */
const MOST_RATE = 4e9;

type Known<T extends readonly string[]> = Exclude<T[number], "unknown">;

/** What can be done about a line. */
export type Action = Known<typeof ACTIONS>;

/** One thing that was done about a line, in words: what a row of the enforcement table says. */
export interface EnforcementRow {
  readonly device: number;
  /** It holds over [from, until), ms UTC; null = for good. */
  readonly from: number;
  readonly until: number | null;
  readonly action: Action;
  readonly plane: Known<typeof PLANES>;
  readonly terminal: Known<typeof TERMINALS>;
  /** Word of APPS, or any. */
  readonly app: string;
  /** Word of PROVINCES, or any. */
  readonly province: string;
  readonly foreground: Known<typeof GROUNDS>;
  /** Bit/s of a throttle, 0 = none. */
  readonly rate: number;
  readonly retry: Known<typeof RETRIES>;
  readonly by: Known<typeof HANDS>;
  /** Ordinal of the alarm that it answers, -1 = none. */
  readonly alarm: number;
}

/** Columns of an enforcement table, in order. */
export const ENFORCEMENT_COLUMNS = [
  ...(["device", "from", "until", "action", "plane", "terminal", "app", "province"] as const),
  ...(["foreground", "rate", "retry", "by", "alarm"] as const),
];

/** Name of a column of an enforcement table. */
export type EnforcementColumn = (typeof ENFORCEMENT_COLUMNS)[number];

/** What an action can reach. Where a column is not named here, it must stay at its default. */
interface ActionRule {
  /** Planes that it reaches; the first is meant where none is said. */
  readonly planes: readonly [EnforcementRow["plane"], ...EnforcementRow["plane"][]];
  readonly terminals?: readonly [EnforcementRow["terminal"], ...EnforcementRow["terminal"][]];
  readonly retries?: readonly [EnforcementRow["retry"], ...EnforcementRow["retry"][]];
  /** Columns that may narrow it down. */
  readonly selects: readonly ("app" | "province" | "foreground")[];
}

const EITHER = ["none", "later"] as const;
const ANYBODY = ["any", "phone", "guest"] as const;

/** Who can stop what: an action on a plane that it does not reach would do nothing, and is refused. */
const RULES: Readonly<Record<Action, ActionRule>> = {
  notify: { planes: ["both", "cellular", "wlan"], selects: [] },
  throttle: {
    ...{ planes: ["cellular"], terminals: ANYBODY },
    selects: ["app", "province", "foreground"],
  },
  "block-app": {
    ...{ planes: ["cellular"], terminals: ["phone", "any"], retries: EITHER },
    selects: ["app", "province", "foreground"],
  },
  "block-tether": { planes: ["cellular"], terminals: ["guest", "any"], selects: ["province"] },
  "defer-to-wifi": {
    ...{ planes: ["cellular"], terminals: ["phone", "any"], retries: ["later"] },
    selects: ["app", "province", "foreground"],
  },
  "block-new-login": {
    ...{ planes: ["wlan"], terminals: ANYBODY, retries: EITHER },
    selects: ["province"],
  },
  "disconnect-session": {
    ...{ planes: ["wlan"], terminals: ANYBODY, retries: EITHER },
    selects: ["province"],
  },
  "require-second-factor": { planes: ["wlan"], terminals: ANYBODY, selects: ["province"] },
  "cut-data": {
    ...{ planes: ["cellular"], terminals: ANYBODY, retries: EITHER },
    selects: ["province", "foreground"],
  },
  "suspend-line": { planes: ["both", "cellular", "wlan"], retries: EITHER, selects: [] },
  "owner-stops": { planes: ["both", "cellular", "wlan"], selects: [] },
};

/** A row as someone gave it: moments are read already, the rest are words or numbers; absent = default. */
export type GivenRow = Readonly<Partial<Record<EnforcementColumn, string | number | null>>>;

/** A row of a file, not yet filled and checked, and how its columns are named in an error. */
export interface PlacedRow {
  readonly given: GivenRow;
  readonly place: (column: EnforcementColumn) => string;
}

/** Hears what is wrong with a column of a row. */
export type RowProblem = (column: EnforcementColumn, message: string) => void;

/**
 * Fills and checks one row of an enforcement table; null where something was wrong with it, which
 * `problem` has heard then, column by column. An action that cannot reach the plane, terminal or
 * app of its row is refused: it would be obeyed by doing nothing.
 *
 * @example
 * fillEnforcement({ device: 0, from: 0, action: "cut-data" }, console.error)?.plane; // "cellular"
 */
export function fillEnforcement(given: GivenRow, problem: RowProblem): EnforcementRow | null {
  let isSound = true;
  const refuse: RowProblem = (column, message) => {
    isSound = false;
    problem(column, message);
  };
  const action = wordOf("action", given, ACTIONS.slice(1), refuse) as Action | undefined;
  if (action === undefined) return null;
  const rule = RULES[action];
  const of = (column: EnforcementColumn, may: readonly string[], all: readonly string[]) => {
    const word = wordOf(column, { [column]: may[0] as string, ...present(given) }, all, refuse);
    if (word !== undefined && !may.includes(word)) {
      refuse(column, `must be ${orList(may)} for ${action}, got ${word}`);
    }
    return word;
  };
  const picks = (column: "app" | "province" | "foreground", words: readonly string[]) =>
    of(column, rule.selects.includes(column) ? ["any", ...words] : ["any"], ["any", ...words]);
  const row = {
    device: wholeOf("device", given, { min: 0, max: 4_294_967_294 }, refuse),
    from: wholeOf("from", given, { min: 0, max: Number.MAX_SAFE_INTEGER }, refuse),
    until: given.until ?? null,
    action,
    plane: of("plane", rule.planes, PLANES.slice(1)),
    terminal: of("terminal", rule.terminals ?? ["any"], TERMINALS.slice(1)),
    app: picks("app", APPS.slice(1)),
    province: picks("province", PROVINCES.slice(1)),
    foreground: picks("foreground", ["background"]),
    rate: rateOf(given, refuse),
    retry: of("retry", rule.retries ?? ["none"], RETRIES.slice(1)),
    by: of("by", ["operator", ...HANDS.slice(1)], HANDS.slice(1)),
    alarm: wholeOf(
      "alarm",
      { alarm: -1, ...present(given) },
      { min: -1, max: 2_147_483_647 },
      refuse,
    ),
  } as EnforcementRow;
  if (!isSound) return null;
  if (row.until !== null && !(row.until > row.from)) refuse("until", "must be after from");
  if (action === "throttle" && row.rate === 0) refuse("rate", "must be above 0 bit/s for throttle");
  if (action !== "throttle" && row.rate > 0) {
    refuse("rate", `must be left out for ${action}, got ${row.rate}`);
  }
  return isSound ? row : null;
}

function present(given: GivenRow): GivenRow {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && value !== ""),
  );
}

function wordOf(
  column: EnforcementColumn,
  given: GivenRow,
  words: readonly string[],
  refuse: RowProblem,
): string | undefined {
  const value = present(given)[column];
  if (value === undefined) {
    refuse(column, `must be ${words.join(", ")}, is missing`);
    return undefined;
  }
  if (typeof value === "string" && words.includes(value)) return value;
  refuse(column, `must be a known ${column}, got ${value}; ${suggest(String(value), words)}`);
  return undefined;
}

function wholeOf(
  column: EnforcementColumn,
  given: GivenRow,
  { min, max }: { readonly min: number; readonly max: number },
  refuse: RowProblem,
): number {
  const value = present(given)[column];
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (Number.isInteger(number) && (number as number) >= min && (number as number) <= max) {
    return number as number;
  }
  const rule =
    max > 5e9 ? "must be a moment in whole ms" : `must be a whole number from ${min} to ${max}`;
  refuse(column, value === undefined ? `${rule}, is missing` : `${rule}, got ${value}`);
  return Number.NaN;
}

/** Reads a rate as every other place does: a bare number is in bit/s. */
function rateOf(given: GivenRow, refuse: RowProblem): number {
  const { rate = 0 } = present(given);
  const value = parseQuantity(rate as string | number, "bit/s");
  if (value !== null && Number.isInteger(value) && value >= 0 && value <= MOST_RATE) return value;
  const rule = `must be ${quantityRule("bit/s")}, whole bit/s from 0 to ${MOST_RATE}`;
  refuse("rate", `${rule}, got ${rate}`);
  return Number.NaN;
}

function orList(words: readonly string[]): string {
  return words.length === 1 ? (words[0] as string) : `one of ${words.join(", ")}`;
}

/** A row as the enforcement table stores it: words as codes, 0 where it holds for good or for any. */
export function enforcementCodes(row: EnforcementRow): Readonly<Record<EnforcementColumn, number>> {
  const code = (words: readonly string[], word: string) => Math.max(0, words.indexOf(word));
  const { device, from, rate, alarm } = row;
  return {
    ...{ device, from, rate, alarm, until: row.until ?? 0 },
    action: code(ACTIONS, row.action),
    plane: code(PLANES, row.plane),
    terminal: code(TERMINALS, row.terminal),
    app: code(APPS, row.app),
    province: code(PROVINCES, row.province),
    foreground: code(GROUNDS, row.foreground),
    retry: code(RETRIES, row.retry),
    by: code(HANDS, row.by),
  };
}

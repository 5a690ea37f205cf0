import { suggest } from "./nearest-name.ts";

/**
 * One option of a unit: a model, safeguard, policy, detector, combiner or metric. It is data, from
 * which flags, schemas, bounds, sweeps and docs are made; its name is the key that it stands under.
 */
export interface Param {
  readonly summary: string;
  readonly unit: string;
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  /** Words for the values 0, 1, 2 ...: where they stand, an option may be given as one of them. */
  readonly choices?: readonly string[];
  /**
   * This one and `to` are hours of the day that may be given as one option: with
   * `{ name: "hours", to: "to" }` on `from`, `hours=23-7` is `from=23,to=7`.
   */
  readonly range?: { readonly name: string; readonly to: string };
  /** Where the default comes from: measured, cited or chosen, and the reference. */
  readonly source: `measured${string}` | `cited${string}` | `chosen${string}`;
}

/** The params of a unit, by name. */
export type Params = Readonly<Record<string, Param>>;

/** Options of a unit that has the given params. */
export type OptionsOf<P> = { readonly [K in keyof P]: number };

const SOURCE = /^(measured|cited|chosen)\W+\w/;

/**
 * Throws a RangeError where the params of a unit do not say what they must, or say what can't be.
 * The conformance kits ask it of every unit, so that a list of options is never half told.
 */
export function checkParams(unit: string, params: Params): void {
  for (const [name, param] of Object.entries(params)) {
    checkParam(`${unit}: ${name}`, param);
    const to = param.range?.to;
    if (to === undefined || Object.hasOwn(params, to)) continue;
    const near = suggest(to, Object.keys(params));
    throw new RangeError(`${unit}: ${name}.range.to must name an option, got ${to}; ${near}`);
  }
}

function checkParam(option: string, param: Param): void {
  const { summary, unit, default: value, min = -Infinity, max = Infinity, source, choices } = param;
  const must = (holds: boolean, rule: string) => {
    if (!holds) throw new RangeError(`${option} must have ${rule}`);
  };
  must(typeof summary === "string" && summary !== "", "a summary");
  must(typeof unit === "string", "a unit");
  must(
    SOURCE.test(source ?? ""),
    `a source that begins with measured, cited or chosen, and the reference, got ${source}`,
  );
  must(Number.isFinite(value), `a default, got ${value}`);
  const [low, high] = choices === undefined ? [min, max] : [0, choices.length - 1];
  must(low <= high, `bounds in order, got ${low} to ${high}`);
  must(value >= low && value <= high, `its default in [${low}, ${high}], got ${value}`);
  must(
    choices !== undefined || min > -Infinity || max < Infinity,
    "a bound: min, max, or both, got none",
  );
}

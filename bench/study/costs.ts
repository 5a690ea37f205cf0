import { suggest } from "../../datasets/nearest-name.ts";

/** What a reaction costs whoever answers for it, in minor units of the currency. */
export interface Costs {
  /** A line that is cut off though nothing ran on it. */
  readonly "false-cut": number;
  /** A message to an owner. */
  readonly message: number;
  /** An hour of people who look at alarms. */
  readonly "team-hour": number;
  /** A GB that somebody wanted and did not get. */
  readonly "lost-gb": number;
}

const FREE: Costs = { "false-cut": 0, message: 0, "team-hour": 0, "lost-gb": 0 };
const NAMES = Object.keys(FREE) as (keyof Costs)[];
const MINOR = 100;

/**
 * Reads costs as `name=amount,name=amount`, in the currency of the study; what is not named costs
 * nothing. Throws a RangeError for any other.
 */
export function costsOf(text: string): Costs {
  const given = text.split(",").map((pair): [keyof Costs, number] => {
    const [word = "", value = ""] = pair.split("=").map((part) => part.trim());
    if (!/^(\d+\.?\d*|\.\d+)$/.test(value)) {
      throw new RangeError(
        `--cost-of: must read name=amount, such as message=0.1,false-cut=20, got ${pair}`,
      );
    }
    const name = NAMES.find((each) => each === word);
    if (name === undefined) {
      throw new RangeError(`--cost-of: unknown cost ${word}; ${suggest(word, NAMES)}`);
    }
    return [name, MINOR * Number(value)];
  });
  const named = given.map(([name]) => name);
  const twice = named.find((name, i) => named.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`--cost-of: must name ${twice} once, got ${text}`);
  return { ...FREE, ...Object.fromEntries(given) };
}

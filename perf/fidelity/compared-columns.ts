import type { ComparedRow } from "./compared-row.ts";

/** Names of the columns that are compared, with their units. */
export const COLUMN_NAMES = [
  "packet up, B",
  "packet down, B",
  "packets up per down",
  "up share",
  "5-tuples per remote",
  "remotes a minute",
  "share of high ports",
] as const;

/** Name of a compared column. */
export type ColumnName = (typeof COLUMN_NAMES)[number];

/** What a row says in each column; NaN where it has nothing to say. */
export const COLUMN_VALUES: Readonly<
  Record<ColumnName, (values: ComparedRow["values"]) => number>
> = {
  "packet up, B": ({ up, packetsUp }) => ratio(up, packetsUp),
  "packet down, B": ({ down, packetsDown }) => ratio(down, packetsDown),
  "packets up per down": ({ packetsUp, packetsDown }) => ratio(packetsUp, packetsDown),
  "up share": ({ up, down }) => ratio(up, up + down),
  "5-tuples per remote": ({ flows, peers }) => ratio(flows, peers),
  "remotes a minute": ({ peers }) => peers,
  "share of high ports": ({ hiPortShare }) => hiPortShare,
};

const ratio = (a: number, b: number) => (b > 0 ? a / b : Number.NaN);

import type { Pen } from "../pen.ts";
import type { Orders } from "./orders.ts";
import type { WlanAccount } from "./wlan-account.ts";

/** What did not fit into the civil day that it was asked for. */
export interface Demand {
  /** What it looks like. */
  readonly pen: Pen;
  /** Its number, as in Transfers. */
  readonly demand: number;
  readonly episode: number;
  readonly start: number;
  readonly up: number;
  readonly down: number;
  readonly rate: number;
  /** When it was first asked for. */
  readonly since: number;
}

/** What a device takes from one day to the next. */
export interface Carried {
  readonly account: WlanAccount;
  /** What was decided about the line; null where nothing ever is. */
  readonly orders: Orders | null;
  later: Demand[];
}

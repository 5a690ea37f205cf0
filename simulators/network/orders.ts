import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { PROVINCES } from "../../datasets/places.ts";
import { ACCESS, APPS, END_KINDS } from "../../datasets/vocabularies.ts";
import type { Transfers } from "../engine/transfers.ts";
import type { Throttle } from "./contention.ts";

/** What orders need to know of the episodes of a line, and what they tell of them. */
export interface EpisodeBook {
  /** When the incident began, Infinity where the episode is none. */
  incidentStart(episode: number): number;
  /** Says that something stopped the episode for good; `endKind` is a code of END_KINDS. */
  cut(episode: number, time: number, endKind: number): void;
}

/** What a demand looks like to an order. */
export interface Traits {
  readonly app: number;
  readonly terminal: number;
  readonly foreground: number;
  readonly episode: number;
}

/** An order in codes, ready to be obeyed. */
export interface Order {
  readonly from: number;
  readonly until: number;
  /** Whether what it stops asks again. */
  readonly waits: boolean;
  readonly endKind: number;
  readonly row: EnforcementRow;
}

/** A login as an order sees it. */
export interface LoginTraits {
  readonly start: number;
  readonly province: number;
  readonly own: 0 | 1;
  readonly stranger: boolean;
  readonly episode: number;
}

const CELLULAR = ACCESS.indexOf("cellular");
const OWNER = END_KINDS.indexOf("owner");
const SUSPENSION = END_KINDS.indexOf("suspension");

const STOPS_BYTES = ["block-app", "block-tether", "defer-to-wifi", "cut-data", "suspend-line"];
const STOPS_SESSIONS = ["disconnect-session", "suspend-line", "owner-stops"];
const REFUSES_LOGINS = ["block-new-login", "suspend-line", "owner-stops"];
/** The network takes the bearer down with them, so the open record closes. */
const CLOSES_RECORDS = ["cut-data", "suspend-line"];

/**
 * What was decided about one line, and what follows from it for a demand, a login or a session.
 * Each answer depends on the orders that hold at the moment asked for and on nothing that comes
 * later, so whoever obeys them changes nothing that was seen before they were given.
 */
export class Orders {
  /** Buckets that demands share, in order of time. */
  readonly throttles: readonly Throttle[];
  /** Moments at which the open data record closes. */
  readonly closings: readonly number[];
  readonly book: EpisodeBook;
  private readonly blocks: readonly Order[];
  /** Those of them that end an incident wherever it runs. */
  private readonly ends: readonly Order[];
  private readonly sessions: readonly Order[];
  private readonly logins: readonly Order[];
  private readonly factors: readonly Order[];
  /** Orders that hold on one civil day, since the owner lives by them. */
  private habits: readonly Order[] = [];
  /** What its owner did last in the course of the days: ended what burns data, changed the password. */
  private stopped: readonly Order[] = [];
  private closed: readonly Order[] = [];

  constructor(rows: readonly EnforcementRow[], book: EpisodeBook) {
    this.book = book;
    const orders = rows.map(orderOf).sort((a, b) => a.from - b.from);
    const of = (actions: readonly string[], plane: "cellular" | "wlan") =>
      orders.filter(
        ({ row }) => actions.includes(row.action) && [plane, "both"].includes(row.plane),
      );
    this.blocks = of([...STOPS_BYTES, "owner-stops"], "cellular");
    this.ends = of(["owner-stops"], "cellular");
    this.sessions = of(STOPS_SESSIONS, "wlan");
    this.logins = of(REFUSES_LOGINS, "wlan");
    this.factors = of(["require-second-factor"], "wlan");
    this.closings = of(CLOSES_RECORDS, "cellular")
      .filter(({ row }) => row.terminal === "any" && row.province === "any")
      .filter(({ row }) => row.foreground === "any")
      .map(({ from }) => from);
    this.throttles = of(["throttle"], "cellular").map((order) => ({
      from: order.from,
      until: order.until,
      rate: order.row.rate,
      matches: (transfers, i) => this.throttled(order, transfers, i),
    }));
  }

  /** Takes the orders that the owner's habits make for a civil day. */
  enterDay(habits: readonly EnforcementRow[]): void {
    this.habits = habits.map(orderOf);
  }

  /** Takes what the owner did just now; it holds for what comes, and makes up for what he did before. */
  give(row: EnforcementRow): void {
    if (row.action === "owner-stops") this.stopped = [orderOf(row)];
    else this.closed = [orderOf(row)];
  }

  /** The first order of [from, until) that keeps such a demand off the cellular network. */
  blockIn(traits: Traits, province: number, from: number, until: number): Order | undefined {
    let first: Order | undefined;
    for (const orders of [this.habits, this.blocks, this.stopped]) {
      for (const order of orders) {
        if (order.from >= until || order.until <= from) continue;
        if (first !== undefined && order.from >= first.from) continue;
        if (this.reaches(order, traits, province)) first = order;
      }
    }
    return first;
  }

  /** The first order of [from, until) that ends an episode on a network that nobody blocks. */
  endIn(episode: number, from: number, until: number): Order | undefined {
    if (episode < 0) return undefined;
    let first: Order | undefined;
    for (const orders of [this.ends, this.stopped]) {
      for (const order of orders) {
        if (order.from >= until || order.until <= from) continue;
        if (first !== undefined && order.from >= first.from) continue;
        if (this.isRunning(episode, order.from)) first = order;
      }
    }
    return first;
  }

  /** The order that refuses a login at its start, where there is one. */
  refusal(login: LoginTraits): Order | undefined {
    const at = ({ from, until, row }: Order) =>
      from <= login.start && login.start < until && this.reachesClient(row, from, login);
    if (!login.stranger) return this.logins.find(at);
    return this.logins.find(at) ?? this.factors.find(at) ?? this.closed.find(at);
  }

  /** The first order after its start, and before its stop is known, that ends such a session. */
  ending(login: LoginTraits, stopAt: number): Order | undefined {
    return this.sessions.find(
      ({ from, row }) =>
        from > login.start && from < stopAt && this.reachesClient(row, from, login),
    );
  }

  private throttled({ row }: Order, transfers: Transfers, i: number): boolean {
    if (transfers.access[i] !== CELLULAR) return false;
    const province = transfers.province[i] as number;
    return (
      selects(row, transfers.terminal[i] as number, province) &&
      (row.app === "any" || APPS[transfers.app[i]] === row.app) &&
      (row.foreground === "any" || transfers.foreground[i] === 0)
    );
  }

  private reaches({ row, from }: Order, traits: Traits, province: number): boolean {
    const { action } = row;
    if (action === "owner-stops") return this.isRunning(traits.episode, from);
    const isGuest = traits.terminal > 0;
    if (action === "block-tether" && !isGuest) return false;
    // A guest behind the hotspot is no app of the phone, and finds no Wi-Fi of the phone's.
    if ((action === "block-app" || action === "defer-to-wifi") && isGuest) return false;
    return (
      selects(row, traits.terminal, province) &&
      (row.app === "any" || APPS[traits.app] === row.app) &&
      // Whatever its pen says, a guest is never on the phone's screen.
      (row.foreground === "any" || isGuest || traits.foreground === 0)
    );
  }

  private reachesClient(row: EnforcementRow, from: number, login: LoginTraits): boolean {
    if (row.action === "owner-stops") return this.isRunning(login.episode, from);
    return selects(row, 1 - login.own, login.province);
  }

  /** The owner finds what burns the data, and nothing else: an incident that has begun by then. */
  private isRunning(episode: number, at: number): boolean {
    return episode >= 0 && this.book.incidentStart(episode) <= at;
  }
}

function selects(row: EnforcementRow, terminal: number, province: number): boolean {
  if (row.terminal !== "any" && (row.terminal === "guest") !== terminal > 0) return false;
  return row.province === "any" || PROVINCES[province] === row.province;
}

function orderOf(row: EnforcementRow): Order {
  const { from, until, retry, by, action } = row;
  const isOwner = by === "owner" || action === "owner-stops";
  return {
    ...{ from, row, until: until ?? Infinity, waits: retry === "later" },
    endKind: isOwner ? OWNER : SUSPENSION,
  };
}

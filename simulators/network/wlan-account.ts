import { DAY, SECOND } from "../../datasets/sizes.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import { mix } from "../chance/mix.ts";
import { movedBy } from "../engine/transfers.ts";
import type { WlanLogin } from "../model.ts";
import type { Pen } from "../pen.ts";
import type { LoginTraits, Orders } from "./orders.ts";
import { endSession, openSession, plannedStop, type WlanSession } from "./wlan-sessions.ts";

/** How an account lets clients in; a safeguard may change it. */
export interface AccountTerms {
  /** A login needs a code that only the owner's household gets. */
  secondFactor: boolean;
  /** Its password was never the first one that its block of numbers shares. */
  ownPassword: boolean;
  /** When the account is closed to new logins, or gets another password, open sessions end as well. */
  endsSessions: boolean;
}

/** An account as it comes. */
export const PLAIN_ACCOUNT: Readonly<AccountTerms> = {
  secondFactor: false,
  ownPassword: false,
  endsSessions: false,
};

/** What the operator looks at when somebody logs in; a safeguard may change it. */
export interface OperatorChecks {
  /** Most sessions of an account at once, 0 = any number. */
  sessionsAtOnce: number;
}

/** A login that a model asked for, and that was neither let in nor refused yet. */
interface Waiting {
  readonly session: number;
  /** Number of what was asked for, however often it has to log in for it. */
  readonly demand: number;
  readonly episode: number;
  readonly pen: Pen;
  readonly login: WlanLogin;
}

/** What an account is opened with. */
export interface AccountSetting {
  readonly terms: Readonly<AccountTerms>;
  readonly checks: Readonly<OperatorChecks>;
  readonly orders: Orders | null;
  /** Share of stops that the accounting server loses. */
  readonly lostStop: number;
  /** Stream of the line. */
  readonly words: Uint32Array;
}

/** Purposes of draws. */
const LOST_STOP = 4;
const SWEEP = 9;
/** A client that was disconnected is back after so long (chosen: a portal page, filled in again). */
const BACK_AFTER = 30 * SECOND;
/** A number holds the civil day, and among that day's logins so many values. */
const NUMBERS_A_DAY = 1 << 20;

/**
 * The operator-WLAN account of a line: logins that were asked for, sessions that are open, and who
 * is let in.
 *
 * Numbers belong to what was planned: a login that is refused has taken its own, so that no other
 * session is called otherwise for it. Logins are let in or refused in order of time, whoever asked
 * for them first, since a limit on sessions at once counts those that are open at that moment.
 */
export class WlanAccount {
  /** Sessions that are open on the civil day, or will stop on it. */
  sessions: WlanSession[] = [];
  private waiting: Waiting[] = [];
  private readonly setting: AccountSetting;
  private day = 0;
  private readonly taken = new Set<number>();
  /** When the first stranger was let in; Infinity = none ever was. */
  strangerSince = Infinity;

  constructor(setting: AccountSetting) {
    this.setting = setting;
  }

  /** Turns to a civil day; forgets the sessions that had stopped before it. */
  enterDay(day: number, dayStart: number): void {
    this.day = day;
    this.taken.clear();
    if (this.sessions.length === 0) return;
    this.sessions = this.sessions.filter(({ stopAt }) => stopAt >= dayStart);
  }

  /** Takes a login down, and numbers it by `key`, which names its plan and its place in it. */
  request(login: WlanLogin, owner: Pick<Waiting, "episode" | "pen">, key: number): void {
    this.waiting.push({ ...owner, login, session: this.number(key), demand: key });
  }

  /** Lets in, or refuses, the logins before `dayEnd`; returns the sessions that opened. */
  admit(dayEnd: number): readonly WlanSession[] {
    if (this.waiting.length === 0) return [];
    const opened: WlanSession[] = [];
    for (let due = this.takeFirst(dayEnd); due !== undefined; due = this.takeFirst(dayEnd)) {
      const session = this.decide(due, dayEnd);
      if (session === undefined) continue;
      opened.push(session);
      this.sessions.push(session);
    }
    return opened;
  }

  /**
   * Lets the account have another password from a moment of the day in hand on: strangers who were to
   * log in after it are out, and where its terms say so all that are in are put out; clients of the
   * household are back at once, so {@link admit} what is asked for again. Returns the sessions that it
   * changed. Who was refused before, for too many sessions at once, does not ask again.
   */
  changePassword(at: number, midnight: number): readonly WlanSession[] {
    const changed: WlanSession[] = [];
    this.strangerSince = Infinity;
    this.sessions = this.sessions.flatMap((session) => {
      const { login, start, stopAt } = session;
      const isOut = start >= at && login.stranger === true;
      const isEnded = start < at && at < stopAt && this.setting.terms.endsSessions;
      if (!isOut && !isEnded) return [session];
      const after = endSession(session, at, midnight);
      changed.push(after);
      if (isEnded && at < login.end && !login.stranger) {
        this.askAgain(session, at + BACK_AFTER, this.number(session.session ^ at));
      }
      return isOut ? [] : [after];
    });
    return changed;
  }

  private takeFirst(dayEnd: number): Waiting | undefined {
    let first = -1;
    for (const [i, { login, session }] of this.waiting.entries()) {
      if (login.start >= dayEnd) continue;
      const best = this.waiting[first];
      const isEarlier =
        best === undefined ||
        login.start < best.login.start ||
        (login.start === best.login.start && session < best.session);
      if (isEarlier) first = i;
    }
    return first < 0 ? undefined : this.waiting.splice(first, 1)[0];
  }

  private decide(due: Waiting, dayEnd: number): WlanSession | undefined {
    const { login, episode, session } = due;
    const { orders, terms, checks, lostStop, words } = this.setting;
    const traits: LoginTraits = {
      ...{ start: login.start, province: login.province, own: login.own, episode },
      stranger: login.stranger ?? false,
    };
    const refusal = orders?.refusal(traits);
    if (refusal !== undefined) {
      // Who was refused may try again; a stranger does not wait for somebody else's account.
      if (refusal.waits && !traits.stranger) this.askAgain(due, refusal.until);
      return undefined;
    }
    if (terms.secondFactor && traits.stranger) return undefined;
    if (terms.ownPassword && login.firstPassword) return undefined;
    if (checks.sessionsAtOnce > 0 && this.openAt(login.start) >= checks.sessionsAtOnce) {
      return undefined;
    }
    const isUnlucky = lostStop > 0 && keyedDraw(words, LOST_STOP, login.start, session) < lostStop;
    const stopLost = login.stopLost ?? isUnlucky;
    const turn = stopLost ? keyedDraw(words, SWEEP, login.start, session) : 0;
    const planned = plannedStop(login, stopLost, turn);
    const ending = orders?.ending(traits, planned);
    const endedAt = ending?.from ?? Infinity;
    if (ending !== undefined && endedAt < login.end) {
      if (ending.waits) this.askAgain(due, endedAt + BACK_AFTER, this.number(session ^ endedAt));
      else orders?.book.cut(episode, endedAt, ending.endKind);
    }
    const midnight = dayEnd - DAY;
    if (traits.stranger) this.strangerSince = Math.min(this.strangerSince, login.start);
    return openSession(login, due, { endedAt, stopLost, plannedStop: planned, midnight });
  }

  private openAt(time: number): number {
    return this.sessions.filter(({ start, stopAt }) => start <= time && time < stopAt).length;
  }

  /** Asks for what the login would have moved from `start` on. */
  private askAgain(due: Waiting, start: number, session = due.session): void {
    const { login } = due;
    const { end, up, down } = login;
    if (start >= end) return;
    const rest = (total: number) => total - movedBy(total, login.start, end, start);
    const again = { ...login, start, up: rest(up), down: rest(down) };
    const { demand, episode, pen } = due;
    this.waiting.push({ demand, episode, pen, login: again, session });
  }

  /** A number that no other login of the line has, and that says nothing of day, model or order. */
  private number(key: number): number {
    let low = mix(key) % NUMBERS_A_DAY;
    while (this.taken.has(low)) low = (low + 1) % NUMBERS_A_DAY;
    this.taken.add(low);
    return mix((this.day * NUMBERS_A_DAY + low) ^ (this.setting.words[3] as number));
  }
}

import { DAY, HOUR } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import { mix } from "../chance/mix.ts";
import type { Books } from "../charging/books.ts";
import { Meter } from "../charging/meter.ts";
import { areSilent, type NoticeTerms } from "../charging/notice-terms.ts";
import { PassedSums } from "../charging/passed-sums.ts";
import { UsualUse } from "../charging/usual-use.ts";
import type { DeviceLife } from "../life/device-life.ts";
import { firstAwake } from "../life/first-awake.ts";
import type { WlanSession } from "../network/wlan-sessions.ts";

/** On which of the two planes data burns: mobile data, or the operator's WLAN. */
export const MOBILE = 0;
export const ON_WLAN = 1;

/** A moment at which the owner ends what burns data that he did not want. */
export interface Deed {
  readonly time: number;
  readonly plane: number;
}

/** Something that he is told: when, and of what sort. */
interface Message extends Deed {
  readonly sort: number;
}

/** What messages came to: a cost where nothing was wrong. */
export interface ToldOwner {
  readonly device: number;
  /** Messages sent, messages read, and looks of his own. */
  told: number;
  read: number;
  looks: number;
  /** When he found something and ended it. */
  readonly ended: Deed[];
}

/** What a line's notices need to know of it. */
export interface NoticedLine {
  readonly device: number;
  readonly terms: Readonly<NoticeTerms>;
  readonly books: Books;
  /** First civil midnight of the span. */
  readonly from: number;
  /** Stream of the line. */
  readonly words: Uint32Array;
}

const WLAN = codeOf(RATING_GROUPS, "wlan");
/** Sorts of message; what they are read by is drawn for each. */
const STEP = 1;
const MONEY = 2;
const UNUSUAL = 3;
const METER = 4;
const LOGIN = 8;
/** Purposes of draws. */
const READ = 22;

/** Opens what a line's owner is told and looks at; null where that is nothing, so that nobody asks for it. */
export function openNotices(line: NoticedLine): LineNotices | null {
  return areSilent(line.terms) ? null : new LineNotices(line);
}

/**
 * What the owner of one line learns of what it burns, and when he ends it. Records that were rated and
 * logins that were let in make messages; he reads them when he is awake, or at once on waking, and a
 * message at night saves nothing before that. What he looks at himself he looks at awake. Each answer
 * depends on what was rated by its moment and on nothing later. Some 300 bytes a line that has any.
 */
class LineNotices {
  /** The next moment of the day at which something here is due; Infinity when nothing is. */
  due = Infinity;
  readonly count: ToldOwner;
  private readonly line: NoticedLine;
  private readonly usual: UsualUse;
  private readonly sums: PassedSums;
  private readonly meter: Meter | null;
  private life: DeviceLife | undefined;
  private dayEnd: number;
  private waiting: Message[] = [];
  private deeds: Deed[] = [];
  private logins: Message[] = [];
  /** Sorts of message of which a day has one. */
  private readonly today = new Set<number>();
  private lookAt = Infinity;
  private nextLook: number;
  private lookedAt: number;
  private readonly sinceLook = new Float64Array(2);

  constructor(line: NoticedLine) {
    const { books, from, terms } = line;
    this.line = line;
    this.count = { device: line.device, told: 0, read: 0, looks: 0, ended: [] };
    const { groups } = books.plan.tariff;
    this.usual = new UsualUse(["data", "wlan"].map((name) => groups[name]?.bundleBytes ?? 0));
    this.dayEnd = from;
    this.lookedAt = from;
    this.nextLook = terms.lookEvery > 0 ? from + (terms.lookHour ?? 0) * HOUR : Infinity;
    this.sums = new PassedSums(books, terms);
    const { meterEvery, meterBytes } = terms;
    const phase = mix(line.words[0] as number);
    this.meter = meterEvery > 0 ? new Meter(meterEvery, meterBytes, phase) : null;
  }

  /** Turns to a civil day of the line's life, with the sessions that its account opens on it. */
  enterDay(life: DeviceLife, from: number, sessions: readonly WlanSession[]): void {
    if (from > this.line.from) this.usual.endDay();
    this.life = life;
    this.dayEnd = from + DAY;
    this.today.clear();
    const messages = this.waiting;
    this.waiting = [];
    for (const message of messages) this.deliver(message);
    this.turnToLook(from);
    this.watch(sessions, from);
  }

  /** Takes the logins of the day from a moment on: those in a province in which the phone is not. */
  watch(sessions: readonly WlanSession[], after: number): void {
    const life = this.life as DeviceLife;
    const isElsewhere = ({ start, province }: WlanSession) =>
      start >= after &&
      start < this.dayEnd &&
      province !== life.today.province[life.segmentAt(start)];
    this.logins = this.line.terms.elsewhere
      ? sessions
          .filter(isElsewhere)
          .map(({ start, province }) => ({ time: start, plane: ON_WLAN, sort: LOGIN + province }))
          .sort((a, b) => a.time - b.time)
      : [];
    this.settle();
  }

  /** Takes a record that was rated as it closed at `time`. */
  booked(ratingGroup: number, bytes: number, time: number): void {
    const plane = ratingGroup === WLAN ? ON_WLAN : MOBILE;
    const { terms } = this.line;
    (this.usual.today[plane] as number) += bytes;
    (this.sinceLook[plane] as number) += bytes;
    // A meter is the data seller's, who knows nothing of an account on the operator's WLAN.
    const meter = plane === MOBILE ? this.meter : null;
    if (this.sums.passStep(ratingGroup)) {
      if (terms.lag !== null) this.tell({ time: time + terms.lag, plane, sort: STEP });
      if (meter !== null) this.tell({ time: meter.after(time), plane, sort: STEP });
    }
    if (this.sums.passMoney(time) && terms.lag !== null) {
      this.tell({ time: time + terms.lag, plane, sort: MONEY });
    }
    if (meter?.count(bytes, time)) {
      this.tell({ time: meter.after(time), plane, sort: METER });
    }
    this.compare(plane, time);
    this.settle();
  }

  /** Lets happen what is due; a deed is for the line to obey. */
  take(): Deed | undefined {
    const now = this.due;
    const deed = this.deeds.find(({ time }) => time === now);
    if (deed !== undefined) this.deeds = this.deeds.filter((each) => each !== deed);
    else if (this.logins[0]?.time === now) this.tellOnce(this.logins.shift() as Message);
    else this.look(now);
    this.settle();
    return deed;
  }

  /** Holds the day against the line's usual one. */
  private compare(plane: number, time: number): void {
    const { unusual, unusualBytes, unusualLag } = this.line.terms;
    if (unusual === null || unusualLag === null) return;
    const limit = Math.max(unusualBytes ?? 0, unusual * this.usual.in(plane, DAY));
    if ((this.usual.today[plane] as number) <= limit) return;
    this.tellOnce({ time: time + unusualLag, plane, sort: UNUSUAL + 4 * plane });
  }

  private tellOnce(message: Message): void {
    if (this.today.has(message.sort)) return;
    this.today.add(message.sort);
    this.tell(message);
  }

  private tell(message: Message): void {
    if (message.time >= this.dayEnd) this.waiting.push(message);
    else this.deliver(message);
  }

  /** Lets the owner have a message that is sent by the end of the day, or keeps it while he sleeps. */
  private deliver(message: Message): void {
    const { terms, words } = this.line;
    const { time, plane, sort } = message;
    const dayStart = this.dayEnd - DAY;
    if (time >= this.dayEnd) {
      this.waiting.push(message);
      return;
    }
    if (time >= dayStart) this.count.told++;
    const at = firstAwake(this.life as DeviceLife, Math.max(time, dayStart), this.dayEnd);
    if (at === Infinity) this.waiting.push(message);
    else if (keyedDraw(words, READ, time, sort) < terms.reads) {
      this.count.read++;
      this.deeds.push({ time: at + this.actsAfter, plane });
    }
  }

  /** Nobody ends in the same ms what he learns in it. */
  private get actsAfter(): number {
    return Math.max(1, this.line.terms.actsAfter as number);
  }

  private turnToLook(from: number): void {
    const isDue = this.nextLook < this.dayEnd;
    const at = Math.max(this.nextLook, from);
    this.lookAt = isDue ? firstAwake(this.life as DeviceLife, at, this.dayEnd) : Infinity;
  }

  /** He looks at what was rated since he last did, and goes into what is more than usual. */
  private look(now: number): void {
    const { lookEvery, lookFactor } = this.line.terms;
    for (const [plane, bytes] of this.sinceLook.entries()) {
      if (lookFactor === null) continue;
      if (bytes <= lookFactor * this.usual.in(plane, now - this.lookedAt)) continue;
      this.deeds.push({ time: now + this.actsAfter, plane });
    }
    this.count.looks++;
    this.sinceLook.fill(0);
    this.lookedAt = now;
    this.nextLook += lookEvery * Math.max(1, Math.ceil((now + 1 - this.nextLook) / lookEvery));
    this.turnToLook(now);
  }

  private settle(): void {
    let due = Math.min(this.lookAt, this.logins[0]?.time ?? Infinity);
    for (const { time } of this.deeds) due = Math.min(due, time);
    this.due = due < this.dayEnd ? due : Infinity;
  }
}

export type { LineNotices };

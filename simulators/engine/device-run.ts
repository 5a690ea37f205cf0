import { DAY } from "../../datasets/sizes.ts";
import { VIEWS } from "../../datasets/view.ts";
import { END_KINDS } from "../../datasets/vocabularies.ts";
import { keyedDraw } from "../chance/keyed-draw.ts";
import { openStream, STREAM_WORDS } from "../chance/streams.ts";
import type { Books } from "../charging/books.ts";
import { MANAGEMENT_INTERVENTION, NORMAL_RELEASE } from "../charging/causes.ts";
import { type CloseRecord, Line, NO_RECORD, type OpenRecord } from "../charging/line.ts";
import type { Habits, OpenedLife } from "../life/device-life.ts";
import { HEARD, openLife } from "../life/life.ts";
import type { EmitContext, PlanContext, Stretch } from "../model.ts";
import type { Carried } from "../network/carried.ts";
import { withClosures } from "../network/closures.ts";
import { shareLink } from "../network/contention.ts";
import { WlanAccount } from "../network/wlan-account.ts";
import { ADMIN_RESET, type WlanSession } from "../network/wlan-sessions.ts";
import { type ClosedRecord, WLAN_SESSIONS } from "../observers/charging.ts";
import type { Persona } from "../persona.ts";
import type { Desk, Seat, SetModel } from "./desk.ts";
import { cutEpisode, type EpisodeRecord } from "./episode-record.ts";
import { LineEpisodes } from "./line-episodes.ts";
import { type LineNotices, openNotices } from "./line-notices.ts";
import type { LineTargets } from "./line-targets.ts";
import { nightlyOrders } from "./nightly-orders.ts";
import type { Onlooker } from "./onlooker.ts";
import { openOrders } from "./open-orders.ts";
import { endByHand } from "./owner-hand.ts";
import type { Placement } from "./placement.ts";
import { planKey } from "./plan-key.ts";
import { type Placed, planPlaced } from "./plan-placed.ts";
import type { ShardPlan } from "./shard-plan.ts";
import { NO_EPISODE } from "./transfers.ts";
import { stretchesOf } from "./wifi-down.ts";

/** Purpose of a draw. */
const OUTAGE = 21;
const SUSPENSION = END_KINDS.indexOf("suspension");
/** What a line is given beside its person: the books of its bill, and what safeguards made of it. */
export interface LineGiven extends LineTargets {
  readonly books: Books;
}

/**
 * One device through all its days: its life, its line on a bill, what it carries from one day to the next, and
 * its episodes in truth. About 2 KB a device.
 */
export class DeviceRun {
  readonly persona: Persona;
  /** Names of the safeguards that are on. */
  readonly safeguards: readonly string[];
  private readonly told: LineEpisodes;
  private readonly plan: ShardPlan;
  private readonly device: number;
  private readonly life: OpenedLife;
  private readonly line: Line;
  private readonly carried: Carried;
  private readonly placements: readonly Placement[];
  private readonly habits: Readonly<Habits>;
  private readonly words: Uint32Array;
  private readonly observerWords = new Uint32Array(STREAM_WORDS);
  private readonly closed: ClosedRecord;
  /** What its owner learns; null where nobody tells him anything. */
  readonly notices: LineNotices | null;
  private today = 0;
  /** Made once: an event of the charging plane makes no object. */
  private readonly closeRecord: CloseRecord;
  /** WLAN sessions that stop today and are not booked yet, in order of stopping. */
  private stops: WlanSession[] = [];
  /** When its Wi-Fi is down beyond the days that were lived. */
  private wifiDown: readonly Stretch[] = [];
  private flowsSeq = 0;
  private netstatsSeq = 0;
  private wlanSeq = 0;

  constructor(plan: ShardPlan, persona: Persona, given: LineGiven, desk: Desk) {
    const { seed, scenario } = plan;
    const { books, on, targets } = given;
    const { device } = persona;
    this.plan = plan;
    this.device = device;
    this.persona = persona;
    this.life = openLife(seed, scenario, this.persona);
    Object.assign(this.life.settings, targets.settings);
    this.habits = targets.habits;
    this.safeguards = on.map(({ name }) => name);
    this.line = new Line(books);
    this.placements = desk.placementsOf(device);
    this.told = new LineEpisodes(device, this.placements, on);
    this.words = new Uint32Array(desk.normal.length * STREAM_WORDS);
    for (const [m, { model }] of desk.normal.entries()) {
      openStream(seed, device, model.name, this.words.subarray(m * STREAM_WORDS));
    }
    openStream(seed, device, "observers", this.observerWords);
    const rows = withClosures(desk.ordersFor(device), targets.account);
    const orders = openOrders(rows, targets, (n) => this.told.numbered(n));
    const account = new WlanAccount({
      ...{ terms: targets.account, checks: targets.checks, orders },
      ...{ lostStop: scenario.observation.lostStop, words: this.observerWords },
    });
    this.carried = { account, orders, later: [] };
    const { from } = scenario;
    const told = { device, books, from, words: this.observerWords };
    this.notices = openNotices({ ...told, terms: targets.notices });
    this.closed = {
      ...{ record: NO_RECORD, time: 0, cause: 0, ratingGroup: 0, session: 0, device },
      isIncident: (episode) => this.told.numbered(episode).model.role === "incident",
    };
    this.closeRecord = (record, time, cause) => {
      const ratingGroup = books.groupOf(record.roaming);
      this.book(record, { time, cause, ratingGroup, session: 0 }, desk);
      books.enforce(time);
      if (record.roaming === 1) books.watchPackage(time);
    };
  }

  /** Lives one civil day: plans and moves. */
  live(day: number, desk: Desk, seat: Seat): void {
    const { scenario } = this.plan;
    const { transfers, link } = seat;
    const from = scenario.from + day * DAY;
    const { account, orders } = this.carried;
    this.life.enterDay(day);
    const context = { life: this.life, day, dayStart: from, share: 1, random: desk.random };
    const placed = planPlaced(this.placements, context, { ...this.plan, byName: desk.byName });
    this.breakDown(placed, from);
    transfers.length = 0;
    transfers.sets.enter(this.observerWords, this.life.terminals);
    account.enterDay(day, from);
    orders?.enterDay(nightlyOrders(this.habits, this.life, { device: this.device, from }));
    link.enter(this.life, from + DAY, this.carried);
    for (const [m, set] of desk.normal.entries()) {
      desk.random.seed(this.words, m * STREAM_WORDS, day);
      link.hold(set.model.name, planKey(this.words, m * STREAM_WORDS, day));
      this.play(set, context, seat);
    }
    for (const each of placed) {
      if (!scenario.without.includes(each.model.name)) this.playPlaced(each, context, seat);
    }
    link.admit();
    transfers.sort(from);
    const throttles = orders?.throttles ?? [];
    const { contention } = scenario.network;
    if (contention || throttles.length > 0) shareLink(transfers, from, { contention, throttles });
    seat.bearer.enter(from + DAY, orders?.closings);
    this.today = from;
    this.stops = this.stopsFrom(-Infinity);
    this.notices?.enterDay(this.life, from, account.sessions);
  }

  /** The whole ms by which the charging plane's next event of the day has happened, Infinity after the last. */
  due({ bearer }: Seat): number {
    const event = Math.ceil(bearer.peek(this.line));
    const stop = this.stops[0]?.stopAt ?? Infinity;
    return Math.min(event, stop, this.notices?.due ?? Infinity);
  }

  /** Lets that event happen: a session stops, or the bearer goes on. */
  charge(desk: Desk, seat: Seat): void {
    const { line, stops, notices } = this;
    const stop = stops[0];
    if (notices !== null && notices.due <= this.due(seat)) {
      this.act(notices, seat);
      return;
    }
    if (stop !== undefined && stop.stopAt <= Math.ceil(seat.bearer.peek(line))) {
      stops.shift();
      this.bookStop(stop, desk);
      return;
    }
    seat.bearer.step(line, this.closeRecord);
  }

  /** Lets happen what its owner is told, looks at or does. */
  private act(notices: LineNotices, seat: Seat): void {
    const deed = notices.take();
    if (deed === undefined) return;
    const { told, carried, device, today: from } = this;
    endByHand(deed, { device, told, carried, notices, from }, seat);
    this.stops = this.stopsFrom(deed.time);
  }

  /** The sessions that stop from a moment of the day in hand on, in order. */
  private stopsFrom(time: number): WlanSession[] {
    return this.carried.account.sessions
      .filter(({ stopAt }) => stopAt >= time && stopAt < this.today + DAY)
      .sort((a, b) => a.stopAt - b.stopAt || a.session - b.session);
  }

  /** Ends the day: what the observers saw of it, and what truth says. */
  close(day: number, desk: Desk, seat: Seat): void {
    const cut = this.line.cut.splice(0);
    for (let c = 0; c < cut.length; c += 2) {
      cutEpisode(this.told.numbered(cut[c] as number), cut[c + 1] as number, SUSPENSION);
    }
    this.observe(day, desk, seat);
    this.told.count(seat.transfers);
    this.plan.onlooker?.moved(this.device, seat.transfers, this.closed.isIncident);
  }

  /** Tells what it still asks for when the span is over. */
  tell(onlooker: Onlooker): void {
    onlooker.waiting(this.device, this.carried.later);
  }

  /** Its episodes that go into truth. */
  get episodes(): readonly EpisodeRecord[] {
    return this.told.all;
  }

  private play({ model, options }: SetModel, context: PlanContext, { link }: Seat): void {
    link.episode = NO_EPISODE;
    const { life, day, dayStart, share, random } = context;
    for (const episode of model.plan(context, options)) {
      link.reset();
      model.emit({ life, day, dayStart, share, random, episode }, options, link);
    }
  }

  /**
   * Lets the Wi-Fi fail that the day's episodes need to have failed, and what still fails of those
   * before. It fails for whoever leaves the episodes out as well: they are what comes of it.
   */
  private breakDown(placed: readonly Placed[], from: number): void {
    const down = [...this.wifiDown, ...placed.flatMap(stretchesOf)];
    for (const { from: lost, to } of down) {
      this.life.loseWifi(lost, to, keyedDraw(this.observerWords, OUTAGE, lost, 0) < HEARD);
    }
    this.wifiDown = down.filter(({ to }) => to > from + DAY);
  }

  private playPlaced(placed: Placed, context: PlanContext, { link }: Seat): void {
    const { model, options, key, random, share, episodes } = placed;
    link.hold(model.name, key);
    let nth = 0;
    for (const planned of episodes) {
      const emitting: EmitContext = { ...context, random, share, episode: planned };
      const record = planned.everyday ? undefined : this.told.recordOf(placed, nth++, emitting);
      link.episode = record ? record.number : NO_EPISODE;
      link.reset();
      model.emit(emitting, options, link);
    }
  }

  private bookStop(session: WlanSession, desk: Desk): void {
    const { start, movedUp: up, movedDown: down, province, episode, stopAt } = session;
    const parts = episode === NO_EPISODE ? [] : [episode, up, down];
    const record: OpenRecord = { start, up, down, province, rat: 0, roaming: 0, parts };
    const reset = session.terminateCause === ADMIN_RESET;
    if (reset && episode !== NO_EPISODE && this.told.numbered(episode).cutAt < stopAt) {
      cutEpisode(this.told.numbered(episode), stopAt, SUSPENSION);
    }
    const cause = reset ? MANAGEMENT_INTERVENTION : NORMAL_RELEASE;
    const as = { time: stopAt, cause, ratingGroup: WLAN_SESSIONS, session: session.session };
    this.book(record, as, desk);
  }

  private book(
    record: OpenRecord,
    as: Pick<ClosedRecord, "time" | "cause" | "ratingGroup" | "session">,
    { observers }: Desk,
  ): void {
    const { closed } = this;
    closed.record = record;
    closed.time = as.time;
    closed.cause = as.cause;
    closed.ratingGroup = as.ratingGroup;
    closed.session = as.session;
    const { books } = this.line;
    books.lastIncident = this.told.incidentIn(record.parts) ?? books.lastIncident;
    const cost = observers.charging.book(this.line, closed, this.observerWords);
    this.plan.onlooker?.rated(this.device, observers.charging.charged, as.time, cost);
    if (cost !== 0) (books.lastIncident as EpisodeRecord).cost += cost;
    this.notices?.booked(as.ratingGroup, record.up + record.down, as.time);
  }

  private observe(day: number, desk: Desk, { transfers }: Seat): void {
    const { observers } = desk;
    const { device, carried } = this;
    const { scenario, views = VIEWS } = this.plan;
    const from = scenario.from + day * DAY;
    if (views.includes("flows")) {
      const today = { device, from, seq: this.flowsSeq };
      this.flowsSeq = observers.flows.observe(transfers, today, this.observerWords);
    }
    if (views.includes("netstats")) {
      const today = { device, from, seq: this.netstatsSeq };
      this.netstatsSeq = observers.netstats.observe(transfers, today, this.observerWords);
    }
    if (views.includes("wlan")) {
      const today = { device, account: this.persona.accountNumber, to: from + DAY };
      this.wlanSeq = observers.wlan.observe(
        carried.account.sessions,
        { ...today, seq: this.wlanSeq },
        this.observerWords,
      );
    }
  }
}

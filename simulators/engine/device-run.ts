import { resolveOptions } from "../../datasets/options.ts";
import { DAY } from "../../datasets/sizes.ts";
import { VIEWS } from "../../datasets/view.ts";
import { openStream, STREAM_WORDS } from "../chance/streams.ts";
import type { Books } from "../charging/books.ts";
import { Line, type OpenRecord } from "../charging/line.ts";
import type { OpenedLife, Persona } from "../life/device-life.ts";
import { openLife } from "../life/life.ts";
import type { EmitContext, PlanContext, TrafficModel } from "../model.ts";
import { shareLink } from "../network/contention.ts";
import type { Carried } from "../network/link.ts";
import { OPEN_ACCOUNT, type WlanSession } from "../network/wlan-sessions.ts";
import { type ClosedRecord, DATA, WLAN_SESSIONS } from "../observers/charging.ts";
import { SAFEGUARDS } from "../safeguards/catalogue.ts";
import type { Desk, Seat, SetModel } from "./desk.ts";
import {
  countEpisodes,
  EPISODES_A_DEVICE,
  type EpisodeRecord,
  openEpisode,
} from "./episode-record.ts";
import type { Placement } from "./placement.ts";
import type { ShardPlan } from "./shard-plan.ts";
import { NO_EPISODE } from "./transfers.ts";

/** Codes of CAUSES for a stopped WLAN session. */
const NORMAL_RELEASE = 1;
const MANAGEMENT_INTERVENTION = 7;
const ADMIN_RESET = 5;

const NOTHING: OpenRecord = {
  start: 0,
  up: 0,
  down: 0,
  province: 0,
  rat: 0,
  roaming: 0,
  parts: [],
};

/**
 * One device through all its days: its life, its line on a bill, what it carries from one day to the next, and
 * its episodes in truth. About 2 KB a device.
 */
export class DeviceRun {
  readonly persona: Persona;
  readonly episodes: EpisodeRecord[] = [];
  private readonly plan: ShardPlan;
  private readonly device: number;
  private readonly life: OpenedLife;
  private readonly line: Line;
  private readonly carried: Carried;
  private readonly placements: readonly Placement[];
  private readonly words: Uint32Array;
  private readonly observerWords = new Uint32Array(STREAM_WORDS);
  private readonly closed: ClosedRecord;
  /** WLAN sessions that stop today and are not booked yet, in order of stopping. */
  private stops: WlanSession[] = [];
  private flowsSeq = 0;
  private netstatsSeq = 0;
  private wlanSeq = 0;

  constructor(plan: ShardPlan, persona: Persona, books: Books, desk: Desk) {
    const { seed, scenario } = plan;
    const { device } = persona;
    this.plan = plan;
    this.device = device;
    this.persona = persona;
    this.life = openLife(seed, scenario, this.persona);
    for (const { name, apply } of SAFEGUARDS) {
      if (scenario.safeguards.includes(name)) apply(this.life.settings);
    }
    this.line = new Line(books);
    const closure = scenario.wlanClosures.find((entry) => entry.device === device) ?? OPEN_ACCOUNT;
    this.carried = { sessions: 0, wlan: [], later: [], closure };
    this.placements = desk
      .placementsOf(device)
      .filter(({ model }) => !scenario.without.includes(model));
    this.words = new Uint32Array(desk.normal.length * STREAM_WORDS);
    for (const [m, { model }] of desk.normal.entries()) {
      openStream(seed, device, model.name, this.words, m * STREAM_WORDS);
    }
    openStream(seed, device, "observers", this.observerWords);
    this.closed = {
      ...{ record: NOTHING, time: 0, cause: 0, ratingGroup: 0, device },
      isIncident: (episode) => this.episodeNumbered(episode).model.role === "incident",
    };
  }

  /** Lives one civil day: plans and moves. */
  live(day: number, desk: Desk, seat: Seat): void {
    const { scenario } = this.plan;
    const { transfers, link } = seat;
    const from = scenario.from + day * DAY;
    this.life.enterDay(day);
    transfers.length = 0;
    link.enter(this.life, from + DAY, this.carried);
    for (const session of this.carried.wlan) link.emitSession(session);
    const context = { life: this.life, day, dayStart: from, random: desk.random };
    for (const [m, set] of desk.normal.entries()) {
      desk.random.seed(this.words, m * STREAM_WORDS, day);
      this.play(set, context, seat);
    }
    for (const placement of this.placements) {
      if (placement.day === day) this.playPlaced(placement, context, desk, seat);
    }
    transfers.sort(from);
    if (scenario.network.contention) shareLink(transfers, from);
    seat.observerRandom.seed(this.observerWords, 0, 3 * day + 2);
    seat.bearer.enter(from + DAY);
    this.stops = this.carried.wlan
      .filter(({ stopAt }) => stopAt < from + DAY)
      .sort((a, b) => a.stopAt - b.stopAt || a.session - b.session);
  }

  /** The whole ms by which the charging plane's next event of the day has happened, Infinity after the last. */
  due({ bearer }: Seat): number {
    const event = Math.ceil(bearer.peek(this.line));
    const [stop] = this.stops;
    return stop === undefined ? event : Math.min(event, stop.stopAt);
  }

  /** Lets that event happen: a session stops, or the bearer goes on. */
  charge(desk: Desk, seat: Seat): void {
    const { line, stops } = this;
    const [stop] = stops;
    if (stop !== undefined && stop.stopAt <= Math.ceil(seat.bearer.peek(line))) {
      stops.shift();
      this.bookStop(stop, desk, seat);
      return;
    }
    seat.bearer.step(line, (record, time, cause) => {
      this.book(record, { time, cause, ratingGroup: DATA }, desk, seat);
      line.books.enforce(time);
    });
  }

  /** Ends the day: what the observers saw of it, and what truth says. */
  close(day: number, desk: Desk, seat: Seat): void {
    const { line, episodes, carried } = this;
    const dayEnd = this.plan.scenario.from + (day + 1) * DAY;
    for (const episode of line.cut.splice(0)) this.episodeNumbered(episode).cutShort = true;
    this.observe(day, desk, seat);
    countEpisodes(seat.transfers, episodes);
    carried.wlan = carried.wlan.filter(({ stopAt }) => stopAt >= dayEnd);
  }

  private play({ model, options }: SetModel, context: PlanContext, { link }: Seat): void {
    link.model = model.name;
    link.episode = NO_EPISODE;
    const { life, day, dayStart, random } = context;
    for (const episode of model.plan(context, options)) {
      link.reset();
      model.emit({ life, day, dayStart, random, episode }, options, link);
    }
  }

  private playPlaced(
    placement: Placement,
    context: PlanContext,
    { random, byName }: Desk,
    { link }: Seat,
  ): void {
    const model = byName.get(placement.model) as TrafficModel;
    const words = new Uint32Array(STREAM_WORDS);
    openStream(this.plan.seed, this.device, model.name, words);
    random.seed(words, 0, placement.index);
    const options = resolveOptions(model, placement.options);
    link.model = model.name;
    for (const planned of model.plan(context, options)) {
      const emitting: EmitContext = { ...context, episode: planned };
      const record = this.openRecord(model, emitting);
      if (record) record.cause = model.cause?.(emitting, options);
      link.episode = record ? record.number : NO_EPISODE;
      link.reset();
      model.emit(emitting, options, link);
    }
  }

  private openRecord(model: TrafficModel, { episode }: EmitContext): EpisodeRecord | undefined {
    if (model.role === "normal") return undefined;
    const record = openEpisode(model, this.device, this.episodes.length, episode);
    this.episodes.push(record);
    return record;
  }

  private bookStop(session: WlanSession, desk: Desk, seat: Seat): void {
    const { start, up, down, province, episode, stopAt } = session;
    const parts = episode === NO_EPISODE ? [] : [episode, up, down];
    const record: OpenRecord = { start, up, down, province, rat: 0, roaming: 0, parts };
    const reset = session.terminateCause === ADMIN_RESET;
    if (reset && episode !== NO_EPISODE) this.episodeNumbered(episode).cutShort = true;
    const cause = reset ? MANAGEMENT_INTERVENTION : NORMAL_RELEASE;
    this.book(record, { time: stopAt, cause, ratingGroup: WLAN_SESSIONS }, desk, seat);
  }

  private book(
    record: OpenRecord,
    as: Pick<ClosedRecord, "time" | "cause" | "ratingGroup">,
    { observers }: Desk,
    { observerRandom }: Seat,
  ): void {
    const { closed } = this;
    closed.record = record;
    closed.time = as.time;
    closed.cause = as.cause;
    closed.ratingGroup = as.ratingGroup;
    const { books } = this.line;
    books.lastIncident = this.incidentIn(record.parts) ?? books.lastIncident;
    const cost = observers.charging.book(this.line, closed, observerRandom);
    if (cost !== 0) (books.lastIncident as EpisodeRecord).cost += cost;
  }

  private incidentIn(parts: readonly number[]): EpisodeRecord | undefined {
    for (let p = 0; p < parts.length; p += 3) {
      const episode = this.episodeNumbered(parts[p] as number);
      if (episode.model.role === "incident") return episode;
    }
    return undefined;
  }

  private episodeNumbered(number: number): EpisodeRecord {
    return this.episodes[number % EPISODES_A_DEVICE] as EpisodeRecord;
  }

  private observe(day: number, desk: Desk, { transfers }: Seat): void {
    const { observers } = desk;
    const { device, carried } = this;
    const { scenario, views = VIEWS } = this.plan;
    const from = scenario.from + day * DAY;
    if (views.includes("flows")) {
      desk.random.seed(this.observerWords, 0, 3 * day);
      const today = { device, from, seq: this.flowsSeq };
      this.flowsSeq = observers.flows.observe(transfers, today, desk.random);
    }
    if (views.includes("netstats")) {
      const today = { device, from, seq: this.netstatsSeq };
      this.netstatsSeq = observers.netstats.observe(transfers, today);
    }
    if (views.includes("wlan")) {
      desk.random.seed(this.observerWords, 0, 3 * day + 1);
      const today = { device, account: this.persona.accountNumber, to: from + DAY };
      this.wlanSeq = observers.wlan.observe(
        carried.wlan,
        { ...today, seq: this.wlanSeq },
        desk.random,
      );
    }
  }
}

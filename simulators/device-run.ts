import { openRater } from "../datasets/rating.ts";
import { DAY } from "../datasets/sizes.ts";
import { VIEWS } from "../datasets/view.ts";
import { shareLink } from "./contention.ts";
import { type Desk, optionsOf, type SetModel } from "./desk.ts";
import {
  countEpisodes,
  EPISODES_A_DEVICE,
  type EpisodeRecord,
  openEpisode,
} from "./episode-record.ts";
import type { OpenedLife, Persona } from "./life/device-life.ts";
import { openLife } from "./life/life.ts";
import { drawPersona } from "./life/persona.ts";
import { Line, type OpenRecord } from "./line.ts";
import type { Carried } from "./link.ts";
import type { EmitContext, PlanContext, TrafficModel } from "./model.ts";
import { type ClosedRecord, DATA, WLAN_SESSIONS } from "./observers/charging.ts";
import type { Placement } from "./placement.ts";
import { SAFEGUARDS } from "./safeguards/catalogue.ts";
import type { PlanSetting } from "./scenario.ts";
import type { ShardPlan } from "./shard-plan.ts";
import { openStream, STREAM_WORDS } from "./streams.ts";
import { NO_EPISODE } from "./transfers.ts";
import { OPEN_ACCOUNT, type WlanSession } from "./wlan-sessions.ts";

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
 * One device through all its days: its life, its line, what it carries from one day to the next, and
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
  private flowsSeq = 0;
  private netstatsSeq = 0;
  private wlanSeq = 0;

  constructor(plan: ShardPlan, device: number, desk: Desk) {
    const { seed, scenario } = plan;
    this.plan = plan;
    this.device = device;
    this.persona = drawPersona(seed, scenario, device);
    this.life = openLife(seed, scenario, this.persona);
    for (const { name, apply } of SAFEGUARDS) {
      if (scenario.safeguards.includes(name)) apply(this.life.settings);
    }
    this.line = this.openLine();
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

  /** Lives one civil day: plans, moves, charges, observes. */
  day(day: number, desk: Desk): void {
    const { scenario } = this.plan;
    const { transfers, link } = desk;
    const from = scenario.from + day * DAY;
    this.life.enterDay(day);
    transfers.length = 0;
    link.enter(this.life, from + DAY, this.carried);
    for (const session of this.carried.wlan) link.emitSession(session);
    const context = { life: this.life, day, dayStart: from, random: desk.random };
    for (const [m, set] of desk.normal.entries()) {
      desk.random.seed(this.words, m * STREAM_WORDS, day);
      this.play(set, context, desk);
    }
    for (const placement of this.placements) {
      if (placement.day === day) this.playPlaced(placement, context, desk);
    }
    transfers.sort(from);
    if (scenario.network.contention) shareLink(transfers, from);
    desk.observerRandom.seed(this.observerWords, 0, 3 * day + 2);
    this.charge(from + DAY, desk);
    this.observe(day, desk);
    countEpisodes(transfers, this.episodes);
    this.carried.wlan = this.carried.wlan.filter(({ stopAt }) => stopAt >= from + DAY);
  }

  private play({ model, options }: SetModel, context: PlanContext, { link }: Desk): void {
    link.model = model.name;
    link.episode = NO_EPISODE;
    const { life, day, dayStart, random } = context;
    for (const episode of model.plan(context, options)) {
      link.reset();
      model.emit({ life, day, dayStart, random, episode }, options, link);
    }
  }

  private playPlaced(placement: Placement, context: PlanContext, desk: Desk): void {
    const { link, random } = desk;
    const model = desk.byName.get(placement.model) as TrafficModel;
    const words = new Uint32Array(STREAM_WORDS);
    openStream(this.plan.seed, this.device, model.name, words);
    random.seed(words, 0, placement.index);
    const options = optionsOf(model, placement.options);
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

  /** Runs the bearer and books WLAN stops, both in order of closing. */
  private charge(dayEnd: number, desk: Desk): void {
    const { bearer } = desk;
    const { line } = this;
    const stops = this.carried.wlan
      .filter(({ stopAt }) => stopAt < dayEnd)
      .sort((a, b) => a.stopAt - b.stopAt || a.session - b.session);
    const bookStops = (until: number) => {
      while (stops[0] && stops[0].stopAt <= until)
        this.bookStop(stops.shift() as WlanSession, desk);
    };
    bearer.run(line, dayEnd, (record, time, cause) => {
      bookStops(time);
      this.book(record, time, cause, DATA, desk);
      line.enforce(time);
    });
    bookStops(dayEnd - 1);
    for (const episode of line.cut.splice(0)) this.episodeNumbered(episode).cutShort = true;
  }

  private bookStop(session: WlanSession, desk: Desk): void {
    const { start, up, down, province, episode, stopAt } = session;
    const parts = episode === NO_EPISODE ? [] : [episode, up, down];
    const record: OpenRecord = { start, up, down, province, rat: 0, roaming: 0, parts };
    const reset = session.terminateCause === ADMIN_RESET;
    if (reset && episode !== NO_EPISODE) this.episodeNumbered(episode).cutShort = true;
    const cause = reset ? MANAGEMENT_INTERVENTION : NORMAL_RELEASE;
    this.book(record, stopAt, cause, WLAN_SESSIONS, desk);
  }

  private book(
    record: OpenRecord,
    time: number,
    cause: number,
    ratingGroup: number,
    { observers, observerRandom }: Desk,
  ): void {
    const { closed } = this;
    closed.record = record;
    closed.time = time;
    closed.cause = cause;
    closed.ratingGroup = ratingGroup;
    const cost = observers.charging.book(this.line, closed, observerRandom);
    if (cost !== 0) this.owner(record.parts).cost += cost;
  }

  /** The incident in the record; else the last one, whose bytes used up the bundle that is missed now. */
  private owner(parts: readonly number[]): EpisodeRecord {
    for (let p = 0; p < parts.length; p += 3) {
      const episode = this.episodeNumbered(parts[p] as number);
      if (episode.model.role === "incident") return episode;
    }
    return this.episodes.findLast(({ model }) => model.role === "incident") as EpisodeRecord;
  }

  private episodeNumbered(number: number): EpisodeRecord {
    return this.episodes[number % EPISODES_A_DEVICE] as EpisodeRecord;
  }

  private observe(day: number, desk: Desk): void {
    const { observers, transfers } = desk;
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

  private openLine(): Line {
    const { scenario } = this.plan;
    const plan = scenario.plans[this.persona.plan] as PlanSetting;
    const { utcOffset, from } = scenario;
    const calendar = { utcOffset, billingDay: this.persona.billingDay, from };
    const rater = openRater(plan.tariff, calendar);
    const clean = openRater(plan.tariff, calendar);
    rater.preload(DATA, plan.usedAtStart, from);
    clean.preload(DATA, plan.usedAtStart, from);
    return new Line(plan, { rater, clean }, utcOffset);
  }
}

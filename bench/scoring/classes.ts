import type { Alerts } from "../alerts.ts";
import type { World } from "../world.ts";
import { type DeviceTruth, truthByDevice } from "../worlds/device-truth.ts";
import { lowerBound } from "../worlds/lower-bound.ts";
import type { ScoredCases } from "./scored-cases.ts";
import type { ScoringOptions } from "./scoring-options.ts";

/** What an alarm can be, seen from the truth. */
export const ALARM_CLASSES = [
  "hit",
  "late",
  "redundant",
  "false",
  "setAside",
  "otherKind",
] as const;

/** Name of one class. */
export type AlarmClass = (typeof ALARM_CLASSES)[number];

/** An alarm and what it is. */
export interface ClassifiedAlarm {
  /** Index into the alerts. */
  readonly alert: number;
  readonly device: number;
  readonly time: number;
  readonly row: number;
  readonly class: AlarmClass;
  /** Indexes of the cases that it catches, or finds too late. */
  readonly cases: readonly number[];
  /** Indexes of the look-alikes that it is charged to. */
  readonly lookAlikes: readonly number[];
}

/** Tells what alarms are. */
export interface Classifier {
  /** Classifies alarms in their order: a case that one has caught is redundant to the next. */
  classify(alerts: Alerts, alarms: ArrayLike<number>): ClassifiedAlarm[];
  /** Tells whether an alert would be a false alarm, whatever the other alarms are. */
  isFalse(alerts: Alerts, alert: number): boolean;
}

const NONE: readonly number[] = [];
const NO_TRUTH: DeviceTruth = { cases: [], lookAlikes: [], asides: [] };

/**
 * Opens the rules that give each alarm exactly one class: the first that fits of running case,
 * evidence, unscored case, verdict, look-alike, grace, grace of an unscored case, false.
 *
 * Without truth every alarm is set aside: nobody knows.
 * Before its onset an incident excuses nothing; its grace never excuses an alarm in a look-alike.
 * Whether an alert is false depends on its device, time and row alone, never on other alarms.
 *
 * O(log rows of truth + truth of the device) an alarm.
 */
export function openClassifier(
  world: World,
  cases: ScoredCases,
  options: Pick<ScoringOptions, "grace" | "overlap">,
): Classifier {
  if (!world.truth) return NOBODY_KNOWS;
  const truth = truthByDevice(world);
  const judge = openJudge(world, cases, options);
  // A row may bear a verdict on a device of which truth says nothing else.
  const elsewhere = world.evidence.subject.includes(-1) ? NO_TRUTH : undefined;
  return {
    classify(alerts, alarms) {
      const found = new Uint8Array(world.cases.length);
      return Array.from(alarms as ArrayLike<number> & Iterable<number>, (alert) => {
        const here = truth.get(alerts.device[alert]) ?? elsewhere;
        const verdict = here ? judge(alerts, alert, here, found) : { class: "false" as const };
        const { device, time, row } = alerts;
        return {
          alert,
          device: device[alert],
          time: time[alert],
          row: row[alert],
          cases: NONE,
          lookAlikes: NONE,
          ...verdict,
        };
      });
    },
    isFalse(alerts, alert) {
      const here = truth.get(alerts.device[alert]) ?? elsewhere;
      return here === undefined || judge(alerts, alert, here, null).class === "false";
    },
  };
}

const NOBODY_KNOWS: Classifier = {
  classify: ({ device, time, row }, alarms) =>
    Array.from(alarms as ArrayLike<number> & Iterable<number>, (alert) => ({
      alert,
      device: device[alert],
      time: time[alert],
      row: row[alert],
      class: "setAside",
      cases: NONE,
      lookAlikes: NONE,
    })),
  isFalse: () => false,
};

interface Verdict {
  readonly class: AlarmClass;
  readonly cases?: readonly number[];
  readonly lookAlikes?: readonly number[];
}

/** Judges one alert; `found` holds 1 for cases found so far, null leaves the order out. */
type Judge = (
  alerts: Alerts,
  alert: number,
  here: DeviceTruth,
  found: Uint8Array | null,
) => Verdict;

function openJudge(
  world: World,
  { status, end }: ScoredCases,
  { grace, overlap }: Pick<ScoringOptions, "grace" | "overlap">,
): Judge {
  const all = world.cases;
  const find = (name: "hit" | "late", concerned: readonly number[], found: Uint8Array | null) => {
    if (found === null) return { class: name };
    const fresh = concerned.filter((i) => found[i] === 0);
    if (fresh.length === 0) return { class: "redundant" as const, cases: concerned };
    for (const i of fresh) found[i] = 1;
    return { class: name, cases: name === "hit" ? concerned : fresh };
  };

  return (alerts, alert, here, found) => {
    const t = alerts.time[alert];
    const named = namedBy(world, alerts.row[alert]);
    const scored = here.cases.filter((i) => status[i] === "scored");
    const others = here.cases.filter((i) => status[i] !== "scored");
    const running = scored.filter((i) => all[i].onset <= t && t < end[i]);
    if (running.length > 0) {
      const target = overlap === "one" ? [mostBytes(world, running, named)] : running;
      return find("hit", target, found);
    }
    const evident = scored.filter((i) => t >= end[i] && isNamed(world, named, i));
    if (evident.length > 0) return find("late", evident, found);
    const apart = others.filter(
      (i) => (all[i].onset <= t && t < all[i].end) || isNamed(world, named, i),
    );
    if (apart.length > 0) return { class: asideClass(status, apart) };
    if (
      isNamed(world, named, -1) ||
      here.asides.some((i) => world.asides[i].start <= t && t < world.asides[i].end)
    ) {
      return { class: "setAside" };
    }
    const lookAlikes = here.lookAlikes.filter((i) => touches(world.lookAlikes[i], alerts, alert));
    if (lookAlikes.length > 0) return { class: "false", lookAlikes };
    const inGrace = scored.filter((i) => end[i] <= t && t < end[i] + grace);
    if (inGrace.length > 0) return find("late", inGrace, found);
    const apartGrace = others.filter((i) => all[i].end <= t && t < all[i].end + grace);
    if (apartGrace.length > 0) return { class: asideClass(status, apartGrace) };
    return { class: "false" };
  };
}

function asideClass(status: ScoredCases["status"], cases: readonly number[]): AlarmClass {
  return cases.some((i) => status[i] !== "otherKind") ? "setAside" : "otherKind";
}

/** A row touches an episode with the time it covers, `[start, time]`, or when it was delivered. */
function touches(episode: { start: number; end: number }, alerts: Alerts, alert: number): boolean {
  const t = alerts.time[alert];
  if (episode.start <= t && t < episode.end) return true;
  if (alerts.row[alert] < 0) return false;
  return alerts.rowStart[alert] < episode.end && alerts.rowEnd[alert] >= episode.start;
}

/** Range of the evidence that names a row. */
interface Named {
  readonly from: number;
  readonly to: number;
}

const UNNAMED: Named = { from: 0, to: 0 };

function namedBy({ evidence }: World, row: number): Named {
  if (row < 0) return UNNAMED;
  const from = lowerBound(evidence.row, row);
  let to = from;
  while (to < evidence.row.length && evidence.row[to] === row) to++;
  return { from, to };
}

function isNamed({ evidence }: World, { from, to }: Named, subject: number): boolean {
  for (let i = from; i < to; i++) if (evidence.subject[i] === subject) return true;
  return false;
}

/** Ties go to the earliest onset, then to the lowest incident. */
function mostBytes(world: World, running: readonly number[], { from, to }: Named): number {
  const bytes = (subject: number) => {
    let sum = 0;
    for (let i = from; i < to; i++) {
      if (world.evidence.subject[i] === subject) sum += world.evidence.bytes[i];
    }
    return sum;
  };
  const { cases } = world;
  return [...running].sort(
    (a, b) =>
      bytes(b) - bytes(a) ||
      cases[a].onset - cases[b].onset ||
      cases[a].incident - cases[b].incident,
  )[0];
}

import { SECOND } from "../../datasets/sizes.ts";
import type { ClassifiedAlarm } from "./classes.ts";
import { caseBytes } from "./damage.ts";
import type { Scoring } from "./scoring.ts";

/** What became of one scored case under one detector: plain data, mergeable over shards. */
export interface OutcomeRow {
  readonly seed: string | null;
  readonly incident: number;
  readonly kind: string;
  readonly device: number;
  readonly cluster: number;
  readonly onset: number;
  /** Clipped to the scored time. */
  readonly end: number;
  /** The case outlives the scored time. */
  readonly open: boolean;
  readonly outcome: "caught" | "late" | "missed";
  readonly alarmAt: number | null;
  /** First moment at which the view held bytes of it; null: never. */
  readonly observableAt: number | null;
  readonly totalBytes: number;
  readonly leakedBytes: number;
  readonly savedBytes: number;
  /** Minor units saved if only this case were cut: savings of one device need not add up. */
  readonly savedMoney: number;
  readonly latencySeconds: number | null;
  /** null also where an unrelated row caught a case that the view never shows. */
  readonly latencyFromObservableSeconds: number | null;
  readonly latencyBytes: number | null;
  readonly latencyMoney: number | null;
  readonly lateBySeconds: number | null;
  /**
   * Of a case that nobody caught, how far it was followed: to the end of the scored time where it is
   * open, to its own end where misses are censored.
   */
  readonly followed: {
    readonly seconds: number;
    readonly bytes: number;
    readonly money: number;
  } | null;
}

/** When each case was found: indexes are those of the world's cases, NaN is never. */
export interface Findings {
  readonly hit: Float64Array;
  readonly late: Float64Array;
}

/** Reads off the alarms when each case was caught, or found too late. */
export function findingsOf(caseCount: number, alarms: readonly ClassifiedAlarm[]): Findings {
  const hit = new Float64Array(caseCount).fill(Number.NaN);
  const late = new Float64Array(caseCount).fill(Number.NaN);
  for (const { class: name, cases, time } of alarms) {
    if (name !== "hit" && name !== "late") continue;
    const found = name === "hit" ? hit : late;
    for (const i of cases) if (Number.isNaN(found[i])) found[i] = time;
  }
  return { hit, late };
}

/**
 * Works out the outcome of every scored case of one device, in the order of the world's cases:
 * bytes leaked and saved, latencies in time, bytes and money. A missed or late case leaks all.
 */
export function outcomesOf(scoring: Scoring, device: number, findings: Findings): OutcomeRow[] {
  const { world, options } = scoring;
  const rows = world.ledger.rowsOf(device);
  const payer = world.payer[device];
  const billed = (subject: number, cut: number) =>
    scoring.stopped(payer, [{ subject, time: scoring.timeOf(subject), cut }]).billed;
  /** What the case has cost by `cut`: the bill with it cut there, less the bill without it. */
  const costBy = (subject: number, cut: number) =>
    billed(subject, cut) - billed(subject, Number.NEGATIVE_INFINITY);

  return (scoring.casesOf.get(device) ?? []).map((subject) => {
    const { incident, kind, onset, observable } = world.cases[subject];
    const time = scoring.timeOf(subject);
    const hit = findings.hit[subject];
    const late = findings.late[subject];
    const caught = !Number.isNaN(hit);
    const isLate = !caught && !Number.isNaN(late);
    const stop = caught ? hit + options.reactionDelay : Number.POSITIVE_INFINITY;
    const { leaked, total } = caseBytes(rows, subject, time, stop);
    const bytesBy = (cut: number) => caseBytes(rows, subject, time, cut).leaked;
    return {
      seed: world.seed,
      incident,
      kind,
      device,
      cluster: world.cluster[device],
      onset,
      end: time.end,
      open: time.open,
      outcome: caught ? "caught" : isLate ? "late" : "missed",
      alarmAt: caught ? hit : isLate ? late : null,
      observableAt: observable,
      totalBytes: total,
      leakedBytes: leaked,
      savedBytes: total - leaked,
      savedMoney: caught ? scoring.factual(payer).billed - billed(subject, stop) : 0,
      latencySeconds: caught ? (hit - onset) / SECOND : null,
      latencyFromObservableSeconds:
        caught && observable !== null
          ? Math.max(0, hit - Math.max(onset, observable)) / SECOND
          : null,
      latencyBytes: caught ? bytesBy(hit) : null,
      latencyMoney: caught ? costBy(subject, hit) : null,
      lateBySeconds: isLate ? (late - time.end) / SECOND : null,
      followed:
        !caught && (time.open || options.missed === "censored")
          ? {
              seconds: (time.end - onset) / SECOND,
              bytes: time.open ? bytesBy(time.end) : total,
              money: costBy(subject, time.open ? time.end : Number.POSITIVE_INFINITY),
            }
          : null,
    };
  });
}

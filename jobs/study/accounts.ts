import type { BillAccount, Books, CaseAccount } from "../../bench/study/books.ts";
import { type Course, openCourse } from "../../bench/study/course.ts";
import type { BillBooks, Onlooker } from "../../simulators/engine/onlooker.ts";
import type { Transfers } from "../../simulators/engine/transfers.ts";
import type { Demand } from "../../simulators/network/carried.ts";
import { DemandLog, isBilled } from "./demand-log.ts";
import { liveLines, type StudyWorld, type Treatment } from "./study-world.ts";

/** What one line came to. */
export interface LineAccount {
  rated: number;
  billedBytes: number;
  /** Messages that its safeguards sent its owner. */
  messages: number;
  readonly demands: DemandLog | null;
  /** Bytes of demands that still wait, by number. */
  readonly waiting: Map<number, number>;
}

/** The books of a life. */
export interface Accounts extends Books {
  readonly lines: ReadonlyMap<number, LineAccount>;
  readonly lookAlikes: readonly { readonly kind: string; readonly device: number }[];
}

/** Bytes of one case, while they are counted. */
interface Counted {
  billed: number;
  wifi: number;
  waiting: number;
}

/** Lives some lines and keeps their books; with every demand of theirs where `demands` is set. */
export function accountsOf(
  world: StudyWorld,
  lines: readonly number[],
  treatment: Treatment,
  { demands = false }: { readonly demands?: boolean } = {},
): Accounts {
  // In a world of one line what is rated of incidents is its case's.
  const course = world.personas.length === 1 ? openCourse() : null;
  const books = openBooks(demands, course);
  const truth = liveLines(world, { lines, treatment, views: [], onlooker: books.onlooker });
  for (const { device, told } of truth.notices) books.lineOf(device).messages = told;
  const cases = new Map<number, CaseAccount>();
  const lookAlikes: { kind: string; device: number }[] = [];
  for (const { number, device, model, onset, end, cost } of truth.episodes) {
    if (model.role === "look-alike") lookAlikes.push({ kind: model.name, device });
    if (model.role !== "incident") continue;
    const { billed = 0, wifi = 0, waiting = 0 } = books.counted.get(number) ?? {};
    cases.set(number, {
      ...{ number, device, kind: model.name, onset, end, rated: cost },
      ...{ billedBytes: billed, wifiBytes: wifi, waitingBytes: waiting },
      ...(course === null ? {} : { course: course.points() }),
    });
  }
  return { lines: books.lines, bills: books.bills, cases, lookAlikes };
}

function openBooks(withDemands: boolean, course: Course | null) {
  const lines = new Map<number, LineAccount>();
  const bills = new Map<number, BillAccount>();
  const counted = new Map<number, Counted>();
  const lineOf = (device: number): LineAccount => {
    let line = lines.get(device);
    if (line === undefined) {
      const demands = withDemands ? new DemandLog() : null;
      line = { rated: 0, billedBytes: 0, messages: 0, demands, waiting: new Map() };
      lines.set(device, line);
    }
    return line;
  };
  const countOf = (episode: number): Counted => {
    let count = counted.get(episode);
    if (count === undefined) {
      count = { billed: 0, wifi: 0, waiting: 0 };
      counted.set(episode, count);
    }
    return count;
  };
  const onlooker: Onlooker = {
    moved(device, transfers, isIncident) {
      const line = lineOf(device);
      line.billedBytes += countDay(transfers, countOf);
      line.demands?.add(transfers, isIncident);
    },
    rated(device, charged, time, cost) {
      lineOf(device).rated += charged;
      course?.add(time, cost);
    },
    waiting(device, demands: readonly Demand[]) {
      const { waiting } = lineOf(device);
      for (const { demand, episode, up, down } of demands) {
        waiting.set(demand, (waiting.get(demand) ?? 0) + up + down);
        if (episode >= 0) countOf(episode).waiting += up + down;
      }
    },
    billed(payer, { rater, clean }: BillBooks) {
      bills.set(payer, { billed: rater.billed(), clean: clean.billed() });
    },
  };
  return { lines, lineOf, bills, counted, onlooker };
}

/** Counts a day's bytes of episodes by plane; returns all that stand on the operator's bill. */
function countDay(transfers: Transfers, countOf: (episode: number) => Counted): number {
  const { length, access, movedUp, movedDown, episode } = transfers;
  let billed = 0;
  for (let i = 0; i < length; i++) {
    const bytes = movedUp[i] + movedDown[i];
    const onBill = isBilled(access[i]);
    if (onBill) billed += bytes;
    if (episode[i] < 0 || bytes === 0) continue;
    const count = countOf(episode[i]);
    if (onBill) count.billed += bytes;
    else count.wifi += bytes;
  }
  return billed;
}

import { type CutBill, cutBill } from "../../bench/cutting/cut-bill.ts";
import type { CutRows } from "../../bench/cutting/cut-line.ts";
import { type RecordOrders, recordOrders } from "../../bench/cutting/record-orders.ts";
import type { RecordedWorld, Subject } from "../../bench/cutting/recorded-world.ts";
import type { Straddled } from "../../bench/cutting/straddled.ts";
import type { Owner } from "../../bench/policy.ts";
import { moneyAtAlarms } from "../../bench/scoring/money-at-alarm.ts";
import type { Books, CaseAccount } from "../../bench/study/books.ts";
import type {
  CaseOutcome,
  LineHarm,
  LineOutcome,
  StrategyOutcome,
} from "../../bench/study/outcome.ts";
import type { RecordsCut } from "../../bench/study/study-file.ts";
import type { LoopOutcome, SetStrategy } from "./answering.ts";
import type { Heard } from "./heard.ts";
import { openLoop } from "./open-loop.ts";
import { outcomeOf, type People } from "./outcome-of.ts";

/** What a strategy did to the records of one dataset. */
export interface RecordsOutcome {
  /** null: there is no truth, or nothing of what it did can be told. */
  readonly outcome: StrategyOutcome | null;
  readonly cut: Omit<RecordsCut, "dataset" | "strategy" | "alarmsPerDay">;
  readonly loop: LoopOutcome;
  readonly straddled: Straddled;
}

/** How records are studied. */
export interface RecordsRun {
  readonly owner: Owner;
  readonly seed: string;
  /** What the detectors of a strategy heard. */
  readonly heardBy: (strategy: SetStrategy) => readonly Heard[];
  /** Called between two batches of bills, with the share that is done. */
  readonly breathe?: (done: number, total: number) => Promise<void>;
}

/** One strategy, and what is added up for it bill by bill. */
interface Tally {
  readonly strategy: SetStrategy;
  readonly loop: LoopOutcome;
  readonly orders: RecordOrders;
  readonly cases: CaseOutcome[];
  readonly lines: LineOutcome[];
  readonly straddled: { cases: number; wanted: number; rated: number };
  bytes: number;
  rated: number;
  billed: number;
}

/** Bills between two breaths. */
const BATCH = 256;

/** Studies strategies on the records of a dataset: cuts them by what each answers, and rates them again. */
export async function studyRecords(
  recorded: RecordedWorld,
  strategies: readonly SetStrategy[],
  { owner, seed, heardBy, breathe }: RecordsRun,
): Promise<readonly RecordsOutcome[]> {
  const tallies = strategies.map((strategy): Tally => {
    const loop = openLoop(recorded, strategy, { owner, seed, heard: heardBy(strategy) });
    const orders = recordOrders(recorded, loop.enforcement);
    const sums = { straddled: { cases: 0, wanted: 0, rated: 0 }, bytes: 0, rated: 0, billed: 0 };
    return { strategy, loop, orders, cases: [], lines: [], ...sums };
  });
  const { payer } = recorded.fleet;
  const people = peopleOf(recorded);
  const casesOn = casesOnBills(recorded);
  const alarmed = tallies.flatMap(({ loop }) => loop.alarms.map(({ device }) => payer[device]));
  const bills = [...new Set([...casesOn.keys(), ...alarmed])].sort((a, b) => a - b);
  for (const [i, bill] of bills.entries()) {
    if (i % BATCH === 0) await breathe?.(i, bills.length);
    addBill(recorded, { bill, people, cases: casesOn.get(bill) ?? [] }, tallies);
  }
  return tallies.map((tally) => resultOf(recorded, tally));
}

interface StudiedBill {
  readonly bill: number;
  readonly people: People;
  /** Subjects that are cases on it. */
  readonly cases: readonly number[];
}

function addBill(
  recorded: RecordedWorld,
  { bill, people, cases }: StudiedBill,
  tallies: readonly Tally[],
): void {
  const lines = recorded.linesOn(bill);
  const was = cutBill(recorded, bill, null);
  const before = booksOf(recorded, { bill, cases, cut: was });
  for (const tally of tallies) {
    const { strategy, loop, orders } = tally;
    const isTouched = lines.some((line) => orders.ordersOf.has(line));
    const is = isTouched ? cutBill(recorded, bill, orders) : was;
    const after = isTouched ? booksOf(recorded, { bill, cases, cut: is, orders }) : before;
    const harmOn = (line: number) =>
      cutHarm(recorded.subjects, is.left.get(line), orders.ordersOf.get(line)?.waits === true);
    const outcome = outcomeOf({ people, strategy, loop, lines, harmOn }, before, after);
    tally.cases.push(...outcome.cases);
    tally.lines.push(...outcome.lines);
    tally.straddled.cases += is.straddled.cases;
    tally.straddled.wanted += is.straddled.wanted;
    tally.straddled.rated += is.straddled.rated;
    tally.billed += was.books.billed - is.books.billed;
    for (const line of lines) {
      const [one, other] = [was.books.lines.get(line), is.books.lines.get(line)];
      tally.bytes += (one?.bytes ?? 0) - (other?.bytes ?? 0);
      tally.rated += (one?.rated ?? 0) - (other?.rated ?? 0);
    }
  }
}

/** Books of one bill, as both loops keep them. */
function booksOf(
  { subjects }: RecordedWorld,
  {
    bill,
    cases,
    cut: { books, left },
    orders,
  }: Omit<StudiedBill, "people"> & {
    readonly cut: CutBill;
    readonly orders?: RecordOrders;
  },
): Books {
  const accounts = cases.map((number): [number, CaseAccount] => {
    const { device, kind, onset, end } = subjects[number] as Subject;
    const { bytes = 0, rated = 0 } = books.cases.get(number) ?? {};
    const waits = orders?.ordersOf.get(device)?.waits === true;
    const waitingBytes = waits ? missingOf(left.get(device), number) : 0;
    return [
      number,
      {
        ...{ number, device, kind: kind ?? "unknown", onset, end },
        ...{ billedBytes: bytes, wifiBytes: 0, waitingBytes, rated },
      },
    ];
  });
  const { billed, clean } = books;
  return {
    lines: new Map([...books.lines].map(([line, { rated }]) => [line, { rated, messages: 0 }])),
    cases: new Map(accounts),
    bills: new Map([[bill, { billed, clean }]]),
  };
}

/** Bytes of a subject that were cut. */
function missingOf(cut: CutRows | undefined, subject: number): number {
  if (cut === undefined) return 0;
  const { parts } = cut.rows;
  let missing = 0;
  for (let p = 0; p < parts.length; p++) {
    if (parts.subject[p] !== subject) continue;
    missing += parts.up[p] + parts.down[p] - cut.partUp[p] - cut.partDown[p];
  }
  return missing;
}

/** Of what was cut of a line, all that no incident made: look-alikes, and what no record tells. */
function cutHarm(subjects: readonly Subject[], cut: CutRows | undefined, waits: boolean): LineHarm {
  let lookAlike = 0;
  let untold = 0;
  if (cut !== undefined) {
    const { rows, up, down, partUp, partDown } = cut;
    for (let i = 0; i < rows.length; i++) untold += rows.up[i] + rows.down[i] - up[i] - down[i];
    for (let p = 0; p < rows.parts.length; p++) {
      const missing = rows.parts.up[p] + rows.parts.down[p] - partUp[p] - partDown[p];
      untold -= missing;
      if (subjects[rows.parts.subject[p]]?.kind === null) lookAlike += missing;
    }
  }
  const pending = waits ? lookAlike + untold : 0;
  return {
    lost: waits ? [0, 0, 0, 0, 0] : [0, 0, 0, lookAlike, untold],
    ...{ delayed: [0, 0, 0, 0, 0], byteHours: 0, pending, pushesMissed: 0 },
  };
}

function resultOf(recorded: RecordedWorld, tally: Tally): RecordsOutcome {
  const { strategy, loop, orders, cases, lines, straddled, bytes, rated, billed } = tally;
  const { world, fleet } = recorded;
  const isPriced = fleet.payer.some((payer) => world.accountOf(payer) !== null);
  const money = (value: number) => (isPriced ? value : null);
  const seen = new Set<number>();
  const first = loop.alarms.filter(({ device }) => !seen.has(device) && seen.add(device));
  const stood = moneyAtAlarms({ world: { ...world, ledger: recorded.ledger } }, first);
  const sum = (of: (at: (typeof stood)[number]) => number) =>
    stood.reduce((total, at) => total + of(at), 0);
  const touched = orders.ordersOf.size;
  const { isUntold, untold } = orders;
  return {
    ...{ loop, straddled },
    cut: {
      ...{ alarms: loop.alarms.length, lines: seen.size, untold },
      atFirstAlarm: { bytes: sum((at) => at.bytes), rated: money(sum((at) => at.charged)) },
      cut: isUntold ? null : { lines: touched, bytes, rated: money(rated), billed: money(billed) },
    },
    outcome:
      isUntold || !world.truth
        ? null
        : {
            ...{ strategy, mode: "open" as const, cases, lines, touched },
            lookAlikes: recorded.subjects.flatMap(({ device, lookAlike }) =>
              lookAlike === undefined ? [] : [{ kind: lookAlike, device }],
            ),
            ...{ alarms: loop.alarms.length, wrongPlane: loop.wrongPlane.length },
          },
  };
}

function peopleOf({ fleet, world }: RecordedWorld): People {
  return { payer: fleet.payer, cluster: world.cluster, split: world.split };
}

/** Cases by the line that pays for them. */
function casesOnBills({ fleet, subjects }: RecordedWorld): ReadonlyMap<number, readonly number[]> {
  const bills = new Map<number, number[]>();
  for (const [subject, { device, kind }] of subjects.entries()) {
    if (kind === null) continue;
    const bill = fleet.payer[device];
    const here = bills.get(bill);
    if (here === undefined) bills.set(bill, [subject]);
    else here.push(subject);
  }
  return bills;
}

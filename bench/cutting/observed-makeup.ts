import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { codeOf } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { guestRows } from "../../detectors/state/guest-rows.ts";
import { type BytesOverTime, bytesOverTime } from "./bytes-over-time.ts";
import type { Picking } from "./line-orders.ts";
import type { RecordedWorld } from "./recorded-world.ts";
import { joinWindows } from "./windows.ts";

/** Bytes of no subject. */
export const REST = -1;

/** Who tells what a line's mobile data is made of. */
export type Observer = "flows" | "netstats";

/** What one line's mobile data is made of, as an observer tells it. */
export interface Makeup {
  /**
   * Share of a subject's bytes over [from, to) that lie in the time of `picks` and are what they stop;
   * 0 where the observer saw none of them.
   */
  share(
    subject: number,
    stretch: readonly [from: number, to: number],
    picks: readonly Picking[],
  ): number;
}

/** Mobile data of one subject on one line, row by row of the observer. */
interface Told {
  readonly start: number[];
  readonly end: number[];
  readonly bytes: number[];
  readonly guest: number[];
  readonly app: number[];
  readonly foreground: number[];
}

const CELLULAR = codeOf(ACCESS, "cellular");

/**
 * Reads what an observer tells of some lines' mobile data. Memory grows with their rows, some 100
 * bytes each.
 */
export function observedMakeup(
  recorded: RecordedWorld,
  observer: Observer,
  lines: ReadonlySet<number>,
): ReadonlyMap<number, Makeup> {
  const { dataset } = recorded;
  const { devicesPerShard } = dataset.manifest;
  const shards = new Set(Array.from(lines, (line) => Math.floor(line / devicesPerShard)));
  const told = new Map<number, Map<number, Told>>();
  for (const shard of [...shards].sort((a, b) => a - b)) {
    readShard(recorded, { observer, shard, lines }, told);
  }
  return new Map([...told].map(([line, subjects]) => [line, makeupOf(subjects)]));
}

const COLUMNS: Readonly<Record<Observer, readonly ViewColumn[]>> = {
  flows: ["device", "start", "time", "up", "down", "access", "ttl", "osFingerprint"],
  netstats: [
    ...(["device", "start", "time", "up", "down", "access"] as const),
    ...(["app", "foreground", "tethering"] as const),
  ],
};

interface Read {
  readonly observer: Observer;
  readonly shard: number;
  readonly lines: ReadonlySet<number>;
}

function readShard(
  recorded: RecordedWorld,
  { observer, shard, lines }: Read,
  told: Map<number, Map<number, Told>>,
): void {
  const parts = partsByRow(recorded, observer, shard);
  const isGuest =
    observer === "flows"
      ? guestRows()
      : ({ tethering }: ViewBatch, row: number) => tethering[row] === 1;
  let first = 0;
  for (const batch of recorded.dataset.readView(observer, shard, COLUMNS[observer])) {
    for (let i = 0; i < batch.length; i++) {
      const line = batch.device[i];
      if (!lines.has(line) || batch.access[i] !== CELLULAR) continue;
      const guest = isGuest(batch, i) ? 1 : 0;
      let rest = batch.up[i] + batch.down[i];
      for (const { subject, bytes } of parts.get(first + i) ?? []) {
        add(toldOf(told, line, subject), batch, i, { bytes, guest });
        rest -= bytes;
      }
      if (rest > 0) add(toldOf(told, line, REST), batch, i, { bytes: rest, guest });
    }
    first += batch.length;
  }
}

function add(
  told: Told,
  { start, time, app, foreground }: ViewBatch,
  i: number,
  { bytes, guest }: { readonly bytes: number; readonly guest: number },
): void {
  told.start.push(start[i]);
  told.end.push(time[i]);
  told.bytes.push(bytes);
  told.guest.push(guest);
  told.app.push(app?.[i] ?? 0);
  told.foreground.push(foreground?.[i] ?? 0);
}

function toldOf(told: Map<number, Map<number, Told>>, line: number, subject: number): Told {
  const subjects = told.get(line) ?? new Map<number, Told>();
  told.set(line, subjects);
  const known = subjects.get(subject);
  if (known !== undefined) return known;
  const made = { start: [], end: [], bytes: [], guest: [], app: [], foreground: [] };
  subjects.set(subject, made);
  return made;
}

function partsByRow({ dataset, subjectOf }: RecordedWorld, view: Observer, shard: number) {
  const parts = new Map<number, { subject: number; bytes: number }[]>();
  if (dataset.manifest.truth === null) return parts;
  for (const batch of dataset.readRecordTruth(view, shard)) {
    for (let i = 0; i < batch.length; i++) {
      const subject = subjectOf.get(batch.episode[i]) ?? REST;
      const bytes = batch.up[i] + batch.down[i];
      if (subject === REST || bytes === 0) continue;
      const here = parts.get(batch.row[i]);
      if (here === undefined) parts.set(batch.row[i], [{ subject, bytes }]);
      else here.push({ subject, bytes });
    }
  }
  return parts;
}

function makeupOf(subjects: ReadonlyMap<number, Told>): Makeup {
  const known = new Map<string, BytesOverTime>();
  const over = (subject: number, key: string, bytes: (told: Told) => readonly number[]) => {
    const name = `${subject} ${key}`;
    const told = subjects.get(subject);
    let found = known.get(name);
    if (found === undefined && told !== undefined) {
      found = bytesOverTime({ ...told, bytes: bytes(told) });
      known.set(name, found);
    }
    return found;
  };
  return {
    share(subject, [from, to], picks) {
      const all = over(subject, "all", ({ bytes }) => bytes);
      const total = all === undefined ? 0 : all.before(to) - all.before(from);
      if (total <= 0) return 0;
      let picked = 0;
      for (const [key, same] of byWhat(picks)) {
        const row = same[0]?.row as EnforcementRow;
        const some = over(subject, key, (told) => pickedBytes(told, row)) as BytesOverTime;
        for (const window of joinWindows(same)) {
          const a = Math.max(from, window.from);
          const b = Math.min(to, window.until);
          if (b > a) picked += some.before(b) - some.before(a);
        }
      }
      return Math.min(1, picked / total);
    },
  };
}

/** Picks of the same bytes together; what two different ones stop at once counts in both, and 1 is the most. */
function byWhat(picks: readonly Picking[]): ReadonlyMap<string, readonly Picking[]> {
  const groups = new Map<string, Picking[]>();
  for (const pick of picks) {
    const { action, app, foreground, terminal } = pick.row;
    const guests = action === "block-tether" ? "guests" : terminal;
    const key = [guests, app, foreground].join();
    const here = groups.get(key);
    if (here === undefined) groups.set(key, [pick]);
    else here.push(pick);
  }
  return groups;
}

function pickedBytes(
  { bytes, guest, app, foreground }: Told,
  row: EnforcementRow,
): readonly number[] {
  const isTether = row.action === "block-tether";
  return bytes.map((moved, i) => {
    if (isTether) return guest[i] === 1 ? moved : 0;
    const isApp = row.app === "any" || APPS[app[i]] === row.app;
    const isGround = row.foreground === "any" || foreground[i] === 0;
    return guest[i] === 0 && isApp && isGround ? moved : 0;
  });
}

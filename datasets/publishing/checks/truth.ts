import type { Dataset, RecordTruthBatch } from "../../dataset.ts";
import { VIEWS, type ViewBatch, type ViewName } from "../../view.ts";
import { ROLES } from "../../vocabularies.ts";
import { missing, repeated } from "./conservation.ts";
import type { Findings } from "./finding.ts";

/** Checks the record truth of one view and shard against its rows, and all of it against the tables. */
export interface TruthCheck {
  /** Begins a view of a shard, whose truth lies in `file`. */
  open(view: ViewName, file: string, truth: Iterator<RecordTruthBatch>): TruthCursor;
  finish(): void;
}

/** Walks record truth in step with the rows that it is about. */
export interface TruthCursor {
  /** Takes the rows from `base` on. */
  add(batch: ViewBatch, base: number): void;
  /** Ends after the last row. */
  finish(): void;
}

const NONE = 4_294_967_295;

/**
 * Opens the checks of truth: every entry names a row, a device and an episode that exist, once; what
 * belongs to episodes is no more than the row holds; cases count their rows and first evidence
 * right; episodes sum up to their bytes; the manifest's counts are the tables'.
 *
 * Keeps a few numbers for each episode and view.
 */
export function openTruthCheck(dataset: Dataset, findings: Findings): TruthCheck {
  const episodes = dataset.readTruth("episodes");
  const index = new Map<number, number>();
  for (let i = 0; i < episodes.length; i++) index.set(episodes.episode[i], i);
  const sums = Object.fromEntries(VIEWS.map((view) => [view, openSums(episodes.length)])) as Record<
    ViewName,
    Sums
  >;

  return {
    open(view, file, truth) {
      const bad = (row: number, message: string): void =>
        findings.add({ level: "error", check: "truth", file, row, message });
      return openCursor(truth, bad, (batch, i, entry) => {
        const at = index.get(entry.episode);
        if (at === undefined) return bad(entry.ordinal, `no episode has number ${entry.episode}`);
        if (episodes.device[at] !== batch.device[i]) {
          bad(entry.ordinal, `episode ${entry.episode} is of device ${episodes.device[at]}`);
        }
        const { up, down, rows, observable } = sums[view];
        up[at] += entry.up;
        down[at] += entry.down;
        rows[at]++;
        observable[at] = Math.min(observable[at], batch.visibleAt[i]);
      });
    },
    finish() {
      const error = (file: string, message: string, row?: number): void =>
        findings.add({
          level: "error",
          check: "truth",
          file,
          message,
          ...(row === undefined ? {} : { row }),
        });
      checkEpisodes(dataset, episodes, sums, error);
      checkCases(dataset, episodes, { index, sums }, error);
      checkCounts(dataset, episodes, error);
    },
  };
}

interface Sums {
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly rows: Uint32Array;
  readonly observable: Float64Array;
}

function openSums(length: number): Sums {
  return {
    up: new Float64Array(length),
    down: new Float64Array(length),
    rows: new Uint32Array(length),
    observable: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
  };
}

interface Entry {
  readonly ordinal: number;
  readonly episode: number;
  readonly up: number;
  readonly down: number;
}

function openCursor(
  truth: Iterator<RecordTruthBatch>,
  bad: (row: number, message: string) => void,
  onEntry: (batch: ViewBatch, row: number, entry: Entry) => void,
): TruthCursor {
  let current: RecordTruthBatch | null = null;
  let at = 0;
  let ordinal = 0;
  let lastRow = -1;
  let lastEpisode = -1;
  let leftUp = 0;
  let leftDown = 0;
  const peek = (): number => {
    while (current === null || at >= current.length) {
      const next = truth.next();
      if (next.done) return Number.POSITIVE_INFINITY;
      current = next.value;
      at = 0;
    }
    return current.row[at];
  };
  return {
    add(batch, base) {
      for (let row = peek(); row < base + batch.length; row = peek()) {
        const { device, seq, episode, up, down } = current as RecordTruthBatch;
        const i = row - base;
        if (row < lastRow || i < 0) {
          bad(ordinal, `rows must stand in order, got ${row} after ${lastRow}`);
        } else {
          if (device[at] !== batch.device[i] || seq[at] !== batch.seq[i]) {
            bad(ordinal, `row ${row} is device ${batch.device[i]}, seq ${batch.seq[i]}`);
          }
          if (row === lastRow && episode[at] === lastEpisode) {
            bad(ordinal, `names episode ${lastEpisode} twice for row ${row}`);
          }
          leftUp = (row === lastRow ? leftUp : batch.up[i]) - up[at];
          leftDown = (row === lastRow ? leftDown : batch.down[i]) - down[at];
          if (!(leftUp >= 0 && leftDown >= 0 && up[at] >= 0 && down[at] >= 0)) {
            bad(ordinal, `names more bytes than row ${row} holds`);
          }
          onEntry(batch, i, { ordinal, episode: episode[at], up: up[at], down: down[at] });
          lastRow = row;
          lastEpisode = episode[at];
        }
        at++;
        ordinal++;
      }
    },
    finish() {
      const row = peek();
      if (row !== Number.POSITIVE_INFINITY) bad(ordinal, `the view has no row ${row}`);
      truth.return?.();
    },
  };
}

type Episodes = ReturnType<Dataset["readTruth"]> & {
  readonly episode: Uint32Array;
  readonly device: Uint32Array;
  readonly incident: Uint32Array;
  readonly role: ArrayLike<number>;
  readonly kind: ArrayLike<number>;
  readonly up: Float64Array;
  readonly down: Float64Array;
};
type OnError = (file: string, message: string, row?: number) => void;

/**
 * The phone sees all that it moves itself, the operator's views all that crosses the operator's
 * network: an episode's bytes are those of the view that sees most of it, short of what is missing. A
 * view names more than an episode has only of what it tells twice.
 */
function checkEpisodes(
  { manifest, views }: Dataset,
  episodes: Episodes,
  sums: Record<ViewName, Sums>,
  error: OnError,
): void {
  const file = "truth/episodes.arrow";
  for (const direction of ["up", "down"] as const) {
    const twice = new Map(views.map((view) => [view, repeated(manifest, view, direction)]));
    let short = 0;
    for (let i = 0; i < episodes.length; i++) {
      const whole = episodes[direction][i];
      let most = 0;
      for (const view of views) {
        const part = sums[view][direction][i];
        most = Math.max(most, part);
        if (part <= whole) continue;
        const left = (twice.get(view) as number) - (part - whole);
        twice.set(view, left);
        if (left < 0) {
          error(
            file,
            `${direction} must be at least the ${part} bytes in ${view}, got ${whole}`,
            i,
          );
        }
      }
      short += Math.max(0, whole - most);
    }
    const allowed = views.reduce((sum, view) => sum + missing(manifest, view, direction), 0);
    if (manifest.origin === "generated" && short > allowed) {
      error(file, `${direction}: ${short} bytes are in no view, ${allowed} were lost or in flight`);
    }
  }
}

function checkCases(
  dataset: Dataset,
  episodes: Episodes,
  { index, sums }: { index: ReadonlyMap<number, number>; sums: Record<ViewName, Sums> },
  error: OnError,
): void {
  const file = "truth/cases.arrow";
  const cases = dataset.readTruth("cases");
  const incidents = new Set(dataset.readTruth("incidents").incident);
  for (let i = 0; i < cases.length; i++) {
    const at = index.get(cases.episode[i]);
    if (!incidents.has(cases.incident[i])) error(file, `no incident ${cases.incident[i]}`, i);
    if (at === undefined) {
      error(file, `no episode has number ${cases.episode[i]}`, i);
      continue;
    }
    if (episodes.device[at] !== cases.device[i] || episodes.incident[at] !== cases.incident[i]) {
      error(file, `episode ${cases.episode[i]} is of another device or incident`, i);
    }
    if (episodes.up[at] !== cases.up[i] || episodes.down[at] !== cases.down[i]) {
      error(file, "bytes must be those of its episode", i);
    }
    if (!(cases.onset[i] <= cases.end[i])) error(file, "onset must not be after its end", i);
    for (const view of dataset.views) {
      const name = (view.charAt(0).toUpperCase() + view.slice(1)) as Capitalize<ViewName>;
      const rows = sums[view].rows[at];
      const observable = rows === 0 ? 0 : sums[view].observable[at];
      if (cases[`rows${name}`][i] !== rows) {
        error(file, `rows${name} must be ${rows}, got ${cases[`rows${name}`][i]}`, i);
      }
      if (cases[`observable${name}`][i] !== observable) {
        error(
          file,
          `observable${name} must be ${observable}, got ${cases[`observable${name}`][i]}`,
          i,
        );
      }
    }
  }
}

function checkCounts(dataset: Dataset, episodes: Episodes, error: OnError): void {
  const { truth, devices } = dataset.manifest;
  if (truth === null) return;
  const incidents = dataset.readTruth("incidents");
  const cases = dataset.readTruth("cases");
  const lines = dataset.readTruth("devices");
  const numbers = new Set(incidents.incident);
  const kinds = Array.from(incidents.kind, (code) => incidents.vocabularies["kind"][code]);
  const alike: string[] = [];
  for (let i = 0; i < episodes.length; i++) {
    if (ROLES[episodes.role[i]] === "look-alike") {
      alike.push(episodes.vocabularies["kind"][episodes.kind[i]]);
    } else if (episodes.incident[i] !== NONE && !numbers.has(episodes.incident[i])) {
      error("truth/episodes.arrow", `no incident has number ${episodes.incident[i]}`, i);
    }
  }
  const compare = (what: string, want: unknown, got: unknown): void => {
    if (JSON.stringify(want) === JSON.stringify(got)) return;
    error("manifest.json", `${what} must be ${JSON.stringify(want)}, got ${JSON.stringify(got)}`);
  };
  compare("truth.incidents", tally(kinds), sorted(truth.incidents));
  compare("truth.lookAlikes", tally(alike), sorted(truth.lookAlikes));
  compare("truth.cases", cases.length, truth.cases);
  compare("devices", lines.length, devices);
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return sorted(counts);
}

/** Kinds with none are left out: a manifest may name them or not. */
function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

import type { ViewColumn } from "../../datasets/view.ts";
import type { AlertSink } from "./alert-log.ts";
import { type Failure, failure, failureOf } from "./failure.ts";
import { freshKey, keyOf } from "./keyed.ts";
import type { Observer, OpenObserver } from "./observer.ts";
import { type Piece, recut } from "./recut.ts";
import { openSample, type Sample, sampledBills } from "./sample.ts";
import { secondLook } from "./second-look.ts";
import { secondPass } from "./second-pass.ts";
import type { Shard } from "./shard.ts";

/** Longest piece of the first pass. */
const LONGEST = 32_768;

/** One detector's run over a shard. */
export interface ShardRun {
  readonly columns: readonly ViewColumn[];
  readonly scope: "device" | "fleet";
  readonly open: OpenObserver;
  readonly sink: AlertSink;
  /** Most ms that it may take on the shard. */
  readonly timeout: number;
}

/** What came of it. A failed run has no alerts, also not those from before it failed. */
export interface ShardAnswer {
  readonly failure: Failure | null;
  readonly alerts: number;
  readonly rows: number;
  readonly ms: number;
}

interface Live {
  readonly run: ShardRun;
  readonly sampled: number[];
  observer: Observer | null;
  failure: Failure | null;
  alerts: number;
  ms: number;
}

/**
 * Runs detectors over one pass of a shard's batches, checks every answer, and looks at each
 * detector a second time (see `secondLook` and `secondPass`). One that fails is dropped and leaves
 * the others alone. Memory: one batch, and some 40,000 rows for the second look.
 */
export async function runShard(
  shard: Shard,
  runs: readonly ShardRun[],
  onPiece: () => void = () => {},
): Promise<readonly ShardAnswer[]> {
  const lives = await Promise.all(runs.map(opened));
  const columns = [...new Set(runs.flatMap((run) => run.columns))];
  const cuts = { columns, key: keyOf(shard.key, shard.view, shard.shard), longest: LONGEST };
  const { devices, payer } = shard;
  // Drawn afresh and told to nobody: who knows the sample can behave on it.
  const bills = sampledBills(freshKey(), payer.subarray(devices.from, devices.to));
  const sampling = openSample(columns, bills, payer);
  let rows = 0;
  for (const piece of recut(shard.batches(columns), cuts)) {
    rows = piece.first + piece.batch.length;
    const sampled = sampling.add(piece);
    for (const live of lives) if (live.observer) await feed(live, piece, sampled);
    onPiece();
  }
  const sample = sampling.finish();
  for (const live of lives) {
    await guarded(live, async () => {
      const { observer } = live;
      live.observer = null;
      await observer?.close();
      if (live.failure) return;
      live.alerts = live.run.sink.finish();
      const { open, scope, columns: own, sink } = live.run;
      if (scope === "device") {
        await secondLook({ open, sample, scores: scoresOf(live, sample) });
      } else {
        const first = { ...cuts, columns: own };
        const alerts = () => sink.read();
        await secondPass({ open, shard, columns: own, rows, cuts: first, alerts, onPiece });
      }
    });
    onPiece();
  }
  return lives.map(({ failure: failed, run, alerts, ms }) => {
    if (failed) run.sink.discard();
    return { failure: failed, alerts: failed ? 0 : alerts, rows, ms };
  });
}

function scoresOf({ sampled }: Live, { kept }: Sample): Float64Array {
  const scores = new Float64Array(kept.length);
  for (let i = 0; i < kept.length; i++) scores[i] = sampled[kept[i]];
  return scores;
}

async function opened(run: ShardRun): Promise<Live> {
  const live: Live = {
    run,
    sampled: [],
    observer: null,
    failure: null,
    alerts: 0,
    ms: 0,
  };
  await guarded(live, async () => {
    live.observer = await run.open();
  });
  return live;
}

async function feed(live: Live, piece: Piece, sampled: Uint32Array): Promise<void> {
  await guarded(live, async () => {
    const started = performance.now();
    const answer = live.observer?.observe(piece.batch, piece.first);
    const scores = answer instanceof Promise ? await answer : answer;
    live.ms += performance.now() - started;
    if (!scores) return;
    checkScores(scores, piece);
    if (live.ms > live.run.timeout) {
      throw failure("timeout", `took longer than ${live.run.timeout / 1000} s`);
    }
    live.run.sink.add(scores, piece.first);
    for (let k = 0; k < sampled.length; k++) live.sampled.push(scores[sampled[k]]);
  });
}

function checkScores(scores: Float64Array, { batch, first }: Piece): void {
  if (scores.length !== batch.length) {
    const what = scores.length < batch.length ? "few" : "many";
    throw failure(
      "invalid",
      `answered too ${what} rows: ${scores.length} scores for ${batch.length} rows from row ${first}`,
    );
  }
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score < Number.POSITIVE_INFINITY) continue;
    const what = Number.isNaN(score) ? "is NaN, or was never written" : "is +Infinity";
    throw failure("invalid", `the score of row ${first + i} ${what}`);
  }
}

async function guarded(live: Live, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    live.failure ??= failureOf(thrown);
    const { observer } = live;
    live.observer = null;
    try {
      await observer?.close();
    } catch {
      // The first failure is the one to report.
    }
  }
}

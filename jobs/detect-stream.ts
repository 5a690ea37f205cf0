import { type RecordBatch, RecordBatchReader, type Schema } from "apache-arrow";
import { findEntries } from "../bench/run/bench-cells.ts";
import { detectorColumns } from "../bench/runners/detector-columns.ts";
import { localObserver } from "../bench/runners/local-observer.ts";
import { openObserver } from "../bench/runners/open-observer.ts";
import type { Runnable } from "../bench/runners/runnable.ts";
import { type CopyColumn, copyColumn } from "../bench/streaming/copy-column.ts";
import { LINES, LineDetection, type StreamedDetector } from "../bench/streaming/line-detection.ts";
import { type LineKeys, openLineKeys } from "../bench/streaming/line-keys.ts";
import { openSaidStream, type SaidStream } from "../bench/streaming/said-stream.ts";
import { noStream, WholeStream } from "../bench/streaming/whole-stream.ts";
import type { Tariff } from "../datasets/billing/tariff.ts";
import type { Fleet } from "../datasets/fleet.ts";
import { BILLING_DAY, importPlan } from "../datasets/importing/import-plan.ts";
import { importedDevices } from "../datasets/importing/plan-columns.ts";
import { suggest } from "../datasets/nearest-name.ts";
import { VIEW_TABLES, type ViewColumn, type ViewName } from "../datasets/view.ts";
import { detectorNamed } from "../detectors/catalogue.ts";
import { NOTHING_FITTED } from "../detectors/state/learning.ts";

/** What is told of rows that come as a stream. */
export interface StreamJob {
  /** As `-d` takes them; they read rows line by line, so none may look across lines or learn. */
  readonly detectors: readonly string[];
  readonly view?: ViewName;
  /** Thresholds by name; a detector's own when left out. */
  readonly thresholds?: Readonly<Record<string, string | number>>;
  /** Tells alarms beside scores. */
  readonly alarms?: boolean;
  /** What all lines pay; unknown when left out. */
  readonly tariff?: Tariff;
  /** Minutes east of UTC; 0 by default. */
  readonly utcOffset?: number;
  /** Where plug-ins are looked for. */
  readonly folder?: string;
}

/** How much went by. */
export interface StreamedRows {
  readonly rows: number;
  readonly lines: number;
}

const LIMITS = { timeout: 3_600_000, memory: 1_073_741_824 };
/** Columns that every row must have; `visibleAt` and `start` are the row's time where they are not told. */
const NEEDED: readonly ViewColumn[] = ["device", "time", "up", "down"];
/** Columns that are reckoned, not read. */
const OWN: readonly ViewColumn[] = ["device", "seq"];

/**
 * Runs detectors over an Arrow IPC stream of one view's rows and writes another: for each record batch
 * one with the keys of its rows, and each detector's score, null where it says nothing. Rows come line by
 * line, lines ascending by `device` (text or whole numbers), each line's rows in order of delivery; memory is that of a batch, whatever
 * the number of lines. Throws a RangeError that names the row, the rule and the value.
 *
 * `write` may return a promise: no more is read before it settles.
 */
export async function detectStream(
  job: StreamJob,
  input: AsyncIterable<Uint8Array>,
  write: (chunk: Uint8Array) => unknown,
): Promise<StreamedRows> {
  const { view = "charging", alarms = false } = job;
  const found = await runnablesOf(job, view);
  const whole = new WholeStream(input);
  const reader = await whole.read(async () => {
    const opened = await RecordBatchReader.from(whole.chunks());
    return opened.open();
  });
  if (!reader.schema) throw noStream("it has no schema");
  const pending: Uint8Array[] = [];
  const names = found.map(({ runnable }) => runnable.name);
  const stream = new RowStream(reader.schema, view, found, job);
  const said = openSaidStream(reader.schema, { names, alarms }, (chunk) => pending.push(chunk));
  const batches = (reader as AsyncIterable<RecordBatch>)[Symbol.asyncIterator]();
  for (;;) {
    const { done, value: batch } = await whole.read(() => batches.next());
    if (done === true) break;
    await stream.add(batch, said);
    for (const chunk of pending.splice(0)) await write(chunk);
  }
  whole.mustEnd();
  await stream.close();
  said.end();
  for (const chunk of pending) await write(chunk);
  return stream.seen;
}

/** A detector, and the threshold that it alarms at. */
interface Found {
  readonly runnable: Runnable;
  readonly threshold: number;
}

async function runnablesOf(job: StreamJob, view: ViewName): Promise<readonly Found[]> {
  const { detectors, thresholds = {}, folder = "." } = job;
  const entries = await findEntries({ detectors, thresholds, limits: LIMITS, folder });
  if (entries.combined.length > 0) {
    throw new RangeError(
      `${entries.combined[0]?.name}: combines detectors, which takes all alerts of a line at once; ask its members, and bench for the whole`,
    );
  }
  if (entries.runnables.some(({ sweep }) => sweep)) {
    throw new RangeError("detect-stream: no option may be swept; ask bench, with one value each");
  }
  return entries.runnables
    .filter(({ listed, today }) => listed && !today)
    .map(({ runnable }) => {
      const { name, spec, views, failure, how } = runnable;
      if (failure !== null) throw new RangeError(`${name}: ${failure.reason}`);
      if (how.kind === "exec" || how.kind === "exec-csv") {
        throw new RangeError(
          `${name}: must be of the catalogue or a module, got a program, which can read the rows itself; ask bench`,
        );
      }
      if (!views.includes(view)) {
        throw new RangeError(`${name}: must read ${view}, it reads ${views.join(", ")}`);
      }
      if (spec.scope === "fleet") {
        throw new RangeError(`${name}: looks across lines, and rows come line by line; ask bench`);
      }
      if ((spec.learnsFrom ?? "nothing") !== "nothing") {
        throw new RangeError(`${name}: learns from a calibration half, of which a stream has none`);
      }
      return { runnable, threshold: entries.thresholds.get(name) ?? spec.score.threshold };
    });
}

/** Rows as they come, shown to detectors. */
class RowStream {
  private readonly keys: LineKeys;
  private readonly copied: readonly (readonly [ViewColumn, CopyColumn])[];
  /** Columns that stand for the row's time. */
  private readonly timed: readonly ViewColumn[];
  private readonly unknown: readonly ViewColumn[];
  private readonly detection: LineDetection;
  private rows = 0;
  private lines = 0;

  constructor(schema: Schema, view: ViewName, found: readonly Found[], job: StreamJob) {
    const given = columnsOf(schema, view);
    const fleet = fleetOf(job);
    const needed = found.map(({ runnable: { name, spec } }) => {
      const { columns, missing } = detectorColumns(spec, view, [...given.keys()]);
      if (missing.length === 0) return columns;
      throw new RangeError(`${name}: must have ${missing.join(", ")}, which the stream lacks`);
    });
    const all = new Set<ViewColumn>(["time", "visibleAt", "start", ...needed.flat()]);
    const read = [...all].filter((name) => !OWN.includes(name));
    this.copied = read.flatMap((name) => {
      const own = given.get(name);
      return own === undefined ? [] : [[name, own] as const];
    });
    const lacking = read.filter((name) => !given.has(name));
    this.timed = lacking.filter((name) => name === "visibleAt" || name === "start");
    this.unknown = lacking.filter((name) => !this.timed.includes(name));
    this.keys = openLineKeys(schema.fields.find(({ name }) => name === "device")?.type as never);
    this.detection = new LineDetection(
      view,
      found.map((each, i) => opened(each, view, needed[i] as ViewColumn[], fleet)),
    );
  }

  get seen(): StreamedRows {
    return { rows: this.rows, lines: this.lines };
  }

  async add(batch: RecordBatch, said: SaidStream): Promise<void> {
    const { detection, rows: first } = this;
    const { numRows: length } = batch;
    const begins = this.keys.begins(batch, first);
    for (const [name, copy] of this.copied) copy(batch, detection.column(name, length), first);
    const time = detection.column("time", length).subarray(0, length);
    for (const name of this.timed) detection.column(name, length).set(time);
    for (const name of this.unknown) detection.column(name, length);
    said.write(batch, await detection.observe(begins, first));
    this.rows += length;
    for (let i = 0; i < length; i++) this.lines += begins[i] as number;
  }

  async close(): Promise<void> {
    await this.detection.close();
  }
}

function opened(
  { runnable, threshold }: Found,
  view: ViewName,
  columns: readonly ViewColumn[],
  fleet: Fleet,
): StreamedDetector {
  const { name, how, options } = runnable;
  const run = { fleet, view, columns, options, fitted: NOTHING_FITTED };
  const open =
    how.kind === "catalogue"
      ? () => localObserver({ ...run, spec: detectorNamed(runnable.spec.name) })
      : openObserver(runnable, { ...run, limits: LIMITS, hidden: [], fittedFile: null, shard: 0 });
  return { name, open, threshold };
}

/** Says how each column of the stream becomes one of the view. */
function columnsOf(
  schema: Schema,
  view: ViewName,
): ReadonlyMap<ViewColumn, CopyColumn | undefined> {
  const table = VIEW_TABLES[view];
  const names = table.columns.map(({ name }) => name);
  const has = schema.fields.map(({ name }) => name);
  for (const name of has) {
    if (!names.includes(name)) {
      throw new RangeError(`unknown column ${name} of ${view}; ${suggest(name, names)}`);
    }
  }
  const missing = NEEDED.filter((name) => !has.includes(name));
  if (missing.length > 0) {
    throw new RangeError(
      `${view}: the stream must have ${NEEDED.join(", ")}, it lacks ${missing.join(", ")}`,
    );
  }
  return new Map(
    table.columns.flatMap((column) => {
      const field = schema.fields.find(({ name }) => name === column.name);
      if (field === undefined) return [];
      const name = column.name as ViewColumn;
      return [[name, OWN.includes(name) ? undefined : copyColumn(column, field.type)] as const];
    }),
  );
}

/** Lines of which nothing is known but what all of them pay, and where their clocks stand. */
function fleetOf({ tariff, utcOffset = 0 }: StreamJob): Fleet {
  const { plan } = importPlan(tariff, undefined);
  const { columns } = importedDevices({
    ...{ count: LINES, tariff: plan, utcOffset, billingDay: BILLING_DAY, from: 0 },
  });
  return { ...(columns as unknown as Fleet), deviceCount: LINES, from: 0 };
}

import type { BillingCalendar } from "../../datasets/billing/rating.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { ViewName } from "../../datasets/view.ts";
import { type ShardRange, scanRows } from "../alerts/rows.ts";
import type { Account, Ledger, World } from "../world.ts";
import { type LoadedEvidence, loadEvidence } from "./load-evidence.ts";
import { ledgerView, openLedger } from "./load-ledger.ts";
import { type LoadedTruth, loadTruth } from "./load-truth.ts";

/** Choices about a dataset that are not scoring. */
export interface WorldOptions {
  /** Bills every line by this tariff instead of its plan's. */
  readonly tariff?: Tariff;
  /** Scoring leaves out the first so many ms; the manifest's own by default. */
  readonly warmUp?: number;
  /**
   * Shards whose rows are there, all when left out: truth names rows in these alone, and nothing but
   * what they hold may be asked of the world.
   */
  readonly shards?: ShardRange;
}

/**
 * Loads what scoring knows of a dataset for one view: all truth, the rows that it names in that
 * view, and a ledger that is read as it is needed. Data without truth is one split, `test`, without
 * cases. Worlds of one open dataset share its truth and its ledger. Throws where the dataset lacks
 * the view.
 */
export function loadWorld(dataset: Dataset, view: ViewName, options: WorldOptions = {}): World {
  const { manifest } = dataset;
  if (manifest.views[view] === undefined) {
    const views = Object.keys(manifest.views).join(", ");
    throw new RangeError(`${dataset.dir}: view must be one of ${views}, got ${view}`);
  }
  const { truth, payer, accountOf, calendarOf, ledgerOf } = sharedOf(dataset, options.tariff);
  const { evidence, firstRow, observable } =
    manifest.truth === null
      ? NOTHING_NAMED
      : loadEvidence(dataset, { view, shards: options.shards }, truth);
  const { from, to, warmUp } = manifest.span;
  return {
    dataset: manifest.name,
    seed: manifest.seed,
    view,
    currency: options.tariff?.currency ?? manifest.currency,
    span: { from, to, warmUp: options.warmUp ?? warmUp },
    truth: manifest.truth !== null,
    deviceCount: manifest.devices,
    split: truth.split,
    cluster: truth.cluster,
    payer,
    from: truth.from,
    to: truth.to,
    cases: truth.cases.map((one, i) => ({ ...one, observable: observable[i] ?? null })),
    lookAlikes: truth.lookAlikes,
    asides: truth.asides,
    evidence,
    firstRow,
    ledger: ledgerOf(ledgerView(dataset, view)),
    accountOf,
    calendarOf,
    scan: (columns, visit) => scanRows(dataset, { view, columns, shards: options.shards }, visit),
  };
}

/** What the worlds of one dataset and tariff have in common. */
interface Shared {
  readonly truth: LoadedTruth;
  readonly payer: Uint32Array;
  readonly accountOf: (device: number) => Account | null;
  readonly calendarOf: (device: number) => BillingCalendar;
  readonly ledgerOf: (view: ViewName) => Ledger;
}

const SHARED = new WeakMap<Dataset, Map<Tariff | undefined, Shared>>();

/** All views of a dataset are scored on one ledger: it is read once, not once a view. */
function sharedOf(dataset: Dataset, tariff: Tariff | undefined): Shared {
  let byTariff = SHARED.get(dataset);
  if (byTariff === undefined) {
    byTariff = new Map();
    SHARED.set(dataset, byTariff);
  }
  let shared = byTariff.get(tariff);
  if (shared === undefined) {
    const truth = loadTruth(dataset);
    const { payer } = dataset.fleet();
    const calendarOf = openCalendars(dataset);
    const accountOf = openAccounts(dataset, calendarOf, tariff);
    const bills = { payer, accountOf, kept: truth.cases.map(({ device }) => device) };
    const ledgers = new Map<ViewName, Ledger>();
    const ledgerOf = (view: ViewName) => {
      const ledger = ledgers.get(view) ?? openLedger(dataset, view, truth.subjectOf, { bills });
      ledgers.set(view, ledger);
      return ledger;
    };
    shared = { truth, payer, accountOf, calendarOf, ledgerOf };
    byTariff.set(tariff, shared);
  }
  return shared;
}

const NOTHING_NAMED: LoadedEvidence = {
  evidence: {
    row: new Float64Array(0),
    subject: new Int32Array(0),
    bytes: new Float64Array(0),
  },
  firstRow: [],
  observable: [],
};

function openCalendars(dataset: Dataset): (device: number) => BillingCalendar {
  const { utcOffset, billingDay } = dataset.fleet();
  const { from } = dataset.manifest.span;
  return (device) => ({
    utcOffset: utcOffset[device],
    // A CRM that names no day bills by the calendar month.
    billingDay: billingDay[device] || 1,
    from,
  });
}

/** Lines of one plan and calendar share one account. */
function openAccounts(
  dataset: Dataset,
  calendarOf: (device: number) => BillingCalendar,
  tariff?: Tariff,
): (device: number) => Account | null {
  const { plans } = dataset.manifest;
  const names = dataset.planNames();
  const accounts = new Map<string, Account | null>();
  return (device) => {
    const calendar = calendarOf(device);
    const key = `${names[device]}/${calendar.utcOffset}/${calendar.billingDay}`;
    let account = accounts.get(key);
    if (account === undefined) {
      const rated = tariff ?? plans[names[device]];
      // An import of which nobody said what it pays has a plan without prices: no bill, not a bill of 0.
      const isPriced = rated !== undefined && Object.keys(rated.groups).length > 0;
      account = isPriced ? { tariff: rated, calendar } : null;
      accounts.set(key, account);
    }
    return account;
  };
}

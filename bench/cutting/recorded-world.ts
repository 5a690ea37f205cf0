import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Fleet } from "../../datasets/fleet.ts";
import { codeOf } from "../../datasets/table.ts";
import type { ViewName } from "../../datasets/view.ts";
import { ROLES, VERDICTS } from "../../datasets/vocabularies.ts";
import type { Ledger, World } from "../world.ts";
import { ledgerView, openLedger } from "../worlds/load-ledger.ts";
import { loadTruth } from "../worlds/load-truth.ts";
import { loadWorld } from "../worlds/load-world.ts";

/** What the bytes of a record may belong to: a case, or a look-alike. */
export interface Subject {
  readonly device: number;
  /** Name of the incident kind; null: a look-alike. */
  readonly kind: string | null;
  /** What looks alike, where nothing but a look-alike does. */
  readonly lookAlike?: string;
  readonly onset: number;
  readonly end: number;
}

/** A dataset as its records can be cut and rated again. */
export interface RecordedWorld {
  readonly dataset: Dataset;
  readonly fleet: Fleet;
  readonly world: World;
  /** Cases first, then look-alikes; none without truth. */
  readonly subjects: readonly Subject[];
  readonly subjectOf: ReadonlyMap<number, number>;
  /** Records that are rated, with the bytes of each that belong to a subject. */
  readonly ledger: Ledger;
  /** Lines on each bill of more than one, by the line that pays. */
  linesOn(payer: number): readonly number[];
}

/**
 * Opens a dataset for cutting. Under another tariff than its own nobody knows what of the bundle was
 * used before the first record: nothing, then.
 */
export function openRecordedWorld(dataset: Dataset, tariff?: Tariff): RecordedWorld {
  const view = ledgerView(dataset, lastResort(dataset));
  const world = loadWorld(dataset, view, tariff === undefined ? {} : { tariff });
  const fleet = dataset.fleet();
  const { payer } = fleet;
  const { subjects, subjectOf } = subjectsOf(dataset);
  const bills = {
    payer,
    kept: world.cases.map(({ device }) => device),
    accountOf: tariff === undefined ? world.accountOf : () => null,
  };
  const lines = new Map<number, number[]>();
  for (let line = 0; line < payer.length; line++) {
    const here = lines.get(payer[line]);
    if (here === undefined) lines.set(payer[line], [line]);
    else here.push(line);
  }
  return {
    ...{ dataset, fleet, world, subjects, subjectOf },
    ledger: openLedger(dataset, view, subjectOf, { bills }),
    linesOn: (of) => lines.get(of) ?? [of],
  };
}

/** What stands in for records that are rated, where there are none. */
function lastResort({ views }: Dataset): ViewName {
  return views.includes("wlan") ? "wlan" : "netstats";
}

const LOOK_ALIKE = codeOf(ROLES, "look-alike", "role");
const BENIGN = codeOf(VERDICTS, "benign", "verdict");

function subjectsOf(dataset: Dataset): Pick<RecordedWorld, "subjects" | "subjectOf"> {
  if (dataset.manifest.truth === null) return { subjects: [], subjectOf: new Map() };
  const { cases, subjectOf: caseOf } = loadTruth(dataset);
  const subjects: Subject[] = [...cases];
  const subjectOf = new Map(caseOf);
  const episodes = dataset.readTruth("episodes");
  const { length, episode, device, role, verdict, start, end } = episodes;
  const { kind: kinds = [] } = episodes.vocabularies;
  for (let i = 0; i < length; i++) {
    if (role[i] !== LOOK_ALIKE || verdict[i] !== BENIGN) continue;
    subjectOf.set(episode[i], subjects.length);
    const lookAlike = kinds[episodes.kind[i]] ?? "unknown";
    subjects.push({ device: device[i], kind: null, lookAlike, onset: start[i], end: end[i] });
  }
  return { subjects, subjectOf };
}

import type { Tariff } from "../billing/tariff.ts";
import type { ViewName } from "../view.ts";

/** Version of the layout of a dataset: tables, columns and their types. */
export const FORMAT = 2;

/** What the manifest says of one view. */
export interface ViewSummary {
  readonly rows: number;
  readonly up: number;
  readonly down: number;
  /** Columns that this dataset really has; the others hold their unknown value in every row. */
  readonly columns: readonly string[];
  /** Logical hash of the view's rows, 32 hex digits. */
  readonly logicalHash: string;
  /** Logical hash of the view's record truth; absent without truth. */
  readonly truthHash?: string;
  /** Bytes that the observation profile declares lost, and bytes still in flight at the end. */
  readonly lost: { readonly up: number; readonly down: number };
  readonly inFlight: { readonly up: number; readonly down: number };
  /** Bytes that the observation profile declares told a second time, lost or in flight among them; absent: none. */
  readonly repeated?: { readonly up: number; readonly down: number };
}

/** Rows of a source that an import left out or wondered at, by reason. */
export interface SourceOddity {
  readonly what: string;
  /** Absent where it is said of the source as a whole. */
  readonly rows?: number;
  readonly bytes: number;
}

/** What an audit of several seeds found, as a published dataset keeps it. */
export interface AuditSummary {
  /** Seeds that were pooled. */
  readonly seeds: readonly (string | null)[];
  /** Cases per 1,000 device-days to which every event-F1 is weighed. */
  readonly density: number;
  /** Contrasts of by-products, how many had devices enough, how many tell their sides apart, and the largest AUC. */
  readonly artefacts: {
    readonly contrasts: number;
    readonly judged: number;
    readonly leaking: number;
    readonly largestArea: number;
  };
  /** The rule of one number that goes farthest with each kind in each view; event-F1 in [0, 1], with a 95 % interval by lines. */
  readonly oneLiners: readonly {
    readonly kind: string;
    readonly view: ViewName;
    readonly rule: string;
    readonly f1: number;
    readonly low: number;
    readonly high: number;
    readonly cases: number;
  }[];
  /** How far several cues of a kind get together. */
  readonly references: readonly {
    readonly kind: string;
    readonly name: string;
    readonly f1: number;
    readonly low: number;
    readonly high: number;
    readonly cases: number;
  }[];
  /**
   * What the cases of each kind are like: civil days from first to last byte (median), bytes of the
   * heaviest day beside the 95 % quantile of the line's own (quartiles), look-alikes for each; and the
   * share of cases by how they ended. Absent in what an earlier version published, null without flows.
   */
  readonly makeup?: {
    readonly kinds: readonly {
      readonly kind: string;
      readonly cases: number;
      readonly days: number;
      readonly volume: readonly [number, number, number] | null;
      readonly lookAlikes: number;
    }[];
    readonly ends: Readonly<Record<string, number>>;
  } | null;
  /** Why it misses the bars of its level, and was published by force; none when it holds them. */
  readonly failures: readonly string[];
}

/** The page of facts that stands beside every dataset: manifest.json. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly name: string;
  readonly origin: "generated" | "imported";
  /** Resolved scenario, or the importer's options; and its sha256. */
  readonly scenario: unknown;
  readonly scenarioHash: string;
  readonly level: string | null;
  readonly seed: string | null;
  /** Version of the byte stream: it grows when the same seed gives other rows. */
  readonly stream: number;
  readonly models: Readonly<Record<string, number>>;
  /** Files of the user's that its models and safeguards came from, in the order given; absent: none. */
  readonly plugIns?: readonly { readonly file: string; readonly sha256: string }[];
  readonly span: {
    readonly from: number;
    readonly to: number;
    /** Minutes east of UTC. */
    readonly utcOffset: number;
    /** Scoring leaves out the first so many ms. */
    readonly warmUp: number;
  };
  readonly devices: number;
  readonly devicesPerShard: number;
  readonly shards: number;
  readonly currency: string;
  /** Tariff of each plan named in devices.arrow. */
  readonly plans: Readonly<Record<string, Tariff>>;
  readonly views: Readonly<Partial<Record<ViewName, ViewSummary>>>;
  /** null: the data has no truth. */
  readonly truth: null | {
    readonly incidents: Readonly<Record<string, number>>;
    readonly cases: number;
    readonly lookAlikes: Readonly<Record<string, number>>;
    /** Incidents are denser than anywhere in the world: precision must be reweighted. */
    readonly enriched: boolean;
    readonly logicalHash: string;
  };
  /** What was done about lines, in enforcement.arrow; absent: nothing. */
  readonly enforcement?: { readonly rows: number; readonly logicalHash: string };
  /** What its scenario lets one misread, in words; absent: nothing. */
  readonly warnings?: readonly string[];
  /** What its audit found, and whether it was published by force; absent: nobody has published it. */
  readonly audit?: AuditSummary;
  /** What an import left out of its source and wondered at, without a word of the source itself. */
  readonly imported?: {
    readonly leftOut: readonly SourceOddity[];
    readonly odd: readonly SourceOddity[];
  };
  /** Every file by its path below the dataset. */
  readonly files: Readonly<
    Record<string, { readonly sha256: string; readonly bytes: number; readonly rows?: number }>
  >;
  readonly tool: { readonly billshock: string; readonly node: string };
}

import type { Dataset } from "../dataset.ts";
import type { ViewName } from "../view.ts";
import { END_KINDS, ROLES, VERDICTS } from "../vocabularies.ts";
import { type TimeWindow, touches } from "./time-window.ts";

/** What truth says of an incident on the line. */
export interface CaseFacts {
  readonly incident: number;
  readonly model: string;
  readonly cause: {
    readonly trigger: string;
    readonly vector: string;
    readonly amplifier: string;
  };
  /** Safeguards that were on for the line, are said to prevent its kind, and did not. */
  readonly failedSafeguards: readonly string[];
  readonly ownerAware: boolean;
  readonly attribution: string;
  /** Who or what ended it. */
  readonly endKind: string;
  /** Rated for its bytes before caps, in the plan's minor unit. */
  readonly cost: number;
  /** First moment at which each view held evidence, ms UTC, and rows that truth names; null: never. */
  readonly observable: Readonly<
    Partial<Record<ViewName, { readonly at: number | null; readonly rows: number }>>
  >;
}

/** An episode of the line that truth tells of. */
export interface Happening {
  readonly episode: number;
  readonly kind: string;
  readonly role: string;
  readonly verdict: string;
  readonly start: number;
  readonly end: number;
  readonly up: number;
  readonly down: number;
  /** The kind that it resembles: a look-alike its incident, an incident its look-alike. */
  readonly twin: string | null;
  /** What tells a look-alike from its twin, and why it is legitimate. */
  readonly cue: string | null;
  readonly explanation: string | null;
  /** null for what is no incident. */
  readonly case: CaseFacts | null;
}

/** What truth says of a line. */
export interface LineTruth {
  /** Every episode of it in the span, in order of their starts. */
  readonly episodes: readonly Happening[];
  /** Safeguards that were on for it; null for imported records, whose labels do not say. */
  readonly safeguards: readonly string[] | null;
}

/** Column names of a view in truth/cases. */
const COLUMNS = {
  flows: ["observableFlows", "rowsFlows"],
  charging: ["observableCharging", "rowsCharging"],
  netstats: ["observableNetstats", "rowsNetstats"],
  wlan: ["observableWlan", "rowsWlan"],
} as const satisfies Record<ViewName, readonly string[]>;

/** Reads what truth says of a line; null where the dataset has none. Reads the small tables alone. */
export function readLineTruth(dataset: Dataset, device: number): LineTruth | null {
  if (dataset.manifest.truth === null) return null;
  const safeguards = dataset.manifest.origin === "generated" ? safeguardsOf(dataset, device) : null;
  const cases = readCases(dataset, device, safeguards ?? []);
  const table = dataset.readTruth("episodes");
  const word = (name: "kind" | "twin" | "cue" | "explanation", i: number) =>
    table.vocabularies[name][table[name][i]];
  const episodes: Happening[] = [];
  for (let i = 0; i < table.length; i++) {
    if (table.device[i] !== device) continue;
    episodes.push({
      episode: table.episode[i],
      kind: word("kind", i),
      role: ROLES[table.role[i]],
      verdict: VERDICTS[table.verdict[i]],
      start: table.start[i],
      end: table.end[i],
      up: table.up[i],
      down: table.down[i],
      twin: said(word("twin", i)),
      cue: said(word("cue", i)),
      explanation: said(word("explanation", i)),
      case: cases.get(table.episode[i]) ?? null,
    });
  }
  episodes.sort((a, b) => a.start - b.start || a.episode - b.episode);
  return { episodes, safeguards };
}

/** Picks the episodes that touch a window. */
export function happeningsIn({ episodes }: LineTruth, window: TimeWindow): readonly Happening[] {
  return episodes.filter(({ start, end }) => touches(window, start, end));
}

/** Truth writes `none` or `unknown` where there is nothing to say. */
function said(word: string): string | null {
  return word === "none" || word === "unknown" ? null : word;
}

function safeguardsOf(dataset: Dataset, device: number): readonly string[] {
  if (!("truth/safeguards.arrow" in dataset.manifest.files)) return [];
  const { length, vocabularies, ...table } = dataset.readTruth("safeguards");
  const found: string[] = [];
  for (let i = 0; i < length; i++) {
    if (table.device[i] === device) found.push(vocabularies["safeguard"][table.safeguard[i]]);
  }
  return found;
}

function readCases(
  dataset: Dataset,
  device: number,
  on: readonly string[],
): ReadonlyMap<number, CaseFacts> {
  const cases = dataset.readTruth("cases");
  const incidents = dataset.readTruth("incidents");
  const rowOf = new Map<number, number>();
  for (let i = 0; i < incidents.length; i++) rowOf.set(incidents.incident[i], i);
  const found = new Map<number, CaseFacts>();
  for (let c = 0; c < cases.length; c++) {
    if (cases.device[c] !== device) continue;
    const i = rowOf.get(cases.incident[c]);
    const word = (name: "model" | "trigger" | "vector" | "amplifier" | "attribution") =>
      i === undefined ? "unknown" : incidents.vocabularies[name][incidents[name][i]];
    const failed =
      i === undefined
        ? "none"
        : incidents.vocabularies["failedSafeguards"][incidents.failedSafeguards[i]];
    found.set(cases.episode[c], {
      incident: cases.incident[c],
      model: word("model"),
      cause: { trigger: word("trigger"), vector: word("vector"), amplifier: word("amplifier") },
      // An incident that hit several lines names what failed on any of them.
      failedSafeguards: failed.split("+").filter((name) => on.includes(name)),
      ownerAware: i !== undefined && incidents.ownerAware[i] === 1,
      attribution: word("attribution"),
      endKind: END_KINDS[cases.endKind[c]],
      cost: cases.cost[c],
      observable: Object.fromEntries(
        dataset.views.map((view) => {
          const [observable, rows] = COLUMNS[view];
          const at = cases[observable][c];
          return [view, { at: at === 0 ? null : at, rows: cases[rows][c] }];
        }),
      ),
    });
  }
  return found;
}

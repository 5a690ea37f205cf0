import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What a profile pays for a window found, a window missed, and a false alarm. */
export interface CostMatrix {
  readonly tpWeight: number;
  readonly fnWeight: number;
  readonly fpWeight: number;
}

/** One labelled stretch, by the rows of its file that hold its two ends. */
export interface Window {
  readonly left: number;
  readonly right: number;
}

/** One series of the corpus. */
export interface NabFile {
  readonly name: string;
  /** Its first row among the rows of all files. */
  readonly first: number;
  readonly rows: number;
  readonly windows: readonly Window[];
}

/** The corpus of the Numenta Anomaly Benchmark, and what was published about some detectors. */
export interface NabCorpus {
  readonly files: readonly NabFile[];
  readonly rows: number;
  readonly profiles: Readonly<Record<string, CostMatrix>>;
  readonly detectors: readonly NabDetector[];
}

/** A detector's score of every row, and per profile its published threshold and result. */
export interface NabDetector {
  readonly name: string;
  readonly scores: Float64Array;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly published: Readonly<Record<string, number>>;
}

/** Detectors whose scores lie beside the corpus. */
export const NAB_DETECTORS = ["null", "numenta", "relativeEntropy"] as const;

/** Reads corpus, windows, profiles, scores and published results from a folder. */
export function readNabCorpus(folder: string): NabCorpus {
  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const lines = linesOf(join(folder, "data.csv.gz"));
  const files = filesOf(lines, json("combined_windows.json"));
  const profiles = Object.entries<{ CostMatrix: CostMatrix }>(json("profiles.json"));
  const thresholds = json("thresholds.json");
  const published = json("final_results.json");
  const detectors = NAB_DETECTORS.map((name): NabDetector => {
    const scores = linesOf(join(folder, "scores", `${name}.csv.gz`));
    if (scores.length !== lines.length) {
      throw new Error(`${name}.csv.gz must have ${lines.length} rows, got ${scores.length}`);
    }
    return {
      name,
      scores: Float64Array.from(scores, (line) => Number(line.slice(line.indexOf(",") + 1))),
      thresholds: Object.fromEntries(
        profiles.map(([profile]) => [profile, thresholds[name][profile].threshold]),
      ),
      published: published[name],
    };
  });
  return {
    files,
    rows: lines.length,
    profiles: Object.fromEntries(profiles.map(([name, { CostMatrix }]) => [name, CostMatrix])),
    detectors,
  };
}

function linesOf(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n").slice(1);
}

function filesOf(
  lines: readonly string[],
  windows: Readonly<Record<string, readonly (readonly [string, string])[]>>,
): NabFile[] {
  const files: NabFile[] = [];
  for (let first = 0; first < lines.length; ) {
    const name = lines[first].slice(0, lines[first].indexOf(","));
    const places = new Map<string, number>();
    let rows = 0;
    for (; first + rows < lines.length && lines[first + rows].startsWith(`${name},`); rows++) {
      const [, moment] = lines[first + rows].split(",");
      // The first row of a moment that comes twice is meant.
      if (!places.has(moment)) places.set(moment, rows);
    }
    const place = (moment: string): number => {
      const row = places.get(moment.replace(/\.0+$/, ""));
      if (row === undefined) throw new Error(`${name}: no row of ${moment}, where a window ends`);
      return row;
    };
    const own = (windows[name] ?? []).map(([from, to]) => ({
      left: place(from),
      right: place(to),
    }));
    files.push({ name, first, rows, windows: own });
    first += rows;
  }
  return files;
}

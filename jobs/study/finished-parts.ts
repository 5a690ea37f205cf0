import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { gunzipSync, gzipSync } from "node:zlib";
import { folderHash, jsonHash } from "../../bench/run/provenance.ts";
import { sweepTemporaries } from "../../datasets/format/temporaries.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import { scenarioHash } from "../../datasets/publishing/scenario-hash.ts";
import { toolVersion } from "../../datasets/publishing/tool-version.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import type { LoopOutcome, SetStrategy } from "./answering.ts";
import type { PartOutcome } from "./study-part.ts";

/** What is kept of a strategy: what it did on some lines, or its loop over all of them. */
export type Kept = PartOutcome | LoopOutcome;

/** Finished parts of studies by the hash of all that they follow from, so that one can be taken up again. */
export interface FinishedParts {
  find(key: string): Kept | null;
  keep(key: string, what: Kept): void;
}

/** What a part follows from, beside the code. */
export interface PartOrigin {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly strategy: SetStrategy;
  /** null: its loop over all lines. */
  readonly lines: readonly number[] | null;
}

/** Keeps nothing. */
export const NOTHING_FINISHED: FinishedParts = { find: () => null, keep() {} };

/**
 * Opens the finished parts in a folder; without `resume` nothing is found, but still kept. Whatever
 * else lies there under such a name, cut short, changed or of another study, is worked out again.
 */
export function openFinishedParts(folder: string, resume: boolean): FinishedParts {
  sweepTemporaries(folder);
  const pathOf = (key: string) => join(folder, key.slice(0, 40));
  return {
    find(key) {
      if (!resume) return null;
      try {
        const found = deserialize(gunzipSync(readFileSync(pathOf(key))));
        return found.key === key ? found.what : null;
      } catch {
        return null;
      }
    },
    keep(key, what) {
      writeWhole(pathOf(key), gzipSync(serialize({ key, what })));
    },
  };
}

/** Hashes all that a part follows from: its world, its strategy, its lines, and the code that lives them. */
export function partKey({ scenario, seed, strategy, lines }: PartOrigin): string {
  const { summary: _, source: __, ...does } = strategy;
  return jsonHash([
    toolVersion().billshock,
    codeHashes(),
    scenarioHash(scenario),
    seed,
    does,
    lines,
  ]);
}

/** Code that a life and its detectors are made of: after any change of it nothing stays finished. */
const CODE = ["datasets", "simulators", "detectors", "bench", "jobs/study"];

function codeHashes(): readonly string[] {
  return CODE.map((folder) => folderHash(join(import.meta.dirname, "../..", folder)));
}

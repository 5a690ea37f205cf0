import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { askPeer, type PeerAnswer } from "../peer.ts";
import { ROOT } from "../root.ts";
import { leastCpu } from "../stopwatch.ts";
import type { Answer, Comparison, NotCompared, Turn } from "./comparison.ts";
import { type NabCorpus, readNabCorpus } from "./nab-corpus.ts";
import { nabScore, rankRows } from "./nab-score.ts";

/** Published results were made from scores of more digits than the files keep. */
const PUBLISHED_TOLERANCE = 1e-9;

/**
 * NAB's own scorer on NAB's own corpus beside its formulas in loops of ours: three detectors in three
 * profiles, each at its published threshold and at the best one. Ours must also give the published
 * results. The harness is in no registry, so BILLSHOCK_NAB names a checkout of it; the corpus lies in
 * BILLSHOCK_DATA. It is not beside our own scoring of alerts, which asks another question: NAB's
 * numbers are no bytes, and nothing of them could be saved.
 */
export function nabHarness(repeats: number): Comparison | NotCompared {
  const name = "NAB's score";
  const folder = join(resolve(ROOT, process.env["BILLSHOCK_DATA"] ?? "../shared/data"), "nab");
  if (!existsSync(join(folder, "data.csv.gz"))) {
    return { name, missing: "no folder nab with the corpus in BILLSHOCK_DATA" };
  }
  const corpus = readNabCorpus(folder);
  return {
    name,
    unit: "scores of rows",
    tolerance: 1e-9,
    ours: { name: "the same formulas in typed arrays", turn: () => ourTurn(corpus, repeats) },
    peers: [{ name: "NAB: its sweeper", turn: () => askNab(folder) }],
  };
}

function ourTurn(corpus: NabCorpus, repeats: number): Turn {
  let answer: Answer = {};
  const cpu = leastCpu(repeats, () => {
    answer = scoreAll(corpus);
  });
  return { version: `Node ${process.versions.node}`, units: unitsOf(corpus), cpu, answer };
}

/** Every number of every detector in every profile; throws where it is not the published one. */
export function scoreAll(corpus: NabCorpus): Answer {
  const answer: Record<string, number> = {};
  for (const detector of corpus.detectors) {
    const order = rankRows(detector);
    for (const profile of Object.keys(corpus.profiles)) {
      const result = nabScore(corpus, detector, { profile, order });
      const published = detector.published[profile];
      if (!(Math.abs(result.score - published) <= PUBLISHED_TOLERANCE)) {
        throw new Error(
          `${detector.name}, ${profile}: NAB's score must be ${published} as published, got ${result.score}`,
        );
      }
      for (const [name, value] of Object.entries(result)) {
        answer[`${detector.name}.${profile}.${name}`] = value;
      }
    }
  }
  return answer;
}

function unitsOf({ rows, detectors, profiles }: NabCorpus): number {
  return rows * detectors.length * Object.keys(profiles).length;
}

function askNab(folder: string): PeerAnswer<Turn> {
  const checkout = process.env["BILLSHOCK_NAB"];
  if (checkout === undefined) {
    const why = "NAB is in no registry: BILLSHOCK_NAB must name a checkout of numenta/NAB";
    return { status: "not installed", why };
  }
  return askPeer("nab_sweeper.py", [resolve(checkout), folder]);
}

import { expect, it } from "vitest";
import type { RecordTruthBatch } from "../../../datasets/dataset.ts";
import { openEpisodeShares } from "../../../datasets/inspection/episode-shares.ts";
import { openRowLabels } from "../../../datasets/inspection/row-labels.ts";

type Label = readonly [row: number, episode: number, up: number, down: number];

/** Labels in batches, as a reader hands them out. */
function* batchesOf(batches: readonly (readonly Label[])[]): Generator<RecordTruthBatch, void> {
  for (const labels of batches) {
    const column = (at: number) => Float64Array.from(labels, (label) => label[at]);
    const ids = (at: number) => Uint32Array.from(labels, (label) => label[at]);
    const nothing = new Uint32Array(labels.length);
    yield {
      ...{ length: labels.length, row: ids(0), device: nothing, seq: nothing },
      ...{ episode: ids(1), up: column(2), down: column(3) },
    };
  }
}

const LABELS: readonly (readonly Label[])[] = [
  [
    [1, 7, 0, 0],
    [3, 7, 1, 10],
    [3, 8, 2, 20],
  ],
  [],
  [
    [3, 7, 4, 40],
    [6, 7, 8, 80],
  ],
];

/** What of rows 0 to 6 belongs to the episodes, where only some are counted. */
function told(
  episodes: readonly number[],
  counted: readonly number[],
  rows = [0, 1, 2, 3, 4, 5, 6],
) {
  const labels = openRowLabels(batchesOf(LABELS));
  const shares = openEpisodeShares(episodes);
  for (const row of rows) {
    const place = () => ({ start: row, time: row + 1, visibleAt: row + 2 });
    const at = { row, isCounted: counted.includes(row), place };
    labels.of(row, (episode, up, down) => shares.add(episode, { up, down }, at));
  }
  return shares.told();
}

it("adds an episode up over batches, a row that truth names twice as one", () => {
  expect(told([7], [0, 1, 2, 3, 4, 5, 6])[7]).toMatchObject({ rows: 3, up: 13, down: 130 });
});

it("takes for the first row the one that opens a session, before it has bytes", () => {
  const first = { start: 1, time: 2, visibleAt: 3, up: 0, down: 0 };
  expect(told([7], [])[7]).toEqual({ rows: 0, up: 0, down: 0, first });
});

it("adds up all that the first row has of the episode", () => {
  expect(told([7], [3], [3, 6])[7]?.first).toMatchObject({ start: 3, up: 5, down: 50 });
});

it("keeps episodes apart, passes over rows of others, and says where there is nothing", () => {
  const shares = told([8, 9], [3]);
  expect(shares[8]).toMatchObject({ rows: 1, up: 2, down: 20 });
  expect(shares[9]).toEqual({ rows: 0, up: 0, down: 0, first: null });
  expect(shares[7]).toBeUndefined();
});

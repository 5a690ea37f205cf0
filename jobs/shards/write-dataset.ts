import { join } from "node:path";
import { fileHash } from "../../datasets/format/file-hash.ts";
import { createDataset } from "../../datasets/publishing/publish.ts";
import { VIEWS } from "../../datasets/view.ts";
import { publishGenerated } from "../publish-generated.ts";
import type { ShardReport } from "../write-shard.ts";
import type { PlannedScenario } from "./plan-file.ts";
import { linkFile } from "./scenario-dataset.ts";

/** Which rows become a dataset, and where. */
export interface RowsOfShards {
  readonly on: PlannedScenario;
  /** By shard: the folder of its rows, and what it reported of them. */
  readonly shards: readonly {
    readonly rows: string;
    readonly reports: readonly ShardReport[];
  }[];
  readonly out: string;
  /** Replaces a dataset that is there. */
  readonly force: boolean;
}

/**
 * Writes the dataset that all shards of a plan have lived, as `generate` writes it: whole or not at
 * all. Throws a RangeError that names the shard whose rows were changed.
 */
export async function writeDataset({ on, shards, out, force }: RowsOfShards): Promise<void> {
  const writer = createDataset(out, { views: VIEWS, truth: true, force });
  try {
    for (const [index, { rows, reports }] of shards.entries()) {
      for (const { facts } of reports) {
        for (const [path, { sha256 }] of Object.entries(facts.files)) {
          mustBe(index, rows, { path, sha256 });
          linkFile(join(rows, path), join(writer.dir, path));
        }
      }
    }
    const reports = shards.flatMap((shard) => shard.reports);
    await publishGenerated(writer, reports, on);
  } catch (error) {
    writer.abort();
    throw error;
  }
}

function mustBe(
  index: number,
  rows: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): void {
  const file = join(rows, path);
  const found = fileHash(file) ?? "no such file";
  if (found === sha256) return;
  throw new RangeError(
    `${file}: rows of shard ${index} were changed: SHA-256 must be ${sha256}, got ${found}; remove ${rows}, and they are lived again`,
  );
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { jsonHash } from "../../bench/run/provenance.ts";
import type { PartsRead, Sections } from "../../bench/shards/part.ts";
import { fileHash } from "../../datasets/format/file-hash.ts";
import { MANIFEST_PATH } from "../../datasets/format/layout.ts";
import type { ShardReport } from "../write-shard.ts";
import { openWhole } from "./open-part.ts";
import type { PlanFile, StageName } from "./plan-file.ts";
import {
  checkBytes,
  findPublished,
  mustBeSame,
  nameOf,
  type Published,
  publish,
  readSection,
  readSections,
} from "./publication.ts";
import { writeSmallTables } from "./scenario-dataset.ts";
import { STAGE } from "./stages.ts";
import { shardFolder } from "./work-folder.ts";

/** Section of what a shard that was lived reports beside its rows. */
export const REPORTS = "reports";
/** Section of the hash of the manifest that all reports make. */
const MANIFEST = "manifest";
const SETTLED = "settled";

/** The same section of all shards, one after the other. */
export function partsOf(published: readonly Published[]): PartsRead {
  return {
    *each<T>(section: string): Generator<T> {
      for (const each of published) {
        const found = readSection<T>(each, section);
        if (found === undefined) {
          throw new RangeError(`${nameOf(each.marker)}: must have a section ${section}, got none`);
        }
        yield found;
      }
    },
  };
}

/**
 * The folder of a plan, with what was published of it there and in copies of the folder. What all shards
 * of a stage come to is settled by whoever needs it first, and kept; it follows from the plan alone, so
 * two that do it at once do the same. What was found whole is not looked at again.
 */
export class PlanFolder {
  readonly plan: PlanFile;
  readonly #folder: string;
  readonly #copies: readonly string[];
  readonly #whole = new Map<StageName, Promise<readonly Published[]>>();
  readonly #settled = new Map<StageName, Promise<Published>>();

  constructor(folder: string, plan: PlanFile, copies: readonly string[] = []) {
    this.plan = plan;
    this.#folder = folder;
    this.#copies = copies;
  }

  /** Finds what a shard has published; throws a RangeError where copies contradict each other. */
  find(stage: StageName, index: number): Published | null {
    const origin = { plan: this.plan.hash, stage, shard: index };
    const [first, ...others] = [this.#folder, ...this.#copies].flatMap(
      (place) => findPublished(join(place, "shards", shardFolder(index)), origin) ?? [],
    );
    if (first === undefined) return null;
    for (const other of others) mustBeSame(first, other);
    return first;
  }

  /** Shards that have not published a stage. */
  missing(stage: StageName): number[] {
    return this.plan.shards.flatMap((_, index) =>
      this.find(stage, index) === null ? [index] : [],
    );
  }

  /** All shards of a stage, in order; throws a RangeError that names those that are missing. */
  whole(stage: StageName): Promise<readonly Published[]> {
    const known = this.#whole.get(stage) ?? this.#findWhole(stage);
    this.#whole.set(stage, known);
    return known;
  }

  /** What the stage before has settled, and its hash; nothing before the first. */
  async before(stage: StageName): Promise<{ sections: Sections; sha256: string | null }> {
    const at = this.plan.stages.indexOf(stage);
    if (at === 0) return { sections: new Map(), sha256: null };
    const found = await this.#settledOf(this.plan.stages[at - 1]);
    return { sections: readSections(found), sha256: found.marker.sha256 };
  }

  /** Folder of the dataset's small tables: of a scenario it is there once all shards are lived. */
  async small(): Promise<string> {
    const { on } = this.plan;
    if (on.kind === "dataset") return on.dir;
    const lived = await this.#settledOf("live");
    const dir = this.#smallDir();
    const known = readSection<string>(lived, MANIFEST);
    const hash = manifestHash(dir);
    if (hash === known) return dir;
    throw new RangeError(
      `${join(dir, MANIFEST_PATH)}: was changed after its shards were lived: SHA-256 must be ${known}, got ${hash}`,
    );
  }

  /** What a shard reported when it was lived: nothing where the dataset was there already. */
  reports(index: number): readonly ShardReport[] {
    if (this.plan.on.kind === "dataset") return [];
    const found = this.find("live", index);
    if (found === null) throw hole(this.plan, "live", [index]);
    const [reports] = [...partsOf([found]).each<readonly ShardReport[]>(REPORTS)];
    return reports;
  }

  /** What all shards of a stage have published, as their markers have it. */
  #published(stage: StageName): readonly Published[] {
    const all = this.plan.shards.map((_, index) => this.find(stage, index));
    const lacking = all.flatMap((each, index) => (each === null ? [index] : []));
    if (lacking.length > 0) throw hole(this.plan, stage, lacking);
    return all.filter((each) => each !== null);
  }

  async #findWhole(stage: StageName): Promise<readonly Published[]> {
    const all = this.#published(stage);
    const { sha256 } = await this.before(stage);
    for (const each of all) {
      checkBytes(each);
      if (each.marker.basis === sha256) continue;
      throw new RangeError(
        `${nameOf(each.marker)}: follows from other results of the stage before than those that are there; remove ${join(each.folder, `${stage}.json`)} and run that shard again`,
      );
    }
    return all;
  }

  #settledOf(stage: StageName): Promise<Published> {
    const known = this.#settled.get(stage) ?? this.#settle(stage);
    this.#settled.set(stage, known);
    return known;
  }

  async #settle(stage: StageName): Promise<Published> {
    const { plan } = this;
    const folder = join(this.#folder, SETTLED);
    // Every shard of the next stage asks: what is settled has been looked through, markers are enough.
    const basis = jsonHash(this.#published(stage).map(({ marker }) => marker.sha256));
    const origin = { plan: plan.hash, stage, shard: null, basis };
    const found = findPublished(folder, origin);
    if (found !== null) {
      if (found.marker.basis !== basis) throw otherShards(found);
      checkBytes(found);
      return found;
    }
    const all = await this.whole(stage);
    if (stage === "live") return publish(folder, origin, await this.#settleLives(all));
    const part = await openWhole(plan, await this.small());
    try {
      const { sections: before } = await this.before(stage);
      const sections = STAGE[stage].settle?.(part, partsOf(all), before) ?? new Map();
      return publish(folder, origin, sections);
    } finally {
      part.dataset.close();
    }
  }

  /** Makes the dataset's manifest and small tables of what all shards report. */
  async #settleLives(all: readonly Published[]): Promise<Sections> {
    const { on } = this.plan;
    const dir = this.#smallDir();
    const isThere = () => existsSync(join(dir, MANIFEST_PATH));
    if (on.kind === "scenario" && !isThere()) {
      const reports = [...partsOf(all).each<readonly ShardReport[]>(REPORTS)].flat();
      try {
        await writeSmallTables(on, reports, dir);
      } catch (error) {
        // Another process may have put the same there a moment ago.
        if (!isThere()) throw error;
      }
    }
    return new Map([[MANIFEST, manifestHash(dir)]]);
  }

  #smallDir(): string {
    return join(this.#folder, SETTLED, "dataset");
  }
}

/** Makes sure that a plan's dataset is the one that was planned; throws a RangeError where it is not. */
export function checkDataset({ on }: PlanFile): void {
  if (on.kind !== "dataset") return;
  const found = manifestHash(on.dir);
  if (found === on.manifest) return;
  throw new RangeError(
    `${join(on.dir, MANIFEST_PATH)}: is not the dataset that was planned: SHA-256 must be ${on.manifest}, got ${found}; plan anew`,
  );
}

/** SHA-256 of a dataset's manifest. */
export function manifestHash(dir: string): string {
  return fileHash(join(dir, MANIFEST_PATH)) ?? "no such file";
}

function hole({ shards }: PlanFile, stage: StageName, lacking: readonly number[]): RangeError {
  const first = lacking.slice(0, 20).join(", ");
  const more = lacking.length > 20 ? ` and ${lacking.length - 20} more` : "";
  return new RangeError(
    `stage ${stage}: ${lacking.length} of ${shards.length} shards are missing: ${first}${more}; billshock shard run --stage ${stage} --index ${lacking[0]} makes the first`,
  );
}

function otherShards({ folder, marker: { stage } }: Published): RangeError {
  return new RangeError(
    `${folder}: stage ${stage} was settled of other results than its shards have now; remove ${folder} and all later stages`,
  );
}

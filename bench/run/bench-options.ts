import type { Tariff } from "../../datasets/billing/tariff.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";
import type { GivenMetric } from "../metric.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import type { RunFile, RunPrevalence } from "./run-file.ts";

/** What a bench run is told. Everything but the datasets has a default. */
export interface BenchOptions {
  /** Folders of datasets; several seeds of one name are pooled. */
  readonly datasets: readonly string[];
  /** Folder of the dataset that thresholds come from where a dataset has no calibration half. */
  readonly calibrate?: string | null;
  /**
   * As `-d` takes them, or objects; the whole catalogue when left out.
   *
   * An object's code runs in the caller's own process and thread: it sees the memory, files and
   * network that the caller sees, blocks the caller while it computes, and no limit of memory holds
   * it. `timeout` is only looked at between its batches, so a `create` or `observe` that never
   * returns hangs the run, and it can't be resumed. Trusted code alone belongs here; name a file or
   * package instead to have it fenced in.
   */
  readonly detectors?: readonly (string | DetectorSpec)[];
  /** False alarms per 1000 device-days. */
  readonly budget?: number;
  /**
   * Alarms a day instead of a budget. On data with a calibration half it is filled; on other data it
   * is a limit, at which a rule that alarms more often as written has its threshold raised.
   */
  readonly capacity?: number | null;
  /** Fills the capacity on all data: thresholds go below a rule's own number too. */
  readonly fill?: boolean;
  /** Only rules as written: nothing is calibrated, and a capacity is not looked at. */
  readonly asWritten?: boolean;
  /** Thresholds in the place of the rules' own, by full or short name, as `--threshold` takes them. */
  readonly thresholds?: Readonly<Record<string, string | number>>;
  /** Most ms of one detector on one shard. */
  readonly timeout?: number;
  /** Most resident bytes of a detector's process. */
  readonly memory?: number;
  readonly workers?: number;
  /** Folder that takes run.json; nothing is written without it, and nothing can be resumed. */
  readonly out?: string | null;
  /** Takes finished detectors over from an earlier run into the same folder. */
  readonly resume?: boolean;
  /** Gates, as `--expect` takes them. */
  readonly expect?: readonly string[];
  /**
   * Metrics of the caller's own, as `--metric` takes them, or objects. Trusted code alone belongs here:
   * it runs in this process, unfenced.
   */
  readonly metrics?: readonly (string | GivenMetric)[];
  /** Path of an earlier run.json that this one must not fall behind. */
  readonly baseline?: string | null;
  /** Bills every line by this tariff. */
  readonly tariff?: Tariff | null;
  readonly scoring?: Partial<ScoringOptions>;
  /** Reweights precision to how often things happen where the detectors are to be deployed. */
  readonly prevalence?: RunPrevalence | null;
  /** What was found of the same datasets in another way, to stand in run.json as it is. */
  readonly beside?: Pick<RunFile, "strategies" | "warnings">;
  /** Where relative paths of plug-ins start. */
  readonly folder?: string;
  readonly onProgress?: (progress: BenchProgress) => void;
  readonly signal?: AbortSignal;
}

/** How far a run is. */
export interface BenchProgress {
  readonly dataset: string;
  readonly what: "detect" | "score";
  readonly done: number;
  readonly total: number;
}

import type { EmitContext } from "../model.ts";
import {
  EPISODES_A_DEVICE,
  type EpisodeRecord,
  incidentOf,
  openEpisode,
  plannedEndOf,
} from "./episode-record.ts";
import type { LineTargets } from "./line-targets.ts";
import type { Placement } from "./placement.ts";
import type { Placed } from "./plan-placed.ts";
import { NO_EPISODE, type Transfers } from "./transfers.ts";

/** The episodes of one line that go into truth. */
export class LineEpisodes {
  private readonly device: number;
  private readonly placements: readonly Placement[];
  private readonly on: LineTargets["on"];
  /** By ordinal, with holes: places whose episode did not come about. */
  private readonly byOrdinal: (EpisodeRecord | undefined)[] = [];

  constructor(device: number, placements: readonly Placement[], on: LineTargets["on"]) {
    this.device = device;
    this.placements = placements;
    this.on = on;
  }

  /** All that came about, in order of their numbers. */
  get all(): readonly EpisodeRecord[] {
    return this.byOrdinal.filter((episode) => episode !== undefined);
  }

  /** That of a number which was given out here. */
  numbered(episode: number): EpisodeRecord {
    return this.byOrdinal[episode % EPISODES_A_DEVICE] as EpisodeRecord;
  }

  /**
   * The record of the nth episode that a place's model tells of, opened on the first day on which it
   * comes about; undefined for a normal model.
   */
  recordOf(
    { model, options, begun }: Placed,
    nth: number,
    emitting: EmitContext,
  ): EpisodeRecord | undefined {
    if (model.role === "normal") return undefined;
    // Each place has numbers of its own, so an episode that does not come about shifts none.
    const ordinal = begun + nth * this.placements.length;
    const earlier = this.byOrdinal[ordinal];
    if (earlier !== undefined) {
      earlier.endsBy = plannedEndOf(emitting.episode);
      return earlier;
    }
    const incident = incidentOf(this.placements[begun]?.lead, nth);
    const owner = { device: this.device, ordinal, incident };
    const record = openEpisode(model, owner, emitting.episode);
    record.failedSafeguards = this.on
      .filter(({ claims }) => claims.some(({ kind }) => kind === model.name))
      .map(({ name }) => name);
    record.cause = model.cause?.(emitting, options);
    this.byOrdinal[ordinal] = record;
    return record;
  }

  /** The first incident of a record's parts: episode, bytes up, bytes down, and again. */
  incidentIn(parts: readonly number[]): EpisodeRecord | undefined {
    for (let p = 0; p < parts.length; p += 3) {
      const episode = this.numbered(parts[p] as number);
      if (episode.model.role === "incident") return episode;
    }
    return undefined;
  }

  /** Counts what the day's transfers moved for them. */
  count(transfers: Transfers): void {
    if (this.byOrdinal.length === 0) return;
    for (let i = 0; i < transfers.length; i++) {
      const number = transfers.episode[i] as number;
      if (number === NO_EPISODE || transfers.movedUp[i] + transfers.movedDown[i] === 0) continue;
      const episode = this.numbered(number);
      episode.up += transfers.movedUp[i];
      episode.down += transfers.movedDown[i];
      episode.onset = Math.min(episode.onset, transfers.start[i] as number);
      episode.end = Math.max(episode.end, transfers.stop[i] as number);
    }
  }
}

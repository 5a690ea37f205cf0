/** Rows and their bytes. */
export interface Amount {
  rows: number;
  up: number;
  down: number;
}

/** The row in which an observer first held evidence of an episode. */
export interface FirstRow {
  readonly start: number;
  readonly time: number;
  readonly visibleAt: number;
  /** Bytes of the row that belong to the episode: none in the row that opens a session. */
  readonly up: number;
  readonly down: number;
}

/** What of a view belongs to one episode. */
export interface EpisodeShare extends Readonly<Amount> {
  /** Wherever in the span it lies; null: truth names none. */
  readonly first: FirstRow | null;
}

/** A row that truth names, and whether its bytes are counted. */
export interface LabelledRow {
  readonly row: number;
  readonly isCounted: boolean;
  /** Its place in time, asked for once. */
  place(): Pick<FirstRow, "start" | "time" | "visibleAt">;
}

/** Adds up what of a view belongs to each of some episodes. */
export interface EpisodeShares {
  /** Books a label; rows come in order, and truth may name one several times for an episode. */
  add(episode: number, bytes: { up: number; down: number }, at: LabelledRow): void;
  /** By episode number. */
  told(): Readonly<Record<string, EpisodeShare>>;
}

/** Opens the books of some episodes; others are not heard. */
export function openEpisodeShares(episodes: readonly number[]): EpisodeShares {
  const shares = new Map(
    episodes.map((number) => [
      number,
      { rows: 0, up: 0, down: 0, lastRow: -1, firstRow: -1, first: null as FirstRow | null },
    ]),
  );
  return {
    add(episode, { up, down }, { row, isCounted, place }) {
      const share = shares.get(episode);
      if (share === undefined) return;
      if (share.first === null) {
        share.first = { ...place(), up, down };
        share.firstRow = row;
      } else if (share.firstRow === row) {
        share.first = { ...share.first, up: share.first.up + up, down: share.first.down + down };
      }
      if (!isCounted) return;
      if (share.lastRow !== row) share.rows++;
      share.lastRow = row;
      share.up += up;
      share.down += down;
    },
    told: () =>
      Object.fromEntries(
        [...shares].map(([number, { rows, up, down, first }]) => [
          number,
          { rows, up, down, first },
        ]),
      ),
  };
}

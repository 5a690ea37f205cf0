/** A unit that is to be written. */
export interface NewUnit {
  /** Folder among the kind's homes. */
  readonly home: string;
}

/**
 * What a kind of unit comes to in the tree of this project. MY-UNIT and myUnit stand for its name in
 * kebab and camel case, HOME for its folder.
 */
export interface TreeUnit {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The lists that must name it; none where the folder's listing is the catalogue. */
  readonly catalogues: readonly CatalogueLine[];
  /** Commands that finish it and check it, in order, once the files are formatted. */
  readonly next: readonly string[];
}

/** A line of a catalogue: its file, the list in it, and the file of the unit as seen from there. */
export interface CatalogueLine {
  readonly file: string;
  readonly list: string;
  readonly from: string;
}

/** One kind of unit that `billshock new` writes. */
export interface NewKind {
  readonly name: string;
  readonly summary: string;
  /** Folders of the tree among which `--in` chooses; the first unless said. */
  readonly homes: readonly string[];
  /** A file that works by itself; null where a unit must lie in the tree. */
  readonly plugIn: {
    readonly ending: ".js" | ".yaml";
    readonly text: string;
    readonly next: (path: string) => string;
  } | null;
  readonly unit: (unit: NewUnit) => TreeUnit;
}

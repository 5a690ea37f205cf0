/** A line of the table of speed: what is measured, and what it must reach. */
export interface Bar {
  readonly what: string;
  /** Times another figure of the same run, rows a second and core, seconds, or bytes. */
  readonly unit: "x" | "rows/s" | "s" | "bytes";
  readonly least?: number;
  readonly most?: number;
  /** By major version of Node, where versions differ. */
  readonly mostOn?: Readonly<Record<string, number>>;
}

/** The table of speed, in its order. Lines without a bar are what others are to be read beside. */
export const BARS = {
  benchBeside: {
    what: "CPU of bench with one job, 2,048 lines x 7 days, over an older build's",
    unit: "x",
    most: 0.4,
  },
  benchOverGenerate: { what: "the same over the CPU of generating its data", unit: "x", most: 4 },
  fifteenBare: { what: "fifteen detectors, bare", unit: "rows/s", least: 4e6 },
  fifteenOfBare: { what: "the same inside bench, over bare", unit: "x", least: 0.8 },
  generateBeside: {
    what: "CPU of generating 1,024 x 7 from the start of a process, over an older build's on the oldest Node",
    unit: "x",
    mostOn: { 20: 0.8, 24: 0.65 },
  },
  generate: { what: "generating 1,024 x 7 from the start of a process, CPU", unit: "s" },
  views: { what: "four views with truth, warm", unit: "rows/s", least: 1.2e6 },
  numpy: { what: "numpy: independent rows of one view, no truth", unit: "rows/s" },
  help: { what: "`--help`, clock", unit: "s", most: 0.1 },
  dryRun: { what: "`generate city@L1 --dry-run`, CPU", unit: "s", most: 0.4 },
  twoGenerate: { what: "one job over two, clock: generating 20,000 x 7", unit: "x", least: 1.7 },
  twoBench: { what: "one job over two, clock: benching 4,096 x 7", unit: "x", least: 1.7 },
  memorySmall: { what: "most memory of bench, 500 x 14, all processes", unit: "bytes" },
  memoryMiddle: { what: "2,000 x 14", unit: "bytes" },
  memoryLarge: { what: "8,000 x 14", unit: "bytes" },
  memory: { what: "the most of these over the least", unit: "x", most: 1.3 },
  report: { what: "writing run.json and the report, clock", unit: "s", most: 1.5 },
  start: { what: "`npm start`, clock", unit: "s", most: 20 },
} as const satisfies Readonly<Record<string, Bar>>;

/** Every value that was measured of each line, one a round; lines that were left out are missing. */
export type SpeedFigures = Readonly<Partial<Record<keyof typeof BARS, readonly number[]>>>;
